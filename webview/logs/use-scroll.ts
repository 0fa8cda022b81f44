/** The window, log table: hears wheel and scrollbar, and sets the scrollbar to where the table stands. */
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import * as scroll from './scroll.ts';
import type { TableState } from './table-state.ts';

/** Pixels of the head, which is no row. */
const HEAD = 24;
/** A browser that still scrolls by itself is not set right before it rests. */
const REST_MS = 150;

export function useScroll(
  grid: RefObject<HTMLDivElement>,
  state: TableState,
  onRoom: (width: number, height: number) => void,
): { onWheel(event: WheelEvent): void; onScroll(): void } {
  /** Where the bar was last seen or set. */
  const bar = useRef(0);
  const restsAt = useRef(0);
  /** How far the bar could travel then. */
  const roomSeen = useRef(0);
  useLayoutEffect(() => {
    const element = grid.current;
    if (!element || performance.now() < restsAt.current) return;
    const room = element.scrollHeight - element.clientHeight;
    const sameRoom = room === roomSeen.current;
    roomSeen.current = room;
    // Dragged by hand, and the event that tells is on its way; smaller moves are the browser's own, and so are those of a bar of another length.
    if (sameRoom && Math.abs(element.scrollTop - bar.current) > state.extent().viewport) return;
    const wanted = scroll.barOf(state.stand(), state.extent());
    if (Math.abs(wanted - element.scrollTop) > 1) element.scrollTop = wanted;
    bar.current = element.scrollTop;
  });
  useEffect(() => {
    const element = grid.current as HTMLDivElement;
    const watch = new ResizeObserver(() => {
      state.resize(element.clientHeight - HEAD);
      onRoom(element.clientWidth, element.clientHeight);
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, [state]);

  function onScroll(): void {
    const element = grid.current;
    if (!element) return;
    const by = element.scrollTop - bar.current;
    bar.current = element.scrollTop;
    if (Math.abs(by) <= 1) return;
    const extent = state.extent();
    if (isExact(extent) || Math.abs(by) > extent.viewport) {
      state.dragTo(element.scrollTop);
      return;
    }
    // A finger or a click beside the bar: exact, though the bar goes faster or slower than the rows.
    restsAt.current = performance.now() + REST_MS;
    setTimeout(state.redraw, REST_MS + 1);
    state.moveBy(by);
  }

  function onWheel(event: WheelEvent): void {
    if (event.ctrlKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) return;
    event.preventDefault();
    const unit = event.deltaMode === 0 ? 1 : event.deltaMode === 1 ? scroll.ROW : state.extent().viewport;
    state.moveBy(Math.round(event.deltaY * unit));
  }

  return { onWheel, onScroll };
}

/** Whether a pixel of the bar is a pixel of the rows. */
function isExact(extent: scroll.Extent): boolean {
  return scroll.travel(extent) === Math.max(0, extent.count * scroll.ROW - extent.viewport);
}
