/** Analysis: what is true of a line and of the lines around it, as numbered yes/no features with names. */
import { cueNames, cueSet } from './cues.ts';
import type { Sheet } from './sheet.ts';
import { BEHIND, CALM, FAILING, type Surroundings } from './surroundings.ts';

const CUES = cueNames.length;
/** Distances, in lines, at which a cue above or below is told apart. */
export const reach = [1, 4];
/** Classes of a distance or count, by powers of two; the last one holds all beyond. */
const FAR = 15;
const OFTEN = 8;

const series = (name: string, last: number) => Array.from({ length: last + 1 }, (_, i) => `${name} ${i}`);
const flags = [
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
] as const;

/** Name of each feature, by number: the line's own cues, those above and below, then its place. */
export const featureNames: readonly string[] = [
  ...cueNames,
  ...reach.flatMap(lines => cueNames.map(name => `${name} above ${lines}`)),
  ...reach.flatMap(lines => cueNames.map(name => `${name} below ${lines}`)),
  ...series('to_exit', FAR),
  ...series('count', OFTEN),
  ...flags,
];

const TO_EXIT = CUES + 2 * reach.length * CUES;
const COUNT = TO_EXIT + FAR + 1;
const flag = Object.fromEntries(flags.map((name, i) => [name, COUNT + OFTEN + 1 + i])) as Record<(typeof flags)[number], number>;
const sectionFlags: Readonly<Record<number, number>> = {
  [FAILING]: flag.failing_section,
  [BEHIND]: flag.after_failing_section,
  [CALM]: flag.calm_section,
};
const frames = cueSet('frame foreign_frame');

/** Receives the numbers of the features that are true of one line. */
export type Taker = (feature: number) => void;

/** Tells `take` every feature that is true of the line in `row`. */
export function features(around: Surroundings, row: number, take: Taker): void {
  const { sheet } = around;
  for (const cue of sheet.cues[row]) take(cue);
  near(sheet, row, take);
  take(TO_EXIT + classOf(around.toExit[row], FAR));
  take(COUNT + classOf(sheet.counts[row], OFTEN));
  standing(around, row, take);
  if (around.known) compared(around, row, take);
}

function classOf(value: number, last: number): number {
  return value === Number.POSITIVE_INFINITY ? last : Math.min(last - 1, Math.floor(Math.log2(value + 1)));
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

/** How the line stands to its neighbours and in its section. */
function standing({ sheet, section, strong, repeat }: Surroundings, row: number, take: Taker): void {
  const framed = (at: number) => sheet.cues[at]?.some(cue => frames.has(cue)) ?? false;
  const indent = (at: number) => sheet.words[at]?.search(/\S/) ?? -1;
  const own = indent(row);
  if (repeat[row] === 1) take(flag.repeat);
  if (section[row] in sectionFlags) take(sectionFlags[section[row]]);
  if (strong[row] > 0 && section[row] === FAILING) take(flag.strong_failing);
  if (strong[row] === 2) take(flag.strong_first);
  if (own < 0) return;
  if (!framed(row) && framed(row + 1)) take(flag.trace_head);
  if (indent(row - 1) < 0 && indent(row + 1) >= 0) take(flag.block_head);
  if (indent(row + 1) > own) take(flag.indent_head);
}

/** Whether passing runs have lines of this shape, and of the shapes beside it; blank lines say nothing. */
function compared({ sheet, known }: Surroundings, row: number, take: Taker): void {
  const tell = (at: number, yes: number, no: number) => {
    const shape = sheet.shapes[at];
    if (shape) take(known?.has(shape) ? yes : no);
  };
  tell(row, flag.known, flag.novel);
  tell(row - 1, flag.known_above, flag.novel_above);
  tell(row + 1, flag.known_below, flag.novel_below);
}
