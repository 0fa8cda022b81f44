/** The window: lists of thousands of rows of which only those in sight are drawn; what a row measures is measured. */
import { elementScroll, observeElementOffset, observeElementRect, type Range, Virtualizer } from '@tanstack/virtual-core';
import type { RefObject } from 'preact';
import { useLayoutEffect, useReducer, useState } from 'preact/hooks';

export interface VirtualList {
  readonly count: number;
  readonly scroller: RefObject<HTMLElement>;
  /** Pixels of a row as long as it was not measured. */
  readonly row: number;
  keyOf(index: number): string;
  /** Rows that stay drawn wherever one scrolls, since they may have the focus; the lowest first. */
  readonly kept: readonly number[];
  /** Pixels in the scroller above the first row, and at its upper edge that something else covers. */
  readonly above?: number;
  readonly covered?: number;
}

/** What a drawn row bears, so that it stands where it belongs and is measured. */
export interface Drawn {
  readonly ref?: (row: HTMLElement | null) => void;
  readonly 'data-index': number;
  readonly style: { readonly top: string };
}

export type Virtual = Virtualizer<HTMLElement, HTMLElement>;

/** Rows drawn beyond either edge, so that a small move finds them there. */
const SPARE = 8;

export function useVirtual({ count, scroller, row, keyOf, kept, above = 0, covered = 0 }: VirtualList): Virtual {
  const [, draw] = useReducer((times: number) => times + 1, 0);
  const options = {
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => row,
    getItemKey: keyOf,
    rangeExtractor: (range: Range) => drawnOf(range, kept),
    scrollMargin: above,
    scrollPaddingStart: covered,
    overscan: SPARE,
    // A window that is not in sight has no height yet; some rows are there at once.
    initialRect: { width: 0, height: 600 },
    observeElementRect,
    observeElementOffset,
    scrollToFn: elementScroll,
    onChange: () => draw(0),
  };
  const [virtual] = useState<Virtual>(() => new Virtualizer(options));
  virtual.setOptions(options);
  useLayoutEffect(() => virtual._didMount(), []);
  useLayoutEffect(() => virtual._willUpdate());
  return virtual;
}

/** In order, so that the Tab key and screen readers meet them in theirs. */
function drawnOf({ startIndex, endIndex, overscan, count }: Range, kept: readonly number[]): number[] {
  const first = Math.max(0, startIndex - overscan);
  const last = Math.min(count - 1, endIndex + overscan);
  const drawn = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
  return [...kept.filter(one => one >= 0 && one < first), ...drawn, ...kept.filter(one => one > last && one < count)];
}
