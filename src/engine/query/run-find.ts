/** The store: finds in a block's text the rows that may fit, without decoding every row. */
import { isAscii } from 'node:buffer';
import type { Query } from '../../model/query.ts';
import type { Layout } from '../store/codec.ts';
import { REGEX_REACH } from './match.ts';
import { acrossLines } from './run-lines.ts';

/** A block's text and where its rows lie in it. */
export interface BlockText {
  readonly bytes: Buffer;
  readonly layout: Layout;
  /** The bytes as Latin-1, one unit per byte, lower-cased. */
  folded(): string;
}

/** Hears the rows that may fit, ascending; `sure` when the row fits the query without a further test. */
export type Offer = (row: number, sure: boolean) => void;

/** Offers rows; false when this text cannot be searched so, and every row must be looked at. */
export type Finder = (text: BlockText, offer: Offer) => boolean;

/** Finds the rows that hold what every row fitting the query must hold; null when that is not one text or expression. */
export function finderOf(query: Query): Finder | null {
  const parts = query.kind === 'and' ? query.parts : [query];
  const needles = parts.flatMap(part => (part.kind === 'phrase' ? needleOf(part) : [])).sort((a, b) => b.length - a.length);
  if (needles.length > 0) return (text, offer) => findNeedle(text, needles[0], offer);
  for (const part of parts) {
    const regex = part.kind === 'regex' ? acrossLines(part.source, part.flags) : null;
    if (regex) return (text, offer) => findRegex(text, { regex, sure: part === query }, offer);
  }
  return null;
}

/** The longest word of a phrase (the text of one without words) as it stands in folded text. */
function needleOf(phrase: Extract<Query, { kind: 'phrase' }>): string[] {
  const candidates = phrase.words.length > 0 ? phrase.words : [phrase.text];
  const longest = candidates.reduce((best, one) => (one.length > best.length ? one : best));
  // Invalid UTF-8 shows as U+FFFD, which is not what stands in the bytes.
  if (longest === '' || longest.includes('\ufffd')) return [];
  return [Buffer.from(longest).toString('latin1').toLowerCase()];
}

function findNeedle(text: BlockText, needle: string, offer: Offer): boolean {
  const folded = text.folded();
  const { starts } = text.layout;
  const rows = starts.length - 1;
  let row = 0;
  for (let at = folded.indexOf(needle); at >= 0 && row < rows; at = folded.indexOf(needle, starts[row])) {
    row = rowAt(starts, at, row);
    offer(row, false);
    if (++row === rows) break;
  }
  return true;
}

/** The row that holds the offset, at or behind the given one. Doubling steps: the next hit is mostly near. */
function rowAt(starts: Uint32Array, offset: number, from: number): number {
  let low = from;
  let step = 1;
  while (low + step < starts.length && starts[low + step] <= offset) {
    low += step;
    step *= 2;
  }
  let high = Math.min(low + step, starts.length - 1);
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (starts[middle] <= offset) low = middle;
    else high = middle;
  }
  return low;
}

function findRegex({ bytes, layout }: BlockText, what: { regex: RegExp; sure: boolean }, offer: Offer): boolean {
  const { starts, ends } = layout;
  const rows = starts.length - 1;
  // One unit per byte only in ASCII; and the expression must see each line as a single one is seen.
  if (!isAscii(bytes) || hasLoneCr(bytes) || hasLongRow(layout)) return false;
  const { regex, sure } = what;
  const text = bytes.latin1Slice();
  let row = 0;
  regex.lastIndex = 0;
  for (let match = regex.exec(text); match; match = regex.exec(text)) {
    if (match.index >= text.length) break;
    row = rowAt(starts, match.index, row);
    offer(row, sure && match.index + match[0].length <= ends[row]);
    if (++row === rows) break;
    regex.lastIndex = starts[row];
  }
  return true;
}

function hasLoneCr(bytes: Buffer): boolean {
  for (let at = bytes.indexOf(13); at >= 0; at = bytes.indexOf(13, at + 1)) if (bytes[at + 1] !== 10) return true;
  return false;
}

function hasLongRow({ starts, ends }: Layout): boolean {
  return ends.some((end, row) => end - starts[row] > REGEX_REACH);
}
