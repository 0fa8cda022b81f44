/** The table: pages of lines, counts over time and patterns as text. */
import type { Line } from '../../model/line.ts';
import type { LevelSeries, LinePage, TemplatePage } from '../../model/page.ts';
import { formatPlace } from '../../model/place.ts';
import type { View } from '../tool.ts';
import { type Labels, labelsOf } from './labels.ts';
import { levelInk, linked, painted } from './paint.ts';
import { cells, elided, elidedLeft, oneLine, padded, paddedLeft } from './safe.ts';
import { count, counted, stamp } from './words.ts';

const GAPS = 5;
const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'none'];
const BARS = '▁▂▃▄▅▆▇█';
/** A line keeps this many cells for its text, however narrow the screen. */
const LEAST_TEXT = 40;
/** Where nobody looks at columns, lines are kept nearly whole. */
const UNSEEN_WIDTH = 2000;

/** One line of log a line: place, level, text; then what the page leaves out, where it goes on, and what short names stand for. */
export function linesText(page: LinePage, view: View): string {
  const { lines } = page;
  const labels = labelsOf(lines.map(line => line.place.member));
  const where = (line: Line) => oneLine(labels.place(line.place));
  const widest = Math.max(0, ...lines.map(line => cells(where(line))));
  const placeWidth = view.colour ? Math.min(Math.max(24, Math.floor(view.width * 0.4)), widest) : widest;
  const rows = lines.map(line => {
    const place = elidedLeft(where(line), placeWidth);
    const level = painted(view, levelInk(line.level), padded(line.level === 'none' ? '' : line.level, 5));
    const room = view.colour ? Math.max(LEAST_TEXT, view.width - placeWidth - 9) : UNSEEN_WIDTH;
    const folded = line.end_line > line.place.line ? painted(view, 'dim', ` +${line.end_line - line.place.line} lines`) : '';
    return `${linked(view, line.place, place)}${' '.repeat(placeWidth - cells(place))}  ${level}  ${textOf(line, room)}${folded}`;
  });
  const notes = [...pageNotes(page), ...legendNotes(labels)].map(note => painted(view, 'dim', note));
  return [...rows, ...(rows.length ? [''] : []), ...notes].join('\n');
}

/** The whole line where it fits; else its time of day and its message, which say more than a head that leaves no room for it. */
function textOf(line: Line, room: number): string {
  const whole = oneLine(line.text) + (line.left_out ? ` … +${count(line.left_out)}` : '');
  if (cells(whole) <= room || line.body === 0) return elided(whole, room);
  const time = line.at === null ? '' : `${stamp(line.at).slice(11)} `;
  return elided(time + oneLine(line.text.slice(line.body)), room);
}

function pageNotes(page: LinePage): string[] {
  const { lines, next, previous, gaps } = page;
  const sources = [...new Set(lines.map(line => line.place.source))].join(', ');
  return [
    shownNote(page),
    ...(lines.length ? [`Source ${sources}; a place in full: ${oneLine(formatPlace(lines[0].place))}`] : []),
    ...(next ? [`More: --cursor ${next}`] : []),
    ...(previous ? [`Before: --cursor ${previous} --direction backward`] : []),
    ...gapNotes(gaps),
  ];
}

function shownNote({ lines, coverage, offset }: LinePage): string {
  const { shown, matched, scanned } = coverage;
  if (matched === 0) return 'No line fits.';
  if (lines.length === 0)
    return `No line stands here; ${counted(matched, 'line')} that fit ${matched === 1 ? 'is' : 'are'} elsewhere.`;
  const which = offset ? `Lines ${count(offset + 1)} to ${count(offset + shown)}` : counted(shown, 'line');
  return `${which} of ${count(matched)} that fit, out of ${count(scanned)}.`;
}

function legendNotes(labels: Labels): string[] {
  const width = Math.max(0, ...labels.legend.map(([label]) => cells(oneLine(label))));
  return labels.legend.map(([label, path]) => `${padded(oneLine(label), width)}  ${oneLine(path)}`);
}

