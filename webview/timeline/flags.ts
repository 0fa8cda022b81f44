/** The window, timeline: flags: the names of the lines that cross all lanes, placed so that they never stand on one another. Pure. */
import { pixelOf, type Scale } from './axis.ts';
import type { Measure } from './marks.ts';

export interface Moment {
  readonly id: string;
  readonly at: number;
  readonly words: string;
}

export interface Flag {
  readonly id: string;
  readonly words: string;
  /** Pixels from the left of its text, and of its line; no line where the moment is out of view. */
  readonly left: number;
  readonly line: number | null;
  readonly row: number;
}

const AIR = 6;

/** Earlier ones in the list get the better place: beside their line, to the right, else to the left; what is out of view waits at the edge. */
export function flagsOf(moments: readonly Moment[], scale: Scale, measure: Measure): Flag[] {
  const flags: (Flag & { right: number })[] = [];
  for (const moment of moments) {
    const { words, line, places } = wishOf(moment, scale, measure);
    const width = measure(words) + AIR;
    const fits = (left: number, row: number) =>
      left >= 0 &&
      left + width <= scale.width &&
      !flags.some(one => one.row === row && one.left < left + width && left < one.right);
    const [row, left] = firstFit(places(width), fits);
    flags.push({ id: moment.id, words, left, line, row, right: left + width });
  }
  return flags.map(({ right: _, ...flag }) => flag);
}

function wishOf({ at, words }: Moment, scale: Scale, measure: Measure) {
  const { view, width } = scale;
  if (at < view.from) return { words: `← ${words}`, line: null, places: () => [0] };
  if (at > view.to) return { words: `${words} →`, line: null, places: (taken: number) => [Math.max(0, width - taken)] };
  const line = pixelOf(at, scale);
  const centred = Math.max(0, Math.min(width - measure(words) - AIR, line - measure(words) / 2));
  return { words, line, places: (taken: number) => [line + AIR, line - AIR - taken, centred] };
}

const MOST_ROWS = 4;

function firstFit(places: readonly number[], fits: (left: number, row: number) => boolean): [row: number, left: number] {
  for (let row = 0; row < MOST_ROWS; row++) {
    const left = places.find(place => fits(place, row));
    if (left !== undefined) return [row, left];
  }
  return [MOST_ROWS, Math.max(0, places[0])];
}
