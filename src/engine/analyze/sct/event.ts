/** Analysis: an event of a Scylla Cluster Test, and how its severities stand among the levels of lines. */
import { DEBUG, ERROR, FATAL, INFO, NONE, TRACE, WARN } from '../../../model/level.ts';

export type Period = 'begin' | 'end' | 'one-time' | null;

export interface SctEvent {
  readonly id: string;
  /** Class of the event: DisruptionEvent, DatabaseLogEvent, … */
  readonly base: string;
  readonly type: string | null;
  readonly subtype: string | null;
  /** Number of model/level, after the test's severity limits where events.log shows them. CRITICAL is FATAL. */
  readonly severity: number;
  readonly period: Period;
  /** When the test noticed it, ms UTC. */
  readonly at: number;
  /** Stamp of the log line that it was made from, its zone taken as UTC; ms. */
  readonly sourceAt: number | null;
  /** Of things that last; ms UTC. */
  readonly begin: number | null;
  readonly end: number | null;
  readonly node: string | null;
  readonly nemesis: string | null;
  readonly skipped: boolean;
  readonly errors: readonly string[];
  /** The telling part: log line, error, message, exception. */
  readonly text: string;
  /** Nemeses that ran at that moment. */
  readonly during: readonly string[];
  /** Hidden from events.log by a filter of the test, or never meant for it. */
  readonly filtered: boolean;
  readonly member: number;
  readonly line: number;
}

const severities: Readonly<Record<string, number>> = {
  CRITICAL: FATAL,
  ERROR,
  WARNING: WARN,
  NORMAL: INFO,
  DEBUG,
  UNKNOWN: NONE,
  SUPPRESS: TRACE,
};

export function severityNumber(name: string): number {
  return severities[name] ?? NONE;
}

/** `Node name [public | private] (Type: …)` is the node `name`. */
export function nodeName(text: string): string {
  return /^Node (\S+)(?: \[|$)/.exec(text)?.[1] ?? text;
}

/** Events of which the test writes every occurrence for itself: they never reach events.log. */
export const systemEvents: ReadonlySet<string> = new Set([
  'StartupTestEvent',
  'DbEventsFilter',
  'EventsFilter',
  'EventsSeverityChangerFilter',
]);

const TEXT_LIMIT = 2000;

/** A frame, source line or marker of a traceback, or pytest's listing of the test. */
const traced = /^(?:\s|Traceback |self = |>|[~^]+$|The above exception|During handling of)/;
const raised = /^[A-Za-z_][\w.]*(?:: |$)/;

/** What a text of several lines comes to: what stands before the traceback, else pytest's `E` line, else what was raised last. */
export function gist(text: string): string {
  if (!text.includes('\n')) return text.trim().slice(0, TEXT_LIMIT);
  const lines = text.split('\n').filter(line => line.trim() !== '');
  const marked = lines.find(line => /^E\s+\S/.test(line));
  const said =
    lines.length && !traced.test(lines[0])
      ? lines[0]
      : (marked?.slice(1) ?? lines.findLast(line => raised.test(line)) ?? lines.at(-1));
  return (said ?? '').trim().slice(0, TEXT_LIMIT);
}
