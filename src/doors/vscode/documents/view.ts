/** The editor: a log document as it is shown: its text, and which line of the editor is which line of the log. */
import type { Gap } from '../../../model/coverage.ts';
import type { Line } from '../../../model/line.ts';
import type { MemberInfo } from '../../../model/run.ts';
import { plainLine } from '../../../tools/render/safe.ts';
import { count } from '../../../tools/render/words.ts';
import { t } from '../l10n.ts';
import type { Lines, LogAddress } from './address.ts';

/** Lines of a record that are looked back over to find its first. */
const LONGEST_RECORD = 2_000;

/** What one line of the editor shows of a line of the log. */
export interface ShownLine extends Line {
  /** As the document has it: escape sequences gone, other controls made visible, cut where it is very long. */
  readonly shown: string;
  /** Where in `shown` the message begins. */
  readonly message: number;
}

export interface LogView {
  readonly address: LogAddress;
  readonly member: MemberInfo;
  /** In the order of the file, without holes. */
  readonly lines: readonly ShownLine[];
  /** A part of the file: a line above and a line below say which. */
  readonly windowed: boolean;
  readonly gaps: readonly Gap[];
}

export function shownLine(line: Line): ShownLine {
  const rest = line.left_out ? ` ⟨+${count(line.left_out)} ${t('characters')}⟩` : '';
  return {
    ...line,
    shown: plainLine(line.text) + rest,
    message: line.body ? plainLine(line.text.slice(0, line.body)).length : 0,
  };
}

/** The document's text, without a line end behind its last line. */
export function viewText(view: LogView): string {
  const texts = view.lines.map(line => line.shown);
  if (!view.windowed) return texts.join('\n');
  return [edgeText(view), ...texts, edgeText(view)].join('\n');
}

/** The first and last line of the log that is shown. */
export function shownLines({ lines }: LogView): Lines {
  return { from: lines[0]?.place.line ?? 1, to: lines.at(-1)?.place.line ?? 1 };
}

/** `── lines 12,001 to 22,000 of 8,400,000 of db-node-3/system.log ──`; an editor would frame a dash as a sign that looks like another. */
function edgeText(view: LogView): string {
  const { from, to } = shownLines(view);
  const { member } = view;
  const words = t('lines {from} to {to} of {all} of {file}', {
    from: count(from),
    to: count(to),
    all: count(member.lines),
    file: plainLine(member.path),
  });
  return `── ${words} ──`;
}

/** The editor's line (from 0) of a line of the log; null when it is not shown. */
export function rowOf(view: LogView, line: number): number | null {
  const at = line - (view.lines[0]?.place.line ?? 1);
  return at >= 0 && at < view.lines.length ? at + rowsAbove(view) : null;
}

/** The line of the log that the editor's line (from 0) shows; null for the lines that say what is shown. */
export function lineAt(view: LogView, row: number): ShownLine | null {
  return view.lines[row - rowsAbove(view)] ?? null;
}

/** The record that a line of the log is part of: its first and last line, as far as they are shown. */
export function recordOf(view: LogView, line: number): Lines {
  const at = line - (view.lines[0]?.place.line ?? 1);
  for (let up = at; up >= Math.max(0, at - LONGEST_RECORD); up--) {
    const { place, end_line } = view.lines[up];
    const goesOn = end_line > place.line;
    // A line that stands alone and one that continues a record look the same: both end where they begin.
    if (goesOn && end_line >= line) return { from: place.line, to: end_line };
    if (goesOn) break;
  }
  return { from: line, to: line };
}

/** How many lines the document has. */
export function viewRows(view: LogView): number {
  return Math.max(1, view.lines.length) + 2 * rowsAbove(view);
}

function rowsAbove(view: LogView): number {
  return view.windowed ? 1 : 0;
}
