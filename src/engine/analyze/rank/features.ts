/** Analysis: what is true of a line and of the lines around it, as numbered yes/no features with names. */
import { cueNames } from './cues.ts';
import type { Sheet } from './sheet.ts';

const CUES = cueNames.length;
/** Distances, in lines, at which a cue above or below is told apart. */
export const reach = [1, 4];
const place = [
  ...series('tail', 15),
  ...series('to_exit', 15),
  ...series('strong_before', 12),
  ...series('count', 8),
  'repeat',
  'failing_section',
  'after_failing_section',
  'calm_section',
  'trace_head',
  'block_head',
  'indent_head',
  'strong_failing',
  'strong_first',
  'novel',
  'known',
  'novel_above',
  'known_above',
  'novel_below',
  'known_below',
];
const PLACE = CUES + 2 * reach.length * CUES;

/** Name of each feature, by number. */
export const featureNames: readonly string[] = [
  ...cueNames,
  ...reach.flatMap(lines => cueNames.map(name => `${name} above ${lines}`)),
  ...reach.flatMap(lines => cueNames.map(name => `${name} below ${lines}`)),
  ...place,
];

const placeNumbers = new Map(place.map((name, i) => [name, PLACE + i]));
const numberOf = (name: string) => placeNumbers.get(name) as number;
const start = {
  tail: numberOf('tail 0'),
  toExit: numberOf('to_exit 0'),
  before: numberOf('strong_before 0'),
  count: numberOf('count 0'),
};

function series(name: string, last: number): string[] {
  return Array.from({ length: last + 1 }, (_, i) => `${name} ${i}`);
}

const cueNumber = new Map(cueNames.map((name, i) => [name, i]));
const cueSet = (list: string) => new Set(list.split(' ').map(name => cueNumber.get(name) as number));
const exits = cueSet('exit_marker command_failed make_error');
const strong = cueSet('error_tag error_colon compile_error exception_head test_failed fail_heading panic crash traceback cannot not_found');
const echoes = cueSet('echo fold');
const finals = cueSet('final');
const steps = cueSet('step');
const frames = cueSet('frame foreign_frame');

/** Receives the numbers of the features that are true of one line. */
export type Taker = (feature: number) => void;

/** What the features need to know beyond one line, found in two passes over the sheet. */
export interface Surroundings {
  readonly sheet: Sheet;
  /** Shapes of the passing runs; null without such runs. */
  readonly known: ReadonlySet<string> | null;
  /** Lines down to the next exit marker and up to the last one, line itself excluded; infinite without. */
  readonly toExit: Float64Array;
  readonly fromExit: Float64Array;
  readonly fromEcho: Float64Array;
  readonly toFold: Float64Array;
  readonly strongBefore: Uint32Array;
  readonly strongAll: number;
  readonly repeat: Uint8Array;
  readonly strong: readonly boolean[];
  readonly sections: Sections;
}

/** The steps of a run: sections between two beginnings, and whether the runner says that one failed. */
interface Sections {
  /** Per row: 0 nothing is known, 1 in a failing section before its last word, 2 behind it, 3 in another section. */
  readonly state: Uint8Array;
  /** Per row: lines and strong lines of the section above it. */
  readonly line: Uint32Array;
  readonly strong: Uint32Array;
}

export function survey(sheet: Sheet, known: ReadonlySet<string> | null): Surroundings {
  const has = (set: ReadonlySet<number>) => sheet.cues.map(cues => cues.some(cue => set.has(cue)));
  const exit = has(exits);
  const echo = has(echoes);
  const isStrong = has(strong);
  const count = sheet.rows.length;
  const strongBefore = new Uint32Array(count);
  const repeat = new Uint8Array(count);
  const seen = new Set<string>();
  let strongAll = 0;
  for (let row = 0; row < count; row++) {
    strongBefore[row] = strongAll;
    if (isStrong[row]) strongAll++;
    if (seen.has(sheet.shapes[row])) repeat[row] = 1;
    seen.add(sheet.shapes[row]);
  }
  const sections = sectionsOf(has(steps), has(finals), isStrong);
  const at = { sheet, known, strongBefore, strongAll, repeat, strong: isStrong, sections };
  return { ...at, toExit: down(exit), fromExit: up(exit), fromEcho: up(echo), toFold: down(echo) };
}

