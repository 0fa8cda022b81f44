/** The window, agents: an agent run as it is replayed: its parts in order, what of them the report judges, who acted, and what it cost. Pure. */
import type { AgentCost } from '../../src/model/agent-run.ts';
import type { AgentPart, AgentRunTold } from '../../src/model/agent-run-told.ts';
import type { Place } from '../../src/model/place.ts';
import type { Report } from '../../src/model/report.ts';
import { t } from '../words.ts';

export interface Part extends AgentPart {
  readonly key: string;
  /** Its place in the order of what happened, from 0. */
  readonly index: number;
  /** The report blames it. */
  readonly decisive: boolean;
  /** The report cites it. */
  readonly cited: boolean;
  /** Why the report suspects it. */
  readonly why: readonly string[];
  /** Whose lane it stands in. */
  readonly lane: string;
}

export interface Play {
  readonly told: AgentRunTold;
  /** The report is there: what it blames is known. */
  readonly judged: boolean;
  readonly parts: readonly Part[];
  readonly byKey: ReadonlyMap<string, Part>;
  /** Who acts, in the order in which they first do. */
  readonly lanes: readonly string[];
  /** Null: fewer than two moments are known, so that only the order can be drawn. */
  readonly span: { readonly from: number; readonly to: number } | null;
}

/** More lanes than these are drawn as one. */
const LANES = 8;

export function playOf(told: AgentRunTold, report: Report | null): Play {
  const { timeline } = told;
  const judged = judgementOf(report);
  const names = [...new Set(timeline.map(laneOf))];
  const lanes = names.length > LANES ? [...names.slice(0, LANES - 1), t('others')] : names;
  const parts = timeline.map((part, index): Part => {
    const lane = laneOf(part);
    const shown = lanes.includes(lane) ? lane : t('others');
    return { ...part, key: keyOf(part), index, ...judged(part.place), lane: shown };
  });
  return {
    told,
    judged: report !== null,
    parts,
    byKey: new Map(parts.map(part => [part.key, part])),
    lanes,
    span: spanOf(timeline, told.agent_run.ended_at),
  };
}

export function keyOf({ kind, ref_id }: Pick<AgentPart, 'kind' | 'ref_id'>): string {
  return `${kind} ${ref_id}`;
}

type Judged = Pick<Part, 'decisive' | 'cited' | 'why'>;

function judgementOf(report: Report | null): (place: Place) => Judged {
  const at = ({ member, line }: Place) => `${line} ${member}`;
  const suspects = new Map(report?.suspect_lines.map(one => [at(one.place), one]));
  const cited = new Set(report?.evidence_index.map(one => at(one.place)));
  return place => {
    const suspect = suspects.get(at(place));
    return {
      decisive: suspect?.role === 'cause',
      cited: cited.has(at(place)),
      why: suspect?.why ?? [],
    };
  };
}

function laneOf({ kind, agent }: AgentPart): string {
  if (kind === 'tool_call') return t('tool calls');
  if (kind === 'guardrail') return t('guardrails');
  return agent ?? t('steps');
}

/** Until the last part, or the run itself, has ended: not every part tells how long it took. */
function spanOf(parts: readonly AgentPart[], end: string | null): Play['span'] {
  const begun = parts.flatMap(part => part.at ?? []);
  if (new Set(begun).size < 2) return null;
  const ended = parts.flatMap(({ at, latency_ms }) => (at === null ? [] : at + (latency_ms ?? 0)));
  return {
    from: begun.reduce((a, b) => Math.min(a, b)),
    to: ended.reduce((a, b) => Math.max(a, b), end === null ? Number.NEGATIVE_INFINITY : Date.parse(end)),
  };
}

export type Tone = 'error' | 'warning' | 'new' | 'good' | 'plain';

export function toneOf({ status, kind }: AgentPart): Tone {
  if (status === 'failure') return 'error';
  if (kind === 'guardrail') return 'warning';
  return status === 'success' && kind === 'tool_call' ? 'good' : 'plain';
}

export function kindWords(kind: AgentPart['kind']): string {
  return { step: t('step'), tool_call: t('tool call'), guardrail: t('guardrail'), message: t('message') }[kind];
}

export function statusWords(status: NonNullable<AgentPart['status']>): string {
  return { success: t('succeeded'), failure: t('failed'), running: t('is running'), unknown: t('outcome unknown') }[status];
}

export interface ToolUse {
  readonly tool: string;
  readonly calls: number;
  readonly failed: number;
}

/** Those that failed most first. */
export function toolsOf(parts: readonly Part[]): ToolUse[] {
  const uses = new Map<string, ToolUse>();
  for (const { tool, status } of parts) {
    if (tool === null) continue;
    const { calls, failed } = uses.get(tool) ?? { calls: 0, failed: 0 };
    uses.set(tool, { tool, calls: calls + 1, failed: failed + (status === 'failure' ? 1 : 0) });
  }
  return [...uses.values()].sort((a, b) => b.failed - a.failed || b.calls - a.calls);
}

/** What the run tells of its cost; what it does not tell is what its parts add up to, null where they do not tell it either. */
export function costOf({ told, parts }: Pick<Play, 'told' | 'parts'>): AgentCost {
  const sum = (key: keyof AgentCost) => {
    const known = parts.flatMap(part => part.cost?.[key] ?? []);
    return known.length ? known.reduce((all, one) => all + one, 0) : null;
  };
  const { tokens_prompt, tokens_completion, total_cost_usd } = told.agent_run.cost;
  return {
    tokens_prompt: tokens_prompt ?? sum('tokens_prompt'),
    tokens_completion: tokens_completion ?? sum('tokens_completion'),
    total_cost_usd: total_cost_usd ?? sum('total_cost_usd'),
  };
}

export interface Spent {
  readonly tokens: number;
  readonly usd: number;
}

/** What was used up to and with each part; null where no part tells. */
export function spending(parts: readonly Part[]): Spent[] | null {
  if (!parts.some(part => part.cost)) return null;
  let [tokens, usd] = [0, 0];
  return parts.map(({ cost }) => {
    tokens += (cost?.tokens_prompt ?? 0) + (cost?.tokens_completion ?? 0);
    usd += cost?.total_cost_usd ?? 0;
    return { tokens, usd };
  });
}
