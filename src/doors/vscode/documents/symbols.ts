/** The editor: the outline of a log document: steps, nemeses, tests and errors of the run's timeline, and the groups of CI logs. */
import type { TimelineEntry } from '../../../model/report.ts';
import { oneLine } from '../../../tools/render/safe.ts';
import { clock, lasting } from '../../../tools/render/words.ts';
import { groupsOf } from './groups.ts';
import { type LogView, rowOf } from './view.ts';

export interface LogSymbol {
  readonly name: string;
  /** Time of day, and how long it took. */
  readonly detail: string;
  readonly kind: TimelineEntry['kind'] | 'group';
  /** Rows of the editor, from 0, both inclusive. */
  readonly start: number;
  readonly end: number;
  readonly children: LogSymbol[];
}

/** Of this file only; nested where one lasts over another. */
export function symbolsOf(view: LogView, timeline: readonly TimelineEntry[]): LogSymbol[] {
  const found = joined(fromTimeline(view, timeline), fromGroups(view));
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  return nested(found);
}

/** A group that is a step of the timeline is told once: the log itself says where it ends. */
function joined(told: readonly LogSymbol[], groups: readonly LogSymbol[]): LogSymbol[] {
  const byRow = new Map(groups.map(group => [group.start, group]));
  const steps = told.map(one => {
    const group = one.kind === 'step' ? byRow.get(one.start) : undefined;
    if (group) byRow.delete(one.start);
    return group ? { ...one, end: group.end } : one;
  });
  return [...steps, ...byRow.values()];
}

function fromTimeline(view: LogView, timeline: readonly TimelineEntry[]): LogSymbol[] {
  const { source, member } = view.address;
  return timeline.flatMap((entry): LogSymbol[] => {
    const row = entry.place.member === member && entry.place.source === source ? rowOf(view, entry.place.line) : null;
    if (row === null) return [];
    const took = entry.until === null ? '' : ` · ${lasting(entry.until - entry.at)}`;
    const end = Math.max(row, entry.until === null ? row : lastRowBefore(view, entry.until));
    return [
      {
        name: named(entry.title),
        detail: `${entry.at ? clock(entry.at) : ''}${took}`,
        kind: entry.kind,
        start: row,
        end,
        children: [],
      },
    ];
  });
}

function fromGroups(view: LogView): LogSymbol[] {
  const above = rowOf(view, view.lines[0]?.place.line ?? 1) ?? 0;
  return groupsOf(view.lines).flatMap(({ from, to, title }): LogSymbol[] => {
    if (!title) return [];
    const detail = clock(view.lines[from].at);
    return [{ name: named(title), detail, kind: 'group', start: from + above, end: to + above, children: [] }];
  });
}

/** The last row whose time is not after the given one; lines of a file are nearly in order of time. */
function lastRowBefore(view: LogView, until: number): number {
  let low = 0;
  for (let high = view.lines.length; low < high; ) {
    const middle = (low + high) >>> 1;
    if ((timeAbove(view, middle) ?? Number.NEGATIVE_INFINITY) <= until) low = middle + 1;
    else high = middle;
  }
  return rowOf(view, view.lines[Math.max(0, low - 1)].place.line) ?? 0;
}

/** The time of the line, or of the nearest line above it that has one. */
function timeAbove(view: LogView, index: number): number | null {
  for (let at = index; at >= 0; at--) if (view.lines[at].at !== null) return view.lines[at].at;
  return null;
}

/** Sorted by their beginning. What begins inside another and lasts longer is ended with it, since an outline is a tree. */
function nested(sorted: readonly LogSymbol[]): LogSymbol[] {
  const roots: LogSymbol[] = [];
  const open: LogSymbol[] = [];
  for (const one of sorted) {
    while (open.length > 0 && (open.at(-1) as LogSymbol).end < one.start) open.pop();
    const around = open.at(-1);
    const fitted = around && one.end > around.end ? { ...one, end: around.end } : one;
    (around?.children ?? roots).push(fitted);
    if (fitted.end > fitted.start) open.push(fitted);
  }
  return roots;
}

/** An outline refuses a symbol without a name. */
function named(title: string): string {
  return oneLine(title).trim().slice(0, 200) || '…';
}
