/** Analysis, agents: how the agents did over the last hours: how many runs went well, which tools fail, how slow steps are, what it cost. */

import type { AgentMetrics, AgentOverview } from '../../../model/agent-overview.ts';
import type { AgentRun } from '../../../model/agent-run.ts';
import { estimatedCost } from '../../../model/price.ts';

const HOUR = 3_600_000;
const TOOLS = 10;
/** Parts of the time that is looked back. */
const PARTS = 24;

/** Runs that began within the `hours` before `now` (milliseconds since 1970 UTC); those without a time count by `seen`, which is when they came in. */
export function agentOverview(runs: readonly SeenRun[], { now, hours }: { now: number; hours: number }): AgentOverview {
  const recent = runs.filter(one => beganAt(one) > now - hours * HOUR && beganAt(one) <= now);
  const groups = Map.groupBy(recent, ({ run }) => JSON.stringify([run.agent_name, run.agent_version, run.environment]));
  const by = [...groups.values()].map(group => {
    const [{ agent_name, agent_version, environment }] = toldBy(group);
    return { agent_name, agent_version, environment, ...metricsOf(toldBy(group)), newest_failed: newestFailed(group) };
  });
  by.sort((a, b) => b.total_runs - a.total_runs || (a.agent_name < b.agent_name ? -1 : 1));
  return { hours, ...metricsOf(toldBy(recent)), by, over_time: overTime(recent, { now, hours }) };
}

export interface SeenRun {
  readonly run: AgentRun;
  /** When it came in. */
  readonly seen: number;
  /** Id by which the tools know the run in whose logs it stands. */
  readonly investigation_run_id: string;
}

function toldBy(runs: readonly SeenRun[]): AgentRun[] {
  return runs.map(one => one.run);
}

function newestFailed(runs: readonly SeenRun[]): AgentOverview['by'][number]['newest_failed'] {
  const [newest] = runs.filter(one => one.run.status === 'failure').sort((a, b) => beganAt(b) - beganAt(a));
  return newest ? { run_id: newest.run.run_id, investigation_run_id: newest.investigation_run_id } : null;
}

function overTime(runs: readonly SeenRun[], { now, hours }: { now: number; hours: number }): AgentOverview['over_time'] {
  const long = (hours * HOUR) / PARTS;
  const begin = now - hours * HOUR;
  // A part begins behind the end of the one before it.
  const parts = Map.groupBy(runs, one => Math.ceil((beganAt(one) - begin) / long) - 1);
  return Array.from({ length: PARTS }, (_, at) => {
    const own = toldBy(parts.get(at) ?? []);
    const succeeded = own.filter(run => run.status === 'success').length;
    const failed = own.filter(run => run.status === 'failure').length;
    const { p95_step_latency_ms, total_cost_usd, estimated_cost_usd } = metricsOf(own);
    const other = own.length - succeeded - failed;
    return {
      from: begin + at * long,
      to: begin + (at + 1) * long,
      succeeded,
      failed,
      other,
      p95_step_latency_ms,
      total_cost_usd,
      ...(estimated_cost_usd !== undefined && { estimated_cost_usd }),
    };
  });
}

function beganAt({ run, seen }: Pick<SeenRun, 'run' | 'seen'>): number {
  return run.started_at === null ? seen : Date.parse(run.started_at);
}

/** Dollars by price lists, step by step where each tells what it used, since each may ask another model; null where a cost is told, or too little to estimate it. */
export function estimateOf({ model, cost, steps }: AgentRun): number | null {
  const using = steps.flatMap(step => (step.cost ? [{ model: step.model ?? model, cost: step.cost }] : []));
  if ([{ cost }, ...using].some(one => one.cost.total_cost_usd !== null)) return null;
  const addsUp = (['tokens_prompt', 'tokens_completion'] as const).every(
    key => cost[key] === null || cost[key] === using.reduce((sum, one) => sum + (one.cost[key] ?? 0), 0),
  );
  // Steps within one another tell the same tokens twice: then those of the run count.
  if (using.length === 0 || !addsUp) return estimatedCost(model, cost);
  const costs = using.map(one => estimatedCost(one.model, one.cost));
  // What some of the steps cost would look like the cost of all.
  return costs.includes(null) ? null : sumOf(costs);
}

/** A rate of runs that are over; a cost that nobody told is unknown, not nothing. */
function metricsOf(runs: readonly AgentRun[]): AgentMetrics {
  const over = runs.filter(run => run.status === 'success' || run.status === 'failure');
  const well = over.filter(run => run.status === 'success').length;
  const estimated_cost_usd = sumOf(runs.map(estimateOf));
  return {
    total_runs: runs.length,
    success_rate: over.length ? Math.round((well / over.length) * 10_000) / 100 : null,
    top_failing_tools: failingTools(runs),
    p95_step_latency_ms: percentile95(runs.flatMap(run => run.steps.map(step => step.latency_ms).filter(ms => ms !== null))),
    total_cost_usd: sumOf(runs.map(run => run.cost.total_cost_usd)),
    ...(estimated_cost_usd !== null && { estimated_cost_usd }),
  };
}

/** Null where none is known. */
function sumOf(costs: readonly (number | null)[]): number | null {
  const known = costs.filter(cost => cost !== null);
  return known.length ? Math.round(known.reduce((sum, cost) => sum + cost, 0) * 1e6) / 1e6 : null;
}

function failingTools(runs: readonly AgentRun[]): AgentMetrics['top_failing_tools'] {
  const counts = new Map<string, number>();
  for (const call of runs.flatMap(run => run.tool_calls)) {
    if (call.status === 'failure') counts.set(call.tool_name, (counts.get(call.tool_name) ?? 0) + 1);
  }
  const tools = [...counts].map(([tool, count]) => ({ tool, count }));
  return tools.sort((a, b) => b.count - a.count || (a.tool < b.tool ? -1 : 1)).slice(0, TOOLS);
}

/** By the nearest rank: a latency that was measured, not one between two. */
function percentile95(latencies: readonly number[]): number | null {
  const sorted = [...latencies].sort((a, b) => a - b);
  return sorted.length ? sorted[Math.ceil(sorted.length * 0.95) - 1] : null;
}
