/** The window, log table: what a key asks for. */

export type Wish =
  | { readonly kind: 'move'; readonly by: number; readonly unit: 'row' | 'page' | 'all'; readonly extend: boolean }
  | { readonly kind: 'do'; readonly what: Doing };

export type Doing =
  | 'next_error'
  | 'previous_error'
  | 'open_line'
  | 'open_source'
  | 'copy_lines'
  | 'select_all'
  | 'toggle_bookmark'
  | 'next_bookmark'
  | 'pin_line'
  | 'toggle_wrap'
  | 'toggle_record'
  | 'focus_filter'
  | 'jump_to_time'
  | 'unselect';

export interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

const moves: Readonly<Record<string, readonly [by: number, unit: 'row' | 'page' | 'all']>> = {
  ArrowDown: [1, 'row'],
  ArrowUp: [-1, 'row'],
  PageDown: [1, 'page'],
  PageUp: [-1, 'page'],
  End: [1, 'all'],
  Home: [-1, 'all'],
};

const plain: Readonly<Record<string, Doing>> = {
  b: 'toggle_bookmark',
  n: 'next_bookmark',
  p: 'pin_line',
  w: 'toggle_wrap',
  t: 'jump_to_time',
  '/': 'focus_filter',
  ' ': 'toggle_record',
  ArrowRight: 'toggle_record',
  ArrowLeft: 'toggle_record',
  Enter: 'open_line',
  Escape: 'unselect',
};

/** Null: the key is none of the table's. */
export function wishOf({ key, ctrlKey, metaKey, shiftKey, altKey }: Pressed): Wish | null {
  const held = ctrlKey || metaKey;
  if (altKey) return null;
  if (key === 'F8' && !held) return { kind: 'do', what: shiftKey ? 'previous_error' : 'next_error' };
  const move = moves[key];
  if (move && !(held && move[1] === 'row')) return { kind: 'move', by: move[0], unit: move[1], extend: shiftKey };
  if (held) return heldWish(key);
  const what = shiftKey ? undefined : plain[key];
  // A slash stands behind Shift on some keyboards.
  return what ? { kind: 'do', what } : key === '/' ? { kind: 'do', what: 'focus_filter' } : null;
}

function heldWish(key: string): Wish | null {
  if (key === 'Enter') return { kind: 'do', what: 'open_source' };
  if (key.toLowerCase() === 'c') return { kind: 'do', what: 'copy_lines' };
  if (key.toLowerCase() === 'a') return { kind: 'do', what: 'select_all' };
  return null;
}
