/** The window, timeline: the axis: which span is in view, how it moves, and where its ticks stand. Pure; times in milliseconds since 1970 UTC. */
import { clock, stamp } from '../../src/tools/render/words.ts';

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Nothing is zoomed further than this many milliseconds. */
export const LEAST_SPAN = 20;

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What lies between neighbouring ticks, where people expect them. */
const STEPS = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map(one => one * SECOND),
  ...[1, 2, 5, 10, 15, 30].map(one => one * MINUTE),
  ...[1, 2, 3, 6, 12].map(one => one * HOUR),
];

/** The smallest span that holds all of them, at least `LEAST_SPAN` long; null when there is none. */
export function boundsOf(spans: Iterable<{ readonly at: number; readonly until: number | null }>): Span | null {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const { at, until } of spans) {
    from = Math.min(from, at);
    to = Math.max(to, until ?? at);
  }
  if (!Number.isFinite(from) || !Number.isFinite(to)) return null;
  const short = Math.max(0, LEAST_SPAN - (to - from)) / 2;
  return { from: from - short, to: to + short };
}

/** The nearest span inside the bounds that is as long, or as long as they allow. */
export function fitted(span: Span, bounds: Span): Span {
  const length = Math.min(bounds.to - bounds.from, Math.max(LEAST_SPAN, span.to - span.from));
  const middle = (span.from + span.to) / 2;
  const from = Math.max(bounds.from, Math.min(bounds.to - length, middle - length / 2));
  return { from, to: Math.min(bounds.to, from + length) };
}

/** `factor` below 1 shows less; what stands at `at` stays where it is, as far as the bounds allow. */
export function zoomed(view: Span, bounds: Span, { factor, at }: { factor: number; at: number }): Span {
  const length = Math.min(bounds.to - bounds.from, Math.max(LEAST_SPAN, (view.to - view.from) * factor));
  const share = (at - view.from) / (view.to - view.from);
  const from = at - share * length;
  return fitted({ from, to: from + length }, bounds);
}

/** Moves by a share of what is in view. */
export function panned(view: Span, bounds: Span, share: number): Span {
  const by = (view.to - view.from) * share;
  return fitted({ from: view.from + by, to: view.to + by }, bounds);
}

/** Moved no further than needed to have all of it in view; grown when it is longer than the view. */
export function revealing(view: Span, bounds: Span, wanted: Span): Span {
  if (wanted.from >= view.from && wanted.to <= view.to) return view;
  const length = view.to - view.from;
  const margin = length * 0.1;
  if (wanted.to - wanted.from > length - 2 * margin) {
    const around = (wanted.to - wanted.from) * 0.1;
    return fitted({ from: wanted.from - around, to: wanted.to + around }, bounds);
  }
  const from = wanted.from < view.from ? wanted.from - margin : wanted.to + margin - length;
  return fitted({ from, to: from + length }, bounds);
}

export function isWhole(view: Span, bounds: Span): boolean {
  return view.from <= bounds.from && view.to >= bounds.to;
}

/** Pixels that a time stands from the left. */
export interface Scale {
  readonly view: Span;
  readonly width: number;
}

/** Marks at the very ends stay whole. */
export const INSET = 10;

export function pixelOf(at: number, { view, width }: Scale): number {
  return INSET + ((at - view.from) / (view.to - view.from)) * Math.max(1, width - 2 * INSET);
}

export function timeOf(pixel: number, { view, width }: Scale): number {
  return view.from + ((pixel - INSET) / Math.max(1, width - 2 * INSET)) * (view.to - view.from);
}

export interface Tick {
  readonly at: number;
  readonly words: string;
}

const LETTER = 7;
const BETWEEN = 28;

/** Ticks at round times, so far apart that their words never touch. */
export function ticksOf(scale: Scale): Tick[] {
  const { view, width } = scale;
  const perPixel = (view.to - view.from) / Math.max(1, width - 2 * INSET);
  const step = stepOf(perPixel);
  const ticks: Tick[] = [];
  for (let at = Math.ceil(view.from / step) * step; at <= view.to; at += step) ticks.push({ at, words: tickWords(at, step) });
  return ticks;
}

function stepOf(perPixel: number): number {
  const fits = (step: number) => step / perPixel >= tickWords(HOUR, step).length * LETTER + BETWEEN;
  const known = STEPS.find(fits);
  if (known !== undefined) return known;
  let days = 1;
  while (!fits(days * DAY)) days *= 2;
  return days * DAY;
}

/** As exact as the step asks for; midnight bears its month and day, which take no more room than a time. */
function tickWords(at: number, step: number): string {
  if (step >= DAY) return stamp(at).slice(0, 10);
  if (at % DAY === 0) return stamp(at).slice(5, 10);
  if (step >= MINUTE) return clock(at).slice(0, 5);
  if (step >= SECOND) return clock(at).slice(0, 8);
  return clock(at).slice(0, 12);
}
