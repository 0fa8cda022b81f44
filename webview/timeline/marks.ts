/** The window, timeline: marks: what of a row is drawn where; what would stand on top of one another becomes one mark with a number. Pure. */
import { pixelOf, type Scale } from './axis.ts';
import { type Entry, lasts, nameOf, type Tone, worstTone } from './entry.ts';
import { endOf } from './lanes.ts';

export interface Mark {
  /** Pixels. */
  readonly left: number;
  readonly width: number;
  /** More than one: a mark with a number. */
  readonly entries: readonly Entry[];
  readonly tone: Tone;
  /** A moment is a dot, what lasts is a bar, several are a number. */
  readonly shape: 'moment' | 'bar' | 'count';
  /** Where its name fits, and how much room is there. */
  readonly label: { readonly where: 'inside' | 'behind'; readonly room: number } | null;
}

export const DOT = 9;
const LEAST_BAR = 3;
/** What is wider stands on its own, and marks with a number do not grow beyond it. */
const SMALL = 30;
const LEAST_LABEL = 44;
const DIGIT = 7;
const AIR = 9;

/** Width of a text in the font of labels. */
export type Measure = (text: string) => number;

interface Group {
  left: number;
  right: number;
  readonly entries: Entry[];
}

/** Only what is in view. `end` is the end of the run. */
export function marksOf(row: readonly Entry[], scale: Scale, { end, measure }: { end: number; measure: Measure }): Mark[] {
  const groups: Group[] = [];
  for (const entry of row) {
    if (endOf(entry, end) < scale.view.from || entry.at > scale.view.to) continue;
    const box = boxOf(entry, scale, end);
    const before = groups.at(-1);
    if (before && joins(before, box)) join(before, box);
    else groups.push(before ? { ...box, left: Math.max(box.left, Math.min(before.right, box.right - LEAST_BAR)) } : box);
  }
  return groups.map((group, place) => markOf(group, { next: groups[place + 1]?.left ?? scale.width, measure }));
}

function boxOf(entry: Entry, scale: Scale, end: number): Group {
  const from = pixelOf(Math.max(entry.at, scale.view.from), scale);
  if (!lasts(entry)) return { left: from - DOT / 2, right: from + DOT / 2, entries: [entry] };
  const to = pixelOf(Math.min(endOf(entry, end), scale.view.to), scale);
  return { left: from, right: Math.max(from + LEAST_BAR, to), entries: [entry] };
}

/** Small ones that touch join up to a limit; what overlaps by more than a hair joins always. */
function joins(group: Group, box: Group): boolean {
  if (box.left >= group.right) return false;
  const small = group.right - group.left <= SMALL && box.right - box.left <= SMALL;
  return small ? box.right - group.left <= SMALL : group.right - box.left > LEAST_BAR + 1;
}

function join(group: Group, box: Group): void {
  group.entries.push(...box.entries);
  group.right = Math.max(group.right, box.right, group.left + countWidth(group.entries.length));
}

function countWidth(entries: number): number {
  return String(entries).length * DIGIT + AIR;
}

function markOf({ left, right, entries }: Group, { next, measure }: { next: number; measure: Measure }): Mark {
  const [only] = entries;
  const shape = entries.length > 1 ? 'count' : lasts(only) ? 'bar' : 'moment';
  const label = shape === 'bar' ? labelOf(nameOf(only), { inside: right - left, behind: next - right }, measure) : null;
  return { left, width: right - left, entries, tone: worstTone(entries), shape, label };
}

function labelOf(name: string, room: { inside: number; behind: number }, measure: Measure): Mark['label'] {
  const wanted = measure(name) + AIR;
  if (wanted <= room.inside) return { where: 'inside', room: room.inside };
  if (wanted <= room.behind) return { where: 'behind', room: room.behind };
  return room.inside >= LEAST_LABEL ? { where: 'inside', room: room.inside } : null;
}