function gapNotes(gaps: LinePage['gaps']): string[] {
  const notes = gaps.slice(0, GAPS).map(gap => `Note: ${gap.member ? `${oneLine(gap.member)}: ` : ''}${oneLine(gap.words)}`);
  return gaps.length > GAPS ? [...notes, `… and ${count(gaps.length - GAPS)} more gaps`] : notes;
}

/** One row a level: a small bar per bucket, scaled to the level's own peak, and how many lines there are in all. */
export function levelsText(series: LevelSeries, view: View): string {
  const named = Object.entries(series.counts).sort(([a], [b]) => LEVELS.indexOf(a) - LEVELS.indexOf(b));
  const filled = named.filter(([, counts]) => counts.some(number => number > 0));
  const untimed =
    series.untimed > 0 ? [painted(view, 'dim', `${counted(series.untimed, 'line')} without a time stand in no column.`)] : [];
  if (filled.length === 0) return untimed[0] ?? 'No line fits.';
  const buckets = Math.max(...filled.map(([, counts]) => counts.length));
  const room = Math.max(10, view.width - 20);
  const rows = filled.map(([level, counts]) => {
    const bars = bar(squeezed(counts, room));
    const total = counts.reduce((sum, number) => sum + number, 0);
    return `${padded(level, 6)} ${painted(view, levelInk(level), bars)} ${count(total)}`;
  });
  const to = series.from + series.step * buckets;
  return [
    ...rows,
    painted(view, 'dim', `${stamp(series.from)} – ${stamp(to)} UTC, ${buckets} buckets of ${count(Math.round(series.step))} ms`),
    ...untimed,
  ].join('\n');
}

/** At most `room` numbers; neighbours are added up. */
function squeezed(counts: readonly number[], room: number): number[] {
  const group = Math.ceil(counts.length / room);
  const sums = Array<number>(Math.ceil(counts.length / group)).fill(0);
  for (const [at, number] of counts.entries()) sums[Math.floor(at / group)] += number;
  return sums;
}

function bar(counts: readonly number[]): string {
  const peak = Math.max(1, ...counts);
  return counts.map(number => (number === 0 ? ' ' : BARS[Math.ceil((number / peak) * BARS.length) - 1])).join('');
}

const CHANGES = { new: 'new', gone: 'gone', more_often: 'more often', less_often: 'less often' } as const;

/** One pattern a line: count, change against the passing runs, text, where it stands first. */
export function patternsText(page: TemplatePage, view: View): string {
  if (page.templates.length === 0) return 'No pattern fits.';
  const countWidth = Math.max(...page.templates.map(one => count(one.count).length));
  const labels = labelsOf(page.templates.flatMap(one => one.member ?? []));
  const changed = page.templates.some(one => one.change !== null);
  const rows = page.templates.map(one => {
    const change = one.change ? CHANGES[one.change] : '';
    const ink = one.change === 'new' || one.change === 'more_often' ? 'violet' : 'dim';
    const place = one.member !== null && one.line !== null ? { source: page.source, member: one.member, line: one.line } : null;
    const head = `${paddedLeft(count(one.count), countWidth)}  ${changed ? `${painted(view, ink, padded(change, 10))}  ` : ''}`;
    const room = Math.max(LEAST_TEXT, view.width - countWidth - (changed ? 14 : 2) - 8);
    const id = one.template >= 0 ? painted(view, 'dim', padded(`#${one.template}`, 6)) : padded('', 6);
    const where = place ? `\n${' '.repeat(countWidth + 2)}${linked(view, place, oneLine(labels.place(place)))}` : '';
    return `${head}${id}  ${painted(view, levelInk(one.level), elided(oneLine(one.text), room))}${changed ? where : ''}`;
  });
  const compared =
    page.compared_with > 0
      ? `, compared with ${counted(page.compared_with, 'passing run')}`
      : ', not compared with passing runs (--against)';
  const foot = `${counted(page.templates.length, 'pattern')} of ${count(page.in_all)}${compared}. Lines of one: --query template:ID`;
  const notes = [foot, ...(changed ? legendNotes(labels) : [])].map(note => painted(view, 'dim', note));
  return [...rows, '', ...notes].join('\n');
}
