/** The window, timeline: what keys do to the span in view. Pure. */
import { panned, type Span, zoomed } from './axis.ts';

/** What + - 0 and Escape do, wherever the focus is in the plot; null: the key means nothing here. */
export function zoomAfter(key: string, { view, bounds, at = (view.from + view.to) / 2 }: Viewed): Span | null {
  if (key === '+' || key === '=') return zoomed(view, bounds, { factor: 1 / 2, at });
  if (key === '-' || key === '_') return zoomed(view, bounds, { factor: 2, at });
  return key === '0' || key === 'Escape' ? bounds : null;
}

export interface Viewed {
  readonly view: Span;
  readonly bounds: Span;
  /** What stays where it is. */
  readonly at?: number;
}

const SHARES: Readonly<Record<string, number>> = { ArrowLeft: -0.1, ArrowRight: 0.1, PageUp: -0.8, PageDown: 0.8 };

/** What keys do on the axis itself: the arrows to the sides move, up and down zoom. */
export function axisAfter(key: string, viewed: Viewed): Span | null {
  const { view, bounds } = viewed;
  if (key in SHARES) return panned(view, bounds, SHARES[key]);
  if (key === 'Home') return { from: bounds.from, to: bounds.from + (view.to - view.from) };
  if (key === 'End') return { from: bounds.to - (view.to - view.from), to: bounds.to };
  if (key === 'ArrowUp') return zoomAfter('+', viewed);
  return key === 'ArrowDown' ? zoomAfter('-', viewed) : zoomAfter(key, viewed);
}
