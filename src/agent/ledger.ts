/** The investigator: the ids that stand for lines: a model cites `E12` and never sees, or writes, where the line is. */
import type { Place } from '../model/place.ts';
import type { View } from '../tools/tool.ts';

/** A line, or a record of several. */
export type CitedPlace = Place & { readonly end_line: number };

export interface Ledger {
  /** The same line has one id, whichever tool shows it. */
  id(place: Place & { readonly end_line?: number }): string;
  place(id: string): CitedPlace | null;
}

export function newLedger(): Ledger {
  const ids = new Map<string, string>();
  const places = new Map<string, CitedPlace>();

  function id(place: Place & { readonly end_line?: number }): string {
    const { source, member, line, end_line = line } = place;
    const key = JSON.stringify([source, member, line]);
    const known = ids.get(key) ?? `E${ids.size + 1}`;
    ids.set(key, known);
    places.set(known, { source, member, line, end_line: Math.max(end_line, places.get(known)?.end_line ?? line) });
    return known;
  }

  return { id, place: asked => places.get(asked) ?? null };
}

/** Renders for a model: each place becomes a hyperlink to its id. */
export function modelView(ledger: Ledger): View {
  return { width: 200, colour: false, link: place => ledger.id(place), terse: true };
}

/** As `linked` of the table writes it; foreign text holds no escape sequence, so that nothing else looks like it. */
const LINK = /\x1b\]8;;(E\d+)\x1b\\(.*?)\x1b\]8;;\x1b\\/gs;

/** Hyperlinks become `[E12] name.log`: a line number would only tempt a model to cite by it. Columns are of no use to it. */
export function marked(text: string): string {
  return text
    .replace(LINK, (_, id: string, words: string) => `[${id}] ${words.replace(/:\d+$/, '')}`)
    .replace(/(?<=\S) {3,}/g, '  ')
    .trimEnd();
}