function sectionsOf(begins: readonly boolean[], finals: readonly boolean[], isStrong: readonly boolean[]): Sections {
  const count = begins.length;
  const found = { state: new Uint8Array(count), line: new Uint32Array(count), strong: new Uint32Array(count) };
  const some = finals.includes(true);
  let start = 0;
  let strongs = 0;
  for (let row = 0; row < count; row++) {
    if (begins[row] || (row > 0 && finals[row - 1])) {
      start = row;
      strongs = 0;
    }
    found.line[row] = row - start;
    found.strong[row] = strongs;
    if (isStrong[row]) strongs++;
    if (!some) continue;
    if (finals[row]) found.state.fill(1, start, row + 1);
    else found.state[row] = start > 0 && finals[start - 1] ? 2 : 3;
  }
  return found;
}

function up(marks: readonly boolean[]): Float64Array {
  let last = Number.NEGATIVE_INFINITY;
  return Float64Array.from(marks, (mark, row) => {
    const distance = row - last;
    if (mark) last = row;
    return distance;
  });
}

function down(marks: readonly boolean[]): Float64Array {
  return up(marks.toReversed()).reverse();
}

const log = (value: number, last: number) => (value === Number.POSITIVE_INFINITY ? last : Math.min(last - 1, Math.floor(Math.log2(value + 1) * 1)));

/** Tells `take` every feature that is true of the line in `row`. */
export function features(around: Surroundings, row: number, take: Taker): void {
  const { sheet } = around;
  for (const cue of sheet.cues[row]) take(cue);
  near(sheet, row, take);
  const count = sheet.rows.length;
  take(start.tail + log(count - 1 - row, 15));
  take(start.toExit + log(around.toExit[row], 15));
  take(start.before + log(around.strongBefore[row], 12));
  take(start.count + log(sheet.counts[row], 8));
  if (around.repeat[row]) take(numberOf('repeat'));
  shapeOfBlock(around, row, take);
  if (around.known) compared(around, row, take);
}

/** How the line stands to its neighbours and to its section. */
function shapeOfBlock({ sheet, sections, strong }: Surroundings, row: number, take: Taker): void {
  const is = (at: number, set: ReadonlySet<number>) => sheet.cues[at]?.some(cue => set.has(cue)) ?? false;
  const indent = (at: number) => sheet.words[at]?.search(/\S/) ?? -1;
  const own = indent(row);
  const state = sections.state[row];
  if (state > 0) take(numberOf(['', 'failing_section', 'after_failing_section', 'calm_section'][state]));
  if (strong[row] && state === 1) take(numberOf('strong_failing'));
  if (strong[row] && sections.strong[row] === 0) take(numberOf('strong_first'));
  if (own < 0) return;
  if (!is(row, frames) && is(row + 1, frames)) take(numberOf('trace_head'));
  if (indent(row - 1) < 0 && indent(row + 1) >= 0) take(numberOf('block_head'));
  if (indent(row + 1) > own) take(numberOf('indent_head'));
}

function compared({ sheet, known }: Surroundings, row: number, take: Taker): void {
  const state = (at: number) => (sheet.shapes[at] === undefined || sheet.shapes[at] === '' ? '' : known?.has(sheet.shapes[at]) ? 'known' : 'novel');
  const own = state(row);
  if (own !== '') take(numberOf(own));
  if (state(row - 1) !== '') take(numberOf(`${state(row - 1)}_above`));
  if (state(row + 1) !== '') take(numberOf(`${state(row + 1)}_below`));
}

/** Cues above and below, each at its least distance class. */
function near(sheet: Sheet, row: number, take: Taker): void {
  for (let side = 0; side < 2; side++) {
    const step = side === 0 ? -1 : 1;
    const met = new Set<number>();
    let from = 1;
    for (let ring = 0; ring < reach.length; ring++) {
      const base = CUES + (side * reach.length + ring) * CUES;
      for (let distance = from; distance <= reach[ring]; distance++) {
        for (const cue of sheet.cues[row + step * distance] ?? []) {
          if (met.has(cue)) continue;
          met.add(cue);
          take(base + cue);
        }
      }
      from = reach[ring] + 1;
    }
  }
}
