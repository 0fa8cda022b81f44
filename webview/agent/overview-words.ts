/** The window, agents: figures of agents as people read them. Pure. */
import type { AgentOverview } from '../../src/model/agent-overview.ts';
import { lasting, stamp } from '../../src/tools/render/words.ts';
import { t } from '../words.ts';

export type Overview = AgentOverview;
export type Group = AgentOverview['by'][number];
export type Slice = AgentOverview['over_time'][number];

export function rateWords(rate: number | null): string {
  return rate === null ? t('not known') : `${Math.round(rate * 10) / 10} %`;
}

export function latencyWords(ms: number | null): string {
  return ms === null ? t('not told') : lasting(ms);
}

export function costWords(usd: number | null): string {
  return usd === null ? t('not told') : `${usd < 1 ? Number(usd.toPrecision(3)) : usd.toFixed(2)} USD`;
}

type Cost = Pick<Overview, 'total_cost_usd' | 'estimated_cost_usd'>;

/** What runs tell of their cost, and for those that tell tokens alone what price lists say; null where nothing is known. */
export function spentOf({ total_cost_usd, estimated_cost_usd }: Cost): number | null {
  return total_cost_usd === null ? (estimated_cost_usd ?? null) : total_cost_usd + (estimated_cost_usd ?? 0);
}

/** `about 0.03 USD` where any of it is estimated. */
export function spentWords(cost: Cost): string {
  const words = costWords(spentOf(cost));
  return cost.estimated_cost_usd === undefined ? words : t('about {0}', words);
}

/** `20 Nov 08:00`. */
export function momentWords(at: number): string {
  return stamp(at).slice(5, 16);
}

export const SORTS = ['agent', 'version', 'environment', 'runs', 'rate', 'latency', 'cost'] as const;
export type Sort = (typeof SORTS)[number];

const values: Readonly<Record<Sort, (group: Group) => string | number | null>> = {
  agent: one => one.agent_name,
  version: one => one.agent_version,
  environment: one => one.environment,
  runs: one => one.total_runs,
  rate: one => one.success_rate,
  latency: one => one.p95_step_latency_ms,
  cost: spentOf,
};

/** What is not known comes last, whichever way round. */
export function sorted(groups: readonly Group[], { sort, down }: { sort: Sort; down: boolean }): Group[] {
  const value = values[sort];
  return [...groups].sort((one, other) => {
    const [a, b] = [value(one), value(other)];
    if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0);
    const order = typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b));
    return down ? -order : order;
  });
}
