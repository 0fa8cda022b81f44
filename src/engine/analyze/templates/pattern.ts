/** Analysis: one template with what is constant in it, and how it grows more general. */

import { withoutEscapes } from '../../../base/escapes.ts';
import { words } from '../../query/words.ts';
import { BLANK, classes, ESCAPED, HARD, SHOWN, SOFT } from './classes.ts';
import type { Tokens } from './tokens.ts';

export const WILDCARD = '<*>';

/** A token that is constant until its softly masked parts are seen to vary. */
export interface SoftToken {
  readonly token: number;
  readonly hash: number;
  /** Its text once it has varied. */
  readonly masked: string;
}

export interface Pattern {
  readonly id: number;
  /** Text of each token, masked parts as `<*>`. */
  tokens: string[];
  /** Hash of each token, masked parts taken out. */
  readonly hashes: Int32Array;
  /** Positions of the tokens that are not constant, ascending. */
  variable: Uint16Array;
  /** Positions whose token is not compared: all of its text varies. */
  open: Uint8Array | null;
  soft: SoftToken[];
  /** The message goes on behind the last token. */
  readonly tail: boolean;
  /** Messages so far. */
  count: number;
  /** Words that were constant before their token became variable. */
  former: Set<string> | null;
  /** Its text where it also stands for patterns with other numbers of tokens. */
  shown: string | null;
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The pattern of the message that `tokens` has just read. */
export function patternOf(id: number, tokens: Tokens, bytes: Uint8Array): Pattern {
  const { count } = tokens;
  const message = { tokens, slice: slicer(tokens, bytes) };
  const texts: string[] = [];
  const soft: SoftToken[] = [];
  const variable: number[] = [];
  for (let token = 0; token < count; token++) {
    const kind = tokens.kinds[token];
    readAgain(tokens, token, bytes);
    texts.push(tokenText(message, token, HARD | SHOWN));
    if (kind & HARD) variable.push(token);
    if (kind & SOFT) soft.push({ token, hash: tokens.softs[token], masked: tokenText(message, token, HARD | SHOWN | SOFT) });
  }
  const hashes = tokens.hashes.slice(0, count);
  const fresh = { open: null, count: 0, former: null, shown: null };
  return { id, tokens: texts, hashes, variable: Uint16Array.from(variable), soft, tail: tokens.tailed, ...fresh };
}

type Slice = (start: number, end: number) => string;

interface Message {
  readonly tokens: Tokens;
  readonly slice: Slice;
}

/** Text of byte ranges; decodes the whole message at once where a byte is a character. */
function slicer(tokens: Tokens, bytes: Uint8Array): Slice {
  const [start, end] = tokens.count === 0 ? [0, 0] : [tokens.starts[0], tokens.ends[tokens.count - 1]];
  for (let i = start; i < end; i++) {
    if (bytes[i] >= 0x80) return (from, to) => decoder.decode(bytes.subarray(from, to));
  }
  const text = decoder.decode(bytes.subarray(start, end));
  return (from, to) => text.slice(from - start, to - start);
}

/** Has the token's masked stretches found; they are of no use before. */
function readAgain(tokens: Tokens, position: number, bytes: Uint8Array): void {
  if ((tokens.kinds[position] & (HARD | SOFT)) === 0) {
    tokens.token.spanCount = 0;
    return;
  }
  let at = tokens.starts[position];
  // Escape sequences and blanks may stand before the token itself.
  for (;;) {
    at = tokens.token.read(at);
    if (tokens.token.hash !== 0 || at >= tokens.ends[position]) return;
    while (classes[bytes[at]] === BLANK) at++;
  }
}

/** The token's text with spans of the given kinds as `<*>`, without ANSI escape sequences. */
function tokenText({ tokens, slice }: Message, position: number, kinds: number): string {
  const { spanStarts, spanStops, spanKinds, spanCount } = tokens.token;
  let at = tokens.starts[position];
  let text = '';
  for (let span = 0; span < spanCount; span++) {
    if ((spanKinds[span] & kinds) === 0) continue;
    text += slice(at, spanStarts[span]) + WILDCARD;
    at = spanStops[span];
  }
  text += slice(at, tokens.ends[position]);
  if ((tokens.kinds[position] & ESCAPED) === 0) return text;
  return withoutEscapes(text).replace(/^[\0-\x20]+|[\0-\x20]+$/g, '');
}

/** Turns soft tokens that differ in this message into variable ones. */
export function settleSoft(pattern: Pattern, tokens: Tokens): void {
  const kept = pattern.soft.filter(soft => tokens.softs[soft.token] === soft.hash);
  if (kept.length === pattern.soft.length) return;
  for (const soft of pattern.soft) {
    if (tokens.softs[soft.token] !== soft.hash) makeVariable(pattern, soft.token, soft.masked);
  }
  pattern.soft = kept;
}

/** Gives a token a more general text; its words so far are remembered. */
export function makeVariable(pattern: Pattern, token: number, text: string): void {
  remember(pattern, words(pattern.tokens[token]));
  pattern.tokens[token] = text;
  if (!pattern.variable.includes(token)) pattern.variable = Uint16Array.from([...pattern.variable, token].sort((a, b) => a - b));
}

/** Makes the pattern stand for another one with as many tokens too; `texts` are the tokens of both. */
export function absorb(pattern: Pattern, other: Pattern, texts: readonly string[]): void {
  for (let token = 0; token < texts.length; token++) {
    if (pattern.tokens[token] !== texts[token] || other.tokens[token] !== texts[token])
      makeVariable(pattern, token, texts[token]);
    if (pattern.hashes[token] !== other.hashes[token]) (pattern.open ??= new Uint8Array(texts.length))[token] = 1;
    if (other.open?.[token]) (pattern.open ??= new Uint8Array(texts.length))[token] = 1;
    if (other.tokens[token] !== texts[token]) remember(pattern, words(other.tokens[token]));
  }
  if (other.former) remember(pattern, other.former);
  pattern.soft = pattern.soft.filter(
    soft => pattern.tokens[soft.token] === other.tokens[soft.token] && !pattern.open?.[soft.token],
  );
  pattern.count += other.count;
}

/** Notes words that were constant for some message of the pattern. */
export function remember(pattern: Pattern, former: Iterable<string>): void {
  pattern.former ??= new Set();
  for (const word of former) pattern.former.add(word);
}

/** Lets the pattern stand for one with another number of tokens too, whose gist is the same; messages are still told apart. */
export function include(pattern: Pattern, other: Pattern, gist: string): void {
  const [ours, theirs] = [pattern, other].map(each => words(patternText(each)));
  if (other.former) remember(pattern, other.former);
  if (ours.join(' ') === theirs.join(' ')) return;
  const said = new Set(words(gist));
  remember(
    pattern,
    [...ours, ...theirs].filter(word => !said.has(word)),
  );
  pattern.shown = gist;
}

/** Whether the message in `tokens` is one of a pattern that has been generalised. */
export function covers(pattern: Pattern, tokens: Tokens): boolean {
  const { hashes, open } = pattern;
  for (let token = 0; token < hashes.length; token++) {
    if (hashes[token] !== tokens.hashes[token] && open![token] === 0) return false;
  }
  return true;
}

/** The pattern's text, its tokens joined by single blanks. */
export function patternText(pattern: Pattern): string {
  if (pattern.shown !== null) return pattern.shown;
  return pattern.tokens.join(' ') + (pattern.tail ? (pattern.tokens.length > 0 ? ' ' : '') + WILDCARD : '');
}
