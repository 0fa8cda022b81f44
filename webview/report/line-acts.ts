/** The window, report: what commands of the host do with the line in focus while the report is in front. */
import type { RefObject } from 'preact';
import type { Act } from '../../src/tools/window.ts';
import { useActs } from '../desk.ts';
import { focusedLine, walkLines } from '../line-keys.ts';

/** A command acts as the key does: the line hears it where it hears keys. */
const KEYS: Partial<Record<Act, KeyboardEventInit>> = {
  open_source: { key: 'Enter', ctrlKey: true },
  copy_lines: { key: 'c', ctrlKey: true },
};

export function useLineActs(room: RefObject<HTMLElement>, inFront: boolean): void {
  useActs(act => {
    if (!inFront) return;
    if (act === 'next_error') walkLines(room.current, 1);
    if (act === 'previous_error') walkLines(room.current, -1);
    const place = focusedLine()?.querySelector<HTMLElement>('.place');
    if (act === 'open_line') place?.click();
    const key = KEYS[act];
    if (key) place?.dispatchEvent(new KeyboardEvent('keydown', { ...key, bubbles: true, cancelable: true }));
  });
}
