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
/** A model pays for each character, and can ask for a line in full. */
const TERSE_WIDTH = 240;
const TERSE_PATTERN = 120;

/** One line of log a line: place, level, text; then what the page leaves out, where it goes on, and what short names stand for. */
export function linesText(page: LinePage, view: View): string {
  const { lines } = page;
  const labels = labelsOf(lines.map(line => line.place.member));
  if (view.terse) return [...lines.map(line => terseRow(line, lines, { view, labels })), '', ...pageNotes(page, view)].join('\n');
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
  const notes = [...pageNotes(page, view), ...legendNotes(labels)].map(note => painted(view, 'dim', note));
  return [...rows, ...(rows.length ? [''] : []), ...notes].join('\n');
}

/** Place, time and level, then a bar, then the message as it stands in the log: what is quoted is behind the bar. */
function terseRow(line: Line, lines: readonly Line[], { view, labels }: { view: View; labels: Labels }): string {
  const days = new Set(lines.map(one => stamp(one.at).slice(0, 10)));
  const time = stamp(line.at).slice(days.size > 1 ? 0 : 11);
  const head = [linked(view, line.place, oneLine(labels.place(line.place))), time, line.level === 'none' ? '' : line.level];
  const message = line.text.slice(line.body).trim() ? line.text.slice(line.body) : line.text;
  const left = line.left_out ? ` … +${count(line.left_out)}` : '';
  const folded = line.end_line > line.place.line ? ` +${line.end_line - line.place.line} lines` : '';
  return `${head.filter(Boolean).join(' ')} | ${lines.length > 1 ? elided(oneLine(message) + left, TERSE_WIDTH) : oneLine(line.text) + left}${folded}`;
}

/** The whole line where it fits; else its time of day and its message, which say more than a head that leaves no room for it. */
function textOf(line: Line, room: number): string {
  const whole = oneLine(line.text) + (line.left_out ? ` … +${count(line.left_out)}` : '');
  if (cells(whole) <= room || line.body === 0) return elided(whole, room);
  const time = line.at === null ? '' : `${stamp(line.at).slice(11)} `;
  return elided(time + oneLine(line.text.slice(line.body)), room);
}

function pageNotes(page: LinePage, { terse }: View): string[] {
  const { lines, next, previous, gaps } = page;
  const sources = [...new Set(lines.map(line => line.place.source))].join(', ');
  return [
    shownNote(page),
    ...(lines.length && !terse ? [`Source ${sources}; a place in full: ${oneLine(formatPlace(lines[0].place))}`] : []),
    ...(next ? [`More: ${terse ? '' : '--'}cursor ${next}`] : []),
    ...(previous && !terse ? [`Before: --cursor ${previous} --direction backward`] : []),
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

/** One gap below a page of lines. */
export function gapNote({ member, words }: LinePage['gaps'][number]): string {
  return `Note: ${member ? `${oneLine(member)}: ` : ''}${oneLine(words)}`;
}

function gapNotes(gaps: LinePage['gaps']): string[] {
  const notes = gaps.slice(0, GAPS).map(gapNote);
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
  if (view.terse) return terseLevels(filled, series).join('\n');
  return [
    ...rows,
    painted(view, 'dim', `${stamp(series.from)} – ${stamp(to)} UTC, ${buckets} buckets of ${count(Math.round(series.step))} ms`),
    ...untimed,
  ].join('\n');
}

/** Numbers instead of bars. */
function terseLevels(filled: [string, readonly number[]][], { from, step, untimed }: LevelSeries): string[] {
  const rows = filled.map(
    ([level, counts]) => `${level} ${count(counts.reduce((sum, one) => sum + one, 0))}: ${counts.join(' ')}`,
  );
  return [
    `Lines per ${count(Math.round(step / 1000))} s from ${stamp(from)} UTC`,
    ...rows,
    ...(untimed ? [`Without a time: ${untimed}`] : []),
  ];
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
    const room = view.terse ? TERSE_PATTERN : Math.max(LEAST_TEXT, view.width - countWidth - (changed ? 14 : 2) - 8);
    const id = one.template >= 0 ? painted(view, 'dim', padded(`#${one.template}`, 6)) : padded('', 6);
    const where = place
      ? `${view.terse ? '  ' : `\n${' '.repeat(countWidth + 2)}`}${linked(view, place, oneLine(labels.place(place)))}`
      : '';
    return `${head}${id}  ${painted(view, levelInk(one.level), elided(oneLine(one.text), room))}${changed || view.terse ? where : ''}`;
  });
  const compared =
    page.compared_with > 0
      ? `, compared with ${counted(page.compared_with, 'passing run')}`
      : `, not compared with passing runs${view.terse ? '' : ' (--against)'}`;
  const foot = `${counted(page.templates.length, 'pattern')} of ${count(page.in_all)}${compared}. Lines of one: ${view.terse ? '' : '--'}query template:ID`;
  const notes = [foot, ...(changed && !view.terse ? legendNotes(labels) : [])].map(note => painted(view, 'dim', note));
  return [...rows, '', ...notes].join('\n');
}
