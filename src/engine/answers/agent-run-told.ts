/** The answers: agent runs that programs hand in: taken, told of with their parts, and summed up. */
import { Fault } from '../../base/fault.ts';
import type { AgentOverview } from '../../model/agent-overview.ts';
import type { AgentRun } from '../../model/agent-run.ts';
import type { AgentPart, AgentRunHead, AgentRunTold } from '../../model/agent-run-told.ts';
import type { Run } from '../../model/run.ts';
import type { Proved } from '../../rpc/verb.ts';
import type { table } from '../../tools/table.ts';
import type { Item, StoredRun } from '../analyze/agents/stored.ts';
import { type CallLife, sourcesOf, type Workshop } from '../workshop.ts';
import { agentMetrics, keepAgentRun, keptAgentRun } from './agent-runs.ts';

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
  { agent_run_id, limit }: Proved<typeof table.get_agent_run>,
  life: CallLife,
): Promise<AgentRunTold> {
  const kept = await keptAgentRun(shop, agent_run_id, life);
  if (!kept) throw new Fault('run_unknown', { run: agent_run_id });
  const { run, stored } = kept;
  const [source] = sourcesOf(shop, run);
  const path = (member: number) => source.members.find(one => one.id === member)?.path ?? '';
  const parts = inOrder(stored).map(item =>
    partOf(stored.run, item, { source: source.id, member: path(item.member), line: item.line }),
  );
  return { agent_run: headOf(run, stored.run), timeline: parts.slice(0, limit), in_all: parts.length };
}

export function summarizeAgentRuns(
  shop: Workshop,
  { hours }: Proved<typeof table.summarize_agent_runs>,
  life: CallLife,
): Promise<AgentOverview> {
  return agentMetrics(shop, { hours, now: Date.now() }, life);
}

function valueIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (failure) {
    if (!(failure instanceof SyntaxError)) throw failure;
    throw new Fault('bad_input', { problem: 'The agent run is no JSON.' });
  }
}

function headOf(run: Run, told: AgentRun): AgentRunHead {
  const { steps, tool_calls, guardrail_events, messages, task: _task, ...head } = told;
  const counts = {
    steps: steps.length,
    tool_calls: tool_calls.length,
    guardrail_events: guardrail_events.length,
    messages: messages.length,
  };
  return { ...head, counts, investigation_run_id: run.run_id };
}

/** Parts without a time stay where they were told. */
function inOrder({ items }: StoredRun): Item[] {
  const parts = items.filter(item => item.kind !== 'run');
  let before = Number.NEGATIVE_INFINITY;
  const timed = parts.map(item => ({ item, at: (before = item.at ?? before) }));
  return timed.sort((a, b) => (a.at === b.at ? 0 : a.at - b.at)).map(({ item }) => item);
}

type Told = Pick<AgentPart, 'title' | 'status' | 'step_id' | 'retries' | 'latency_ms'>;

function partOf(run: AgentRun, { kind, id, at }: Item, place: AgentPart['place']): AgentPart {
  const told = toldOf(run, kind, id);
  return { at, kind: kind as AgentPart['kind'], ref_id: id, ...told, place };
}

function toldOf(run: AgentRun, kind: Item['kind'], id: string): Told {
  const none = { title: id, status: null, step_id: null, retries: null, latency_ms: null };
  const step = kind === 'step' && run.steps.find(one => one.step_id === id);
  if (step) return { ...pick(step), title: step.name, step_id: id };
  const call = kind === 'tool_call' && run.tool_calls.find(one => one.call_id === id);
  if (call)
    return {
      ...pick(call),
      title: `${call.tool_name}${call.error_message ? `: ${call.error_message}` : ''}`,
      step_id: call.step_id,
    };
  const event = kind === 'guardrail' && run.guardrail_events.find(one => one.event_id === id);
  if (event) return { ...none, title: `${event.type}: ${event.message}`, step_id: event.step_id };
  const message = kind === 'message' && run.messages.find(one => String(one.index) === id);
  return message ? { ...none, title: `${message.agent}: ${message.content}` } : none;
}

function pick({ status, retries, latency_ms }: Pick<Told, 'status' | 'retries' | 'latency_ms'>) {
  return { status, retries, latency_ms };
}
