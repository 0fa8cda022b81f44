/** The answers: agent runs that programs hand in: taken, told of with their parts, and summed up. */
import { Fault } from '../../base/fault.ts';
import { jsonIn } from '../../base/lenient.ts';
import type { AgentOverview } from '../../model/agent-overview.ts';
import type { AgentRun } from '../../model/agent-run.ts';
import type { AgentRunHead, AgentRunTold } from '../../model/agent-run-told.ts';
import type { Run } from '../../model/run.ts';
import type { Proved } from '../../rpc/verb.ts';
import type { table } from '../../tools/table.ts';
import { estimateOf } from '../analyze/agents/overview.ts';
import type { Item } from '../analyze/agents/stored.ts';
import { tooDeep } from '../read/agents/nesting.ts';
import { type CallLife, findRun, sourcesOf, type Workshop } from '../workshop.ts';
import { agentParts, itemsInOrder } from './agent-parts.ts';
import { investigatedOf } from './agent-report.ts';
import { agentMetrics, agentRunsOf, keepAgentRun, keptAgentRuns } from './agent-runs.ts';

export async function keepToldRun(
  shop: Workshop,
  { run: text }: Proved<typeof table.keep_agent_run>,
  life: CallLife,
): Promise<AgentRunHead> {
  const { run, told } = await keepAgentRun(shop, valueIn(text), life);
  return headOf(run, told);
}

export async function getAgentRun(
  shop: Workshop,
  { agent_run_id, run_id, limit }: Proved<typeof table.get_agent_run>,
  life: CallLife,
): Promise<AgentRunTold> {
  const { run, stored, all } = await named(shop, { agent_run_id, run_id }, life);
  const [source] = sourcesOf(shop, run);
  const placeOf = ({ member, line }: Item) => ({
    source: source.id,
    member: source.members.find(one => one.id === member)?.path ?? '',
    line,
  });
  const items = itemsInOrder(stored);
  return {
    agent_run: headOf(run, stored.run),
    timeline: agentParts(stored.run, items.slice(0, limit), placeOf),
    in_all: items.length,
    place: placeOf(stored.items[0]),
    agent_runs: all.map(({ run: { run_id, agent_name, status }, items: { length } }) => {
      return { run_id, agent_name, status, parts: length - 1 };
    }),
  };
}

type Name = Pick<Proved<typeof table.get_agent_run>, 'agent_run_id' | 'run_id'>;

/** By the run in whose logs it stands, or by the id that it was handed in with. Throws run_unknown, bad_input. */
async function named(shop: Workshop, { agent_run_id, run_id }: Name, life: CallLife) {
  const run = run_id === undefined ? null : findRun(shop, run_id);
  if (!run && agent_run_id === undefined)
    throw new Fault('bad_input', { problem: 'Name the agent run, or the run in whose logs it stands.' });
  const kept = run ? { run, all: await agentRunsOf(shop, run, life) } : await keptAgentRuns(shop, agent_run_id ?? '', life);
  const stored =
    kept &&
    (kept.all.find(one => one.run.run_id === agent_run_id) ??
      (namesAll(kept.run, agent_run_id) ? investigatedOf(kept.all) : null));
  if (!kept || !stored) throw new Fault('run_unknown', { run: agent_run_id ?? run_id ?? '' });
  return { ...kept, stored };
}

/** A run without a further name, and a trace with several agents in it, are the one that is investigated. */
function namesAll({ title }: Run, agentRunId: string | undefined): boolean {
  return agentRunId === undefined || agentRunId === title;
}

export function summarizeAgentRuns(
  shop: Workshop,
  { hours }: Proved<typeof table.summarize_agent_runs>,
  life: CallLife,
): Promise<AgentOverview> {
  return agentMetrics(shop, { hours, now: Date.now() }, life);
}

function valueIn(text: string): unknown {
  const value = jsonIn(text);
  if (value === undefined) throw new Fault('bad_input', { problem: 'The agent run is no JSON.' });
  if (tooDeep(text)) throw new Fault('bad_input', { problem: 'The agent run is nested too deep.' });
  return value;
}

function headOf(run: Run, told: AgentRun): AgentRunHead {
  const { steps, tool_calls, guardrail_events, messages, task: _task, ...head } = told;
  const counts = {
    steps: steps.length,
    tool_calls: tool_calls.length,
    guardrail_events: guardrail_events.length,
    messages: messages.length,
  };
  const estimated_cost_usd = estimateOf(told);
  return { ...head, ...(estimated_cost_usd !== null && { estimated_cost_usd }), counts, investigation_run_id: run.run_id };
}
