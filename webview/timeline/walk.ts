/** The window, timeline: from entry to entry by keys, within a lane and from lane to lane. Pure. */
import { type Entry, keyOf } from './entry.ts';
import type { Lane } from './lanes.ts';

/** The marks of a lane hide nothing: `past` are the keys that share the mark of the chosen entry, and are stepped over together. */
export function entryAfter(lanes: readonly Lane[], { key, chosen, past }: Walk): Entry | null {
  const lane = lanes.find(one => one.entries.some(entry => keyOf(entry) === chosen)) ?? null;
  if (!lane) return lanes[0]?.entries[0] ?? null;
  const shared = lane.entries.flatMap((entry, at) => (keyOf(entry) === chosen || past.has(keyOf(entry)) ? [at] : []));
  switch (key) {
    case 'ArrowRight':
      return lane.entries[Math.max(...shared) + 1] ?? null;
    case 'ArrowLeft':
      return lane.entries[Math.min(...shared) - 1] ?? null;
    case 'Home':
      return lane.entries[0];
    case 'End':
      return lane.entries.at(-1) ?? null;
    case 'ArrowDown':
      return nearest(lanes[lanes.indexOf(lane) + 1], lane.entries[shared[0]]);
    case 'ArrowUp':
      return nearest(lanes[lanes.indexOf(lane) - 1], lane.entries[shared[0]]);
    default:
      return null;
  }
}

export interface Walk {
  readonly key: string;
  readonly chosen: string | null;
  readonly past: ReadonlySet<string>;
}

function nearest(lane: Lane | undefined, { at }: Entry): Entry | null {
  if (!lane) return null;
  return lane.entries.reduce((best, entry) => (Math.abs(entry.at - at) < Math.abs(best.at - at) ? entry : best));
}
