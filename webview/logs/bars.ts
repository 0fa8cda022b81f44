/** The window, log table: counts over time as bars, and spans of time as parts of their width. */
import type { LevelSeries } from '../../src/model/page.ts';

export interface Bar {
  readonly error: number;
  readonly warn: number;
  readonly other: number;
}

export interface Bars {
  readonly from: number;
  readonly step: number;
  readonly bars: readonly Bar[];
  /** The highest stack. */
  readonly most: number;
}

export const NO_BARS: Bars = { from: 0, step: 1, bars: [], most: 0 };

export function barsOf({ from, step, counts }: LevelSeries): Bars {
  const length = Math.max(0, ...Object.values(counts).map(one => one.length));
  const sum = (levels: readonly string[], at: number) => levels.reduce((all, level) => all + (counts[level]?.[at] ?? 0), 0);
  const bars = Array.from({ length }, (_, at) => ({
    error: sum(['fatal', 'error'], at),
    warn: sum(['warn'], at),
    other: sum(['info', 'debug', 'trace', 'none'], at),
  }));
  return { from, step, bars, most: Math.max(0, ...bars.map(roots)) };
}

export function total({ error, warn, other }: Bar): number {
  return error + warn + other;
}

/** Heights in parts of the whole, from below: other, warn, error. Each is the root of its count, so that few errors stand out among many lines. */
export function stackOf(bar: Bar, most: number, least: number): Bar {
  const part = (count: number) => (count === 0 ? 0 : Math.max(least, Math.sqrt(count) / most));
  return { error: part(bar.error), warn: part(bar.warn), other: part(bar.other) };
}

function roots({ error, warn, other }: Bar): number {
  return Math.sqrt(error) + Math.sqrt(warn) + Math.sqrt(other);
}

/** One path of rectangles, in a box as wide as there are bars and one high. */
export function pathOf({ bars, most }: Bars, level: keyof Bar, least: number): string {
  const parts = bars.map((bar, at) => {
    const stack = stackOf(bar, most, least);
    const height = stack[level];
    if (height === 0) return '';
    const below = level === 'other' ? 0 : level === 'warn' ? stack.other : stack.other + stack.warn;
    return `M${at} ${round(Math.max(0, 1 - below))}h.8v${round(-height)}h-.8z`;
  });
  return parts.join('');
}

function round(part: number): number {
  return Math.round(part * 1000) / 1000;
}

/** The bar in which a moment lies, or the nearest one. */
export function barAt({ from, step, bars }: Bars, moment: number): number {
  return Math.max(0, Math.min(bars.length - 1, Math.floor((moment - from) / step)));
}

/** From the beginning of a bar to the end of another, in either order. */
export function spanOf({ from, step }: Bars, a: number, b: number): { from: number; to: number } {
  return { from: from + Math.min(a, b) * step, to: from + (Math.max(a, b) + 1) * step };
}

/** Where a span stands, in parts of the width; null where it lies outside. */
export function partsOf(
  { from, step, bars }: Bars,
  span: { from: number | null; to: number | null },
): [left: number, width: number] | null {
  const whole = step * bars.length;
  if (whole === 0) return null;
  const left = Math.max(0, ((span.from ?? from) - from) / whole);
  const right = Math.min(1, ((span.to ?? from + whole) - from) / whole);
  return right < left ? null : [left, right - left];
}

/** At most `most` rows of a table: neighbours are added up. */
export function summed({ from, step, bars }: Bars, most: number): (Bar & { from: number; to: number })[] {
  const group = Math.max(1, Math.ceil(bars.length / most));
  const rows: (Bar & { from: number; to: number })[] = [];
  for (let at = 0; at < bars.length; at += group) {
    const some = bars.slice(at, at + group);
    const sum = (level: keyof Bar) => some.reduce((all, bar) => all + bar[level], 0);
    rows.push({
      from: from + at * step,
      to: from + (at + some.length) * step,
      error: sum('error'),
      warn: sum('warn'),
      other: sum('other'),
    });
  }
  return rows;
}
