/** Analysis, agents: steps, tool calls and guardrail events as moments on the run's axis of time. */
import type { AgentRun } from '../../../model/agent-run.ts';
import { ERROR, INFO, WARN } from '../../../model/level.ts';
import type { Moment } from '../opinions.ts';
import type { Item, StoredRun } from './stored.ts';

const TITLE = 200;

export function agentMoments({ run, items }: StoredRun): Moment[] {
  const parts = partsOf(run);
  return items.flatMap((item): Moment[] => {
    const told = item.kind === 'run' || item.kind === 'message' || item.at === null ? null : tell(parts, item);
    if (!told || item.at === null) return [];
    const title = told.title.replace(/\s+/g, ' ').slice(0, TITLE);
    const failed = told.level === ERROR;
    const { member, line, at } = item;
    const attributes = { agent_run: run.run_id, ref: item.id };
    return [
      { at, until: told.until, kind: told.kind, level: told.level, title, member, line, ...(failed && { failed }), attributes },
    ];
  });
}

/** The latest of what the parts of the runs and the runs themselves tell of their ends, and of `last`, the time of their last line. */
export function lastEnd(runs: readonly StoredRun[], last: number | null): number | null {
  const ends = runs.flatMap(stored => [
    ...agentMoments(stored).map(({ at, until }) => until ?? at),
    ...(stored.run.ended_at === null ? [] : [Date.parse(stored.run.ended_at)]),
  ]);
  return ends.reduce((latest, end) => (latest === null || end > latest ? end : latest), last);
}

interface Told {
  readonly kind: 'step' | 'event';
  readonly title: string;
  readonly level: number;
  readonly until: number | null;
}

function partsOf(run: AgentRun) {
  return {
    steps: new Map(run.steps.map(one => [one.step_id, one])),
    calls: new Map(run.tool_calls.map(one => [one.call_id, one])),
    guards: new Map(run.guardrail_events.map(one => [one.event_id, one])),
  };
}

function tell({ steps, calls, guards }: ReturnType<typeof partsOf>, { kind, id, at }: Item): Told | null {
  const step = kind === 'step' && steps.get(id);
  if (step) {
    const until = step.ended_at ? Date.parse(step.ended_at) : after(at, step.latency_ms);
    return { kind: 'step', title: step.name, level: step.status === 'failure' ? ERROR : INFO, until };
  }
  const call = kind === 'tool_call' && calls.get(id);
  if (call) {
    const failed = call.status === 'failure';
    const words = failed ? ` failed: ${call.error_message ?? call.error_class ?? call.status_code ?? ''}` : '';
    return {
      kind: 'step',
      title: `tool ${call.tool_name}${words}`,
      level: failed ? ERROR : INFO,
      until: after(at, call.latency_ms),
    };
  }
  const event = kind === 'guardrail' && guards.get(id);
  return event ? { kind: 'event', title: `guardrail ${event.type}: ${event.message}`, level: WARN, until: null } : null;
}

function after(at: number | null, ms: number | null): number | null {
  return at === null || ms === null ? null : at + ms;
}
