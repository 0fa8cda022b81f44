/** Analysis: how a Scylla Cluster Test failed: which event killed it, and which told of trouble first. */
import { ERROR, FATAL } from '../../../model/level.ts';
import type { SctEvent } from './event.ts';

export interface SctFailure {
  /** The first CRITICAL event: it kills the test, what follows it is tear-down noise. Null when the test ran to its end. */
  readonly killer: SctEvent | null;
  /** The earliest ERROR or CRITICAL by the time of the log line it was made from. */
  readonly first: SctEvent | null;
  /** Errors after the kill, and database errors during a nemesis that failed: usually consequences. */
  readonly consequences: ReadonlySet<SctEvent>;
  /** One sentence for a person. */
  readonly words: string;
}

/** Null when no event that the test lets through is an ERROR or worse: such a run has passed. Events in order of time. */
export function sctFailure(events: readonly SctEvent[]): SctFailure | null {
  const bad = events.filter(event => !event.filtered && event.severity >= ERROR);
  if (!bad.length) return null;
  const killer = bad.find(event => event.severity === FATAL) ?? null;
  const first = bad.reduce((one, other) => (toldAt(other) < toldAt(one) ? other : one));
  const nemeses = bad.filter(event => failedItself(event, killer));
  const consequences = new Set(bad.filter(event => isConsequence(event, killer, nemeses)));
  return { killer, first, consequences, words: words(killer, first) };
}

function toldAt(event: SctEvent): number {
  return event.sourceAt === null ? event.at : Math.min(event.at, event.sourceAt);
}

function isConsequence(event: SctEvent, killer: SctEvent | null, nemeses: readonly SctEvent[]): boolean {
  if (killer && event !== killer && event.at > killer.at && toldAt(event) >= killer.at) return true;
  if (event.base !== 'DatabaseLogEvent') return false;
  return nemeses.some(nemesis => covers(nemesis, event));
}

/** A nemesis that the tear-down cut short has not failed by itself. */
function failedItself(event: SctEvent, killer: SctEvent | null): boolean {
  return event.base === 'DisruptionEvent' && (!killer || event.at <= killer.at);
}

function covers(nemesis: SctEvent, event: SctEvent): boolean {
  if (nemesis.nemesis === null || !event.during.includes(nemesis.nemesis)) return false;
  return nemesis.begin === null || nemesis.begin <= toldAt(event);
}

const loads = new Set([
  'CassandraStressEvent',
  'ScyllaBenchEvent',
  'YcsbStressEvent',
  'NdbenchStressEvent',
  'CDCReaderStressEvent',
]);

function words(killer: SctEvent | null, first: SctEvent): string {
  if (!killer) return `The test ran to its end with errors; the first is ${named(first)}.`;
  const how = loads.has(killer.base) ? 'A stress command failed and killed the test' : 'A critical event killed the test';
  const since = first === killer ? '' : ` The first error of the run came from ${named(first)}.`;
  return `${how}: ${named(killer)}.${since}`;
}

/** Class, type, node and nemesis of an event, for a sentence. */
export function named(event: SctEvent): string {
  const kind = [event.base, event.type, event.subtype].filter(Boolean).join('.');
  const during = event.nemesis ?? event.during.join(', ');
  return `${kind}${event.node ? ` on ${event.node}` : ''}${during ? ` during ${during}` : ''}`;
}
