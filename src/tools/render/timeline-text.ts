/** The table: a timeline as text: one moment a line, each with its part of the run as a bar, in order of time. */
import type { Timeline } from '../../model/page.ts';
import type { TimelineEntry } from '../../model/report.ts';
import type { View } from '../tool.ts';
import { type Labels, labelsOf, shortNode } from './labels.ts';
import { type Ink, levelInk, linked, painted } from './paint.ts';
import { cells, elided, elidedLeft, oneLine, padded, paddedLeft } from './safe.ts';
import { clock, count, counted, lasting, span, stamp } from './words.ts';

/** Cells of a bar, and from which width on it has twice as many. */
const BAR = 16;
const WIDE = 130;
const GAPS = 5;
const DAY = 86_400_000;
const LEAST_TITLE = 24;
/** Where nobody looks at columns, titles are kept whole. */
const UNSEEN_WIDTH = 2000;
const TERSE_WIDTH = 120;

/** Any width; the cause stands above, what is missing below. */
export function timelineText(timeline: Timeline, view: View): string {
  const { entries, cause } = timeline;
  const labels = labelsOf([...(cause ? [cause.place.member] : []), ...entries.map(entry => entry.place.member)]);
  const head = [
    painted(view, 'dim', oneLine(`${timeline.title} · ${span(timeline.from, timeline.to)}`)),
    ...causeLine(timeline, labels, view),
    '',
  ];
  if (entries.length === 0) return [...head, ...nothing(timeline)].join('\n');
  return [
    ...head,
    ...table(timeline, labels, view),
    '',
    ...notes(timeline, labels, view).map(note => painted(view, 'dim', note)),
  ].join('\n');
}

function causeLine({ cause }: Timeline, labels: Labels, view: View): string[] {
  if (!cause) return [];
  const at = cause.at === null ? 'Cause' : `Cause at ${clock(cause.at)}`;
  return [
    `${painted(view, 'red', `${at}: ${oneLine(cause.title)}`)}  ${linked(view, cause.place, oneLine(labels.place(cause.place)))}`,
  ];
}

function nothing({ run_id, cause }: Timeline): string[] {
  return [
    'Its logs state no steps, tests, nemeses or errors with a time.',
    cause
      ? `What stands around the cause: investigator lines ${oneLine(`${cause.place.source}:${cause.place.member}:${cause.place.line}`)}`
      : `What became loud, and when: investigator levels ${run_id}`,
  ];
}

function table(timeline: Timeline, labels: Labels, view: View): string[] {
  const { entries } = timeline;
  const scale = scaleOf(timeline, view.width < WIDE ? BAR : 2 * BAR);
  const shown = entries.map(entry => ({
    entry,
    when: scale.to - scale.from > DAY ? stamp(entry.at).slice(5, 19) : clock(entry.at).slice(0, 8),
    kind: `${entry.failed ? 'failed ' : ''}${entry.kind}`,
    lasts: entry.until === null ? '' : lasting(Math.max(0, entry.until - entry.at)),
    where: oneLine(labels.place(entry.place)),
  }));
  const widest = (texts: readonly string[]) => Math.max(...texts.map(cells));
  const kindWidth = widest(shown.map(one => one.kind));
  const lastsWidth = widest(shown.map(one => one.lasts));
  const whereWidth = Math.min(Math.max(16, Math.floor(view.width * 0.25)), widest(shown.map(one => one.where)));
  const used = shown[0].when.length + scale.cells + kindWidth + lastsWidth + whereWidth + 12;
  const room = view.colour ? Math.max(LEAST_TITLE, view.width - used) : view.terse ? TERSE_WIDTH : UNSEEN_WIDTH;
  return shown.map(({ entry, when, kind, lasts, where }) => {
    const ink = inkOf(entry);
    const place = elidedLeft(where, whereWidth);
    const columns = [
      painted(view, 'dim', when),
      ...(view.terse ? [] : [`│${painted(view, ink ?? 'dim', bar(entry, scale))}│`]),
      painted(view, ink, padded(kind, kindWidth)),
      ...(lastsWidth > 0 ? [painted(view, 'dim', paddedLeft(lasts, lastsWidth))] : []),
      `${linked(view, entry.place, place)}${' '.repeat(whereWidth - cells(place))}`,
      elided(titleOf(entry), room),
    ];
    return columns.join('  ');
  });
}

function titleOf({ title, node }: TimelineEntry): string {
  return oneLine(node ? title.replaceAll(node, shortNode(node)) : title);
}

interface Scale {
  readonly from: number;
  readonly to: number;
  /** Of a bar. */
  readonly cells: number;
}

/** The run, and what its records place before or after its lines. */
function scaleOf({ entries, from, to }: Timeline, width: number): Scale {
  const ends = entries.flatMap(entry => [entry.at, entry.until ?? entry.at]);
  return {
    from: ends.reduce((a, b) => Math.min(a, b), from ?? Number.POSITIVE_INFINITY),
    to: ends.reduce((a, b) => Math.max(a, b), to ?? Number.NEGATIVE_INFINITY),
    cells: width,
  };
}

/** A span fills its part of the row, at least one cell; a moment is a dot. */
function bar(entry: TimelineEntry, { from, to, cells: width }: Scale): string {
  const cell = (at: number) => (to > from ? Math.min(width - 1, Math.floor(((at - from) / (to - from)) * width)) : 0);
  const first = cell(entry.at);
  const last = Math.max(first, cell(entry.until ?? entry.at));
  const mark = entry.until === null ? '●' : '█';
  return `${' '.repeat(first)}${mark.repeat(last - first + 1)}${' '.repeat(width - 1 - last)}`;
}

function inkOf(entry: TimelineEntry): Ink | null {
  if (entry.kind === 'cause' || entry.failed) return 'red';
  return entry.kind === 'nemesis' ? 'violet' : levelInk(entry.level);
}

function notes({ run_id, entries, in_all, cause, gaps }: Timeline, labels: Labels, { terse }: View): string[] {
  const cut = entries.length < in_all ? `, the gravest of ${count(in_all)}${terse ? '' : ': --limit'}` : '';
  const width = Math.max(0, ...labels.legend.map(([label]) => cells(oneLine(label))));
  return [
    `${counted(entries.length, 'moment')}${cut}. Times are UTC.`,
    ...(cause ? [] : [`No report names a cause yet: investigator investigate ${run_id}`]),
    ...(terse ? [] : labels.legend).map(([label, path]) => `${padded(oneLine(label), width)}  ${oneLine(path)}`),
    ...gaps.slice(0, GAPS).map(gap => `Note: ${gap.member ? `${oneLine(gap.member)}: ` : ''}${oneLine(gap.words)}`),
    ...(gaps.length > GAPS ? [`… and ${count(gaps.length - GAPS)} more gaps`] : []),
  ];
}
