/** Sample: one event in every file that shows it: raw_events, events, its severity's file, actions, sct.log, argus. */
import { type Run, runnerFile } from './cast.ts';
import { sctLine } from './speak.ts';
import { actionStamp, eventStamp, runnerStamp } from './stamps.ts';

export type Severity = 'CRITICAL' | 'ERROR' | 'WARNING' | 'NORMAL' | 'DEBUG' | 'SUPPRESS';

export interface Telling {
  readonly base: string;
  readonly type?: string;
  readonly severity: Severity;
  /** Severity after the limits and severity filters; the same where nothing is said. */
  readonly final?: Severity;
  /** Left out of everything but raw_events.log. */
  readonly filtered?: boolean;
  readonly period?: 'begin' | 'end' | 'one-time';
  readonly id: string;
  readonly at: number;
  /** Time in the log line that the event was made from, as its clock has it. */
  readonly sourceAt?: number;
  readonly node?: string;
  readonly during?: readonly { id: string; name: string; node: string; at: number }[];
  /** Fields of the class before and behind the common block of the JSON line. */
  readonly before?: Readonly<Record<string, unknown>>;
  readonly behind?: Readonly<Record<string, unknown>>;
  /** What stands in events.log behind the id; begins with the class's own separator. */
  readonly words: string;
}

const pythonLevel: Record<Severity, number> = { CRITICAL: 50, ERROR: 40, WARNING: 10, NORMAL: 20, DEBUG: 10, SUPPRESS: 0 };

export function tell(run: Run, event: Telling): void {
  rawLine(run, event);
  if (event.filtered) return;
  const severity = event.final ?? event.severity;
  textLines(run, event, severity);
  if (severity === 'ERROR' || severity === 'CRITICAL') actionLines(run, event, severity);
  const stamp = runnerStamp(event.at + 900, run.zone);
  run.pages.add(
    runnerFile(run, 'argus.log'),
    event.at + 900,
    `${stamp} DEBUG argus.client Submitting event ${event.id} of severity ${severity}`,
  );
}

function rawLine(run: Run, event: Telling): void {
  const during = (event.during ?? []).map(one => ({
    event_id: one.id,
    base: 'DisruptionEvent',
    nemesis_name: one.name,
    node: one.node,
    timestamp: one.at / 1000,
  }));
  const line = {
    base: event.base,
    type: event.type ?? null,
    subtype: null,
    ...event.before,
    event_timestamp: event.at / 1000 + run.dice.int(0, 999) / 1e6,
    source_timestamp: event.sourceAt === undefined ? null : event.sourceAt / 1000,
    severity: event.severity,
    event_id: event.id,
    log_level: pythonLevel[event.base === 'DisruptionEvent' ? 'NORMAL' : event.severity],
    ...inOrder(event),
    subcontext: during,
  };
  run.pages.add(runnerFile(run, 'raw_events.log'), event.at, spaced(line));
}

/** Log events print their period before their own fields, continuous events behind them. */
function inOrder(event: Telling): Record<string, unknown> {
  const period = event.period ? { period_type: event.period } : {};
  return event.behind && 'errors' in event.behind ? { ...event.behind, ...period } : { ...period, ...event.behind };
}

/** JSON with a blank behind each comma and colon, as Python writes it. */
export function spaced(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spaced).join(', ')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([key, part]) => `${JSON.stringify(key)}: ${spaced(part)}`)
    .join(', ')}}`;
}

function textLines(run: Run, event: Telling, severity: Severity): void {
  const source = event.sourceAt === undefined ? '' : ` <${eventStamp(event.sourceAt)}>`;
  const period = event.period ?? 'not-set';
  const during = event.during?.length ? ` during_nemesis=${event.during.map(one => one.name).join(',')}` : '';
  const text = `${eventStamp(event.at)}${source}: (${event.base} Severity.${severity}) period_type=${period} event_id=${event.id}${during}${event.words}`;
  for (const file of ['events.log', `${severity.toLowerCase()}.log`]) run.pages.add(runnerFile(run, file), event.at, text);
}

/** The same action once for each of up to six subscribers. */
function actionLines(run: Run, event: Telling, severity: Severity): void {
  const kind = event.type ? `${event.base}.${event.type}` : event.base;
  const action = `${kind} ${severity} Event (id=${event.id}) on node: ${event.node ?? 'None'}`;
  let at = event.at + 4;
  for (let copy = run.dice.int(2, 6); copy > 0; copy--) {
    actionLine(run, at, { status: 'error', source: 'event', action });
    at += run.dice.int(1, 700);
  }
}

/** A line of actions.log and its echo in sct.log. */
export function actionLine(
  run: Run,
  at: number,
  action: { status: 'info' | 'warning' | 'error'; source: string; action: string },
): void {
  run.pages.add(runnerFile(run, 'actions.log'), at, spaced({ datetime: actionStamp(at, run.dice.int(0, 999)), ...action }));
  const level = action.status === 'error' ? 'ERROR' : 'INFO';
  sctLine(run, at, [
    [level, 'sdcm/utils/action_logger.py', 'source: %s, action: %s'],
    [action.source, action.action],
  ]);
}
