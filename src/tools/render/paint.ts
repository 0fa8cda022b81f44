/** The table: one colour per meaning, and places as hyperlinks; without colour every meaning still has its word. */
import type { Place } from '../../model/place.ts';
import type { View } from '../tool.ts';

const CODES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, blue: 34, violet: 35 } as const;

export type Ink = keyof typeof CODES;

export function painted(view: View, ink: Ink | null, text: string): string {
  return view.colour && ink && text ? `\x1b[${CODES[ink]}m${text}\x1b[0m` : text;
}

/** `text` as a hyperlink (OSC 8) to the place, where the reader can follow one. */
export function linked(view: View, place: Place, text: string): string {
  const target = view.link?.(place);
  const words = painted(view, 'blue', text);
  return target ? `\x1b]8;;${target.replace(/[^\x21-\x7e]/g, encodeURIComponent)}\x1b\\${words}\x1b]8;;\x1b\\` : words;
}

const LEVEL_INK: Readonly<Record<string, Ink>> = { fatal: 'red', error: 'red', warn: 'yellow', debug: 'dim', trace: 'dim' };

export function levelInk(level: string): Ink | null {
  return LEVEL_INK[level] ?? null;
}

/** Red for causes, yellow for precursors, violet for triggers and what is new. */
export const ROLES: Readonly<Record<string, { mark: string; ink: Ink }>> = {
  cause: { mark: '●', ink: 'red' },
  precursor: { mark: '○', ink: 'yellow' },
  trigger: { mark: '◆', ink: 'violet' },
  echo: { mark: '·', ink: 'dim' },
  context: { mark: '·', ink: 'dim' },
};
