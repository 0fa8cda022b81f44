/** The window, log table: the state of the table, drawn anew once a frame after it changed. */
import { useEffect, useMemo, useReducer, useRef } from 'preact/hooks';
import type { LogsArrangement } from './arrangement.ts';
import { activeRow } from './doings.ts';
import { makeTableState, type TableState } from './table-state.ts';

/** Keeping what is selected may wait until the hand rests. */
const REST_MS = 300;

export function useTable(): { state: TableState; redraw: () => void } {
  const [, draw] = useReducer((count: number) => count + 1, 0);
  const frame = useRef(0);
  return useMemo(() => {
    const redraw = () => {
      if (frame.current !== 0) return;
      frame.current = requestAnimationFrame(() => {
        frame.current = 0;
        draw(0);
      });
    };
    return { state: makeTableState(redraw), redraw };
  }, []);
}

/** Keeps the selected line, or else the first in sight, for the time after a reload. */
export function useKeptStand(state: TableState, arrange: (part: Partial<LogsArrangement>) => void): void {
  const kept = useRef<string | null | undefined>(undefined);
  const place = activeRow(state)?.key ?? null;
  const { row } = state.stand();
  const top = row === 0 ? null : (state.view()?.blocks.row(row)?.key ?? null);
  useEffect(() => {
    if (!state.view() || kept.current === `${place} ${top}`) return;
    const timer = setTimeout(() => {
      kept.current = `${place} ${top}`;
      arrange({ place, top });
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [place, top]);
}
