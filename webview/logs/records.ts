/** The window, log table: records whose further lines are shown below their first one. */
import { useMemo, useRef } from 'preact/hooks';
import type { Line } from '../../src/model/line.ts';
import { formatPlace } from '../../src/model/place.ts';
import { useDesk } from '../desk.ts';
import type { Row } from './pages.ts';

/** Further lines that are shown in place; the log itself shows all. */
export const MOST_LINES = 200;

export interface Records {
  /** Null while folded. */
  of(row: Row | undefined): readonly Line[] | null;
  toggle(row: Row): Promise<void>;
}

export function useRecords(changed: () => void): Records {
  const { engine } = useDesk();
  const open = useRef(new Map<string, readonly Line[]>());
  return useMemo(
    () => ({
      of: row => (row && open.current.get(row.key)) ?? null,
      toggle: async row => {
        if (!open.current.delete(row.key)) {
          const { place, end_line } = row;
          const last = Math.min(end_line, place.line + MOST_LINES);
          const around = Math.ceil((last - place.line) / 2);
          const middle = formatPlace({ ...place, line: place.line + around });
          const { lines } = await engine.read_lines({ place: middle, around });
          open.current.set(
            row.key,
            lines.filter(line => line.place.line > place.line && line.place.line <= last),
          );
        }
        changed();
      },
    }),
    [engine],
  );
}
