/** Analysis: what ranking must know about a line beyond the line itself: its section, what came before, how near the end is. */
import { cueSet } from './cues.ts';
import type { Sheet } from './sheet.ts';

const exits = cueSet('exit_marker command_failed make_error');
const finals = cueSet('final');
const steps = cueSet('step');
const strong = cueSet(
  'error_tag error_colon compile_error exception_head test_failed fail_heading panic crash traceback cannot not_found',
);

/** Where a line stands among the sections between two steps of a run. */
export const UNKNOWN = 0;
/** In a section of which the runner says at its end that it failed. */
export const FAILING = 1;
/** Behind such an end, before the next step. */
export const BEHIND = 2;
export const CALM = 3;

export interface Surroundings {
  readonly sheet: Sheet;
  /** Shapes of the passing runs; null without such runs. */
  readonly known: ReadonlySet<string> | null;
  /** Lines down to the next exit marker; infinite without one. */
  readonly toExit: Float64Array;
  /** 1 where a line of this shape stood before. */
  readonly repeat: Uint8Array;
  /** 1 where a line has one of the strong cues, 2 where it is the first such line of its section. */
  readonly strong: Uint8Array;
  /** UNKNOWN, FAILING, BEHIND or CALM. */
  readonly section: Uint8Array;
}

export function survey(sheet: Sheet, known: ReadonlySet<string> | null): Surroundings {
  const marks = (set: ReadonlySet<number>) => Uint8Array.from(sheet.cues, cues => (cues.some(cue => set.has(cue)) ? 1 : 0));
  const seen = new Set<string>();
  const repeat = Uint8Array.from(sheet.shapes, shape => (seen.size === seen.add(shape).size ? 1 : 0));
  return { sheet, known, toExit: distanceDown(marks(exits)), repeat, ...sections(marks(steps), marks(finals), marks(strong)) };
}

function distanceDown(marks: Uint8Array): Float64Array {
  const distances = new Float64Array(marks.length);
  let next = Number.POSITIVE_INFINITY;
  for (let row = marks.length - 1; row >= 0; row--) {
    distances[row] = next - row;
    if (marks[row] === 1) next = row;
  }
  return distances;
}

function sections(begins: Uint8Array, ends: Uint8Array, marked: Uint8Array): Pick<Surroundings, 'section' | 'strong'> {
  const section = new Uint8Array(begins.length);
  const strong = marked.slice();
  const known = ends.includes(1);
  let from = 0;
  let met = false;
  for (let row = 0; row < begins.length; row++) {
    if (begins[row] === 1 || (row > 0 && ends[row - 1] === 1)) {
      from = row;
      met = false;
    }
    if (marked[row] === 1 && !met) strong[row] = 2;
    met ||= marked[row] === 1;
    if (!known) continue;
    if (ends[row] === 1) section.fill(FAILING, from, row + 1);
    else section[row] = from > 0 && ends[from - 1] === 1 ? BEHIND : CALM;
  }
  return { section, strong };
}
