/** The store: finds in a block's text the rows that may fit, without decoding every row. */
import type { Query } from '../../model/query.ts';
import type { BlockText } from '../store/block-text.ts';
import { acrossLines } from './run-lines.ts';
import { isWordUnit } from './words.ts';

type Phrase = Extract<Query, { kind: 'phrase' }>;

/** Hears the rows that may fit, ascending; `sure` when the row fits the query without a further test. */
export type Offer = (row: number, sure: boolean) => void;

/** Offers rows; false when this text cannot be searched so, and every row must be looked at. */
export type Finder = (text: BlockText, offer: Offer) => boolean;

/** Finds the rows that hold what every row fitting the query must hold; null when that is not one text or expression. */
export function finderOf(query: Query): Finder | null {
  const parts = query.kind === 'and' ? query.parts : [query];
  const needles = parts.flatMap(part => (part.kind === 'phrase' ? needleOf(part, part === query) : []));
  if (needles.length > 0) {
    const longest = needles.reduce((best, one) => (one.text.length > best.text.length ? one : best));
    return (text, offer) => findNeedle(text, longest, offer);
  }
  for (const part of parts) {
    const regex = part.kind === 'regex' ? acrossLines(part.source, part.flags) : null;
    if (regex) return (text, offer) => findRegex(text, { regex, sure: part === query }, offer);
  }
  return null;
}

/** The longest word of a phrase (the text of one without words) as it stands in folded text. */
interface Needle {
  readonly text: string;
  /** In ASCII the phrase itself can be checked in the folded text. */
  readonly phrase: Phrase | null;
  /** The phrase is the whole query. */
  readonly whole: boolean;
}

function needleOf(phrase: Phrase, whole: boolean): Needle[] {
  const candidates = phrase.words.length > 0 ? phrase.words : [phrase.text];
  const longest = candidates.reduce((best, one) => (one.length > best.length ? one : best));
  // Invalid UTF-8 shows as U+FFFD, which is not what stands in the bytes.
  if (longest === '' || longest.includes('\ufffd')) return [];
  const ascii = !/[^\0-\x7f]/.test(phrase.text);
  return [{ text: Buffer.from(longest).toString('latin1').toLowerCase(), phrase: ascii ? phrase : null, whole }];
}

function findNeedle(text: BlockText, needle: Needle, offer: Offer): boolean {
  if (text.hasEscapes) return false;
  // What has no letters need not be folded, and bytes are searched faster than they become a string.
  if (!/[a-z\x80-\xff]/.test(needle.text)) return findBytes(text, Buffer.from(needle.text), offer);
  const folded = text.folded();
  const rank = needle.phrase ? needle.phrase.words.indexOf(needle.text) : -1;
  let row = 0;
  for (let at = folded.indexOf(needle.text); at >= 0; ) {
    const { starts, ends } = text.layout;
    row = rowAt(starts, at, row);
    const { phrase } = needle;
    const fits = !phrase || rank < 0 || stands(folded, { phrase, rank, at, start: starts[row], end: ends[row] });
    if (fits) offer(row, needle.whole && phrase !== null && at + needle.text.length <= ends[row]);
    if (fits && ++row === ends.length) break;
    at = folded.indexOf(needle.text, fits ? starts[row] : at + 1);
  }
  return true;
}

function findBytes(text: BlockText, needle: Buffer, offer: Offer): boolean {
  let row = 0;
  for (let at = text.bytes.indexOf(needle); at >= 0; ) {
    const { starts, ends } = text.layout;
    row = rowAt(starts, at, row);
    offer(row, false);
    if (++row === ends.length) break;
    at = text.bytes.indexOf(needle, starts[row]);
  }
  return true;
}

/** Where a word of a phrase was found, within which row. */
interface Hit {
  readonly phrase: Phrase;
  /** Which of the phrase's words stands at `at`. */
  readonly rank: number;
  readonly at: number;
  readonly start: number;
  readonly end: number;
}

/** Whether the whole phrase stands around one of its words, within the row. */
function stands(folded: string, { phrase, rank, at, start, end }: Hit): boolean {
  const { words, prefix } = phrase;
  const isWord = (position: number) => position >= start && position < end && isWordUnit(folded.charCodeAt(position));
  let from = at;
  for (let i = rank; ; i--) {
    if (isWord(from - 1)) return false;
    if (i === 0) break;
    while (from > start && !isWord(from - 1)) from--;
    from -= words[i - 1].length;
    if (from < start || !folded.startsWith(words[i - 1], from)) return false;
  }
  let to = at;
  for (let i = rank; ; i++) {
    if (to + words[i].length > end || !folded.startsWith(words[i], to)) return false;
    to += words[i].length;
    if (i === words.length - 1) return prefix || !isWord(to);
    if (isWord(to)) return false;
    while (to < end && !isWord(to)) to++;
  }
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

function findRegex(text: BlockText, what: { regex: RegExp; sure: boolean }, offer: Offer): boolean {
  if (text.hasEscapes || !text.isPlain()) return false;
  const { regex, sure } = what;
  const all = text.bytes.toString('latin1');
  let row = 0;
  regex.lastIndex = 0;
  for (let match = regex.exec(all); match && match.index < all.length; match = regex.exec(all)) {
    const { starts, ends } = text.layout;
    row = rowAt(starts, match.index, row);
    offer(row, sure && match.index + match[0].length <= ends[row]);
    if (++row === ends.length) break;
    regex.lastIndex = starts[row];
  }
  return true;
}
