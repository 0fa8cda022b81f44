/** The window, timeline: lanes: one a kind, overlapping entries in rows beneath one another. Pure. */
import { t } from '../words.ts';
import { type Entry, kindWords, lasts } from './entry.ts';

export interface Lane {
  readonly id: string;
  readonly words: string;
  /** In order of time. */
  readonly entries: readonly Entry[];
  readonly rows: readonly (readonly Entry[])[];
}

/** Rows of a lane at most; what overlaps still shares the last ones and is told by number there. */
export const MOST_ROWS = 6;

/** Lanes in this order; kinds that are not here come behind, each on its own, before the telling lines. */
const ORDER = ['step', 'nemesis', 'test', 'event', 'agent', 'alert', 'metric'];
const LAST = 'error';

export function lanesOf(entries: readonly Entry[], end: number): Lane[] {
  const byLane = Map.groupBy(entries, entry => laneOf(entry.kind));
  const known = new Set([...ORDER, LAST]);
  const ids = [...ORDER, ...[...byLane.keys()].filter(id => !known.has(id)).sort(), LAST];
  return ids.flatMap(id => {
    const own = byLane.get(id)?.toSorted((a, b) => a.at - b.at || endOf(b, end) - endOf(a, end));
    return own ? [{ id, words: laneWords(id), entries: own, rows: packed(own, end) }] : [];
  });
}

/** The cause is the first of the telling lines. */
export function laneOf(kind: string): string {
  if (kind === 'cause') return LAST;
  return kind === 'agent_step' ? 'agent' : kind;
}

export function laneWords(id: string): string {
  const known: Record<string, string> = {
    step: t('steps'),
    nemesis: t('nemeses'),
    test: t('tests'),
    event: t('events'),
    agent: t('agent steps'),
    alert: t('alerts'),
    metric: t('metrics'),
    error: t('telling lines'),
  };
  return known[id] ?? kindWords(id);
}

/** What has no end in the log lasts until the end of the run, where it is a thing that lasts. */
export function endOf(entry: Entry, end: number): number {
  if (entry.until !== null) return Math.max(entry.at, entry.until);
  return lasts(entry) ? Math.max(entry.at, end) : entry.at;
}

/** Each entry stands in the first row that is free at its time; where none is, in the one that is free soonest. */
function packed(entries: readonly Entry[], end: number): Entry[][] {
  const rows: Entry[][] = [];
  const ends: number[] = [];
  for (const entry of entries) {
    let row = ends.findIndex(taken => taken <= entry.at);
    if (row < 0 && rows.length < MOST_ROWS) row = rows.push([]) - 1;
    if (row < 0) row = ends.indexOf(Math.min(...ends));
    rows[row].push(entry);
    ends[row] = Math.max(ends[row] ?? Number.NEGATIVE_INFINITY, endOf(entry, end));
  }
  return rows;
}
