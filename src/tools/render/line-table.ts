/** The table: the look that every cited line has, in reports and findings alike: mark, member:line, text, the part it plays. */
import type { Evidence } from '../../model/report.ts';
import type { View } from '../tool.ts';
import type { Labels } from './labels.ts';
import { linked, painted, ROLES } from './paint.ts';
import { cells, elided, elidedLeft, oneLine, padded, paddedLeft, wrapped } from './safe.ts';

export interface Sight extends View {
  readonly labels: Labels;
}

export interface Entry {
  readonly role: string;
  readonly part: string;
  readonly place: Evidence['place'];
  readonly text: string;
}

export function lineTable(entries: readonly Entry[], view: Sight): string[] {
  if (entries.length === 0) return [];
  const widest = (texts: string[]) => Math.max(...texts.map(cells));
  const placeWidth = Math.min(Math.floor(view.width * 0.36), widest(entries.map(one => placeOf(one, view))));
  const partWidth = Math.min(Math.floor(view.width * 0.25), widest(entries.map(one => one.part)));
  const textWidth = Math.max(8, view.width - placeWidth - partWidth - 8);
  return entries.map(entry => {
    const look = ROLES[entry.role] ?? ROLES.context;
    const where = elidedLeft(placeOf(entry, view), placeWidth);
    const gap = ' '.repeat(placeWidth - cells(where));
    const words = padded(elided(oneLine(entry.text), textWidth), textWidth);
    const last = painted(view, look.ink, paddedLeft(elided(entry.part, partWidth), partWidth));
    return `  ${painted(view, look.ink, look.mark)} ${linked(view, entry.place, where)}${gap}  ${words}  ${last}`;
  });
}

function placeOf(entry: Entry, view: Sight): string {
  return oneLine(view.labels.place(entry.place));
}

export function indented(text: string, view: View, indent: string): string[] {
  return text ? wrapped(oneLine(text), view.width - indent.length).map(line => indent + line) : [];
}

export function bulleted(text: string, view: View, bullet: string): string[] {
  const indent = ' '.repeat(bullet.length);
  return wrapped(oneLine(text), view.width - bullet.length).map((line, at) => (at === 0 ? bullet : indent) + line);
}
