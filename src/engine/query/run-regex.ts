/** The store: words that every line fitting a regular expression must hold, read off its literal parts. */
import { fold, isWordUnit } from './words.ts';

/** Stands for a place where a word surely begins or ends. */
const EDGE = ' ';
/** Stands for anything: the words that touch it are not known whole. */
const UNKNOWN = '\u{e000}';

/** Whole words in what must match literally; fewer than there are where that is hard to tell, never one too many. */
export function regexWords(source: string, flags: string): string[] {
  // Under i and u together some letters fold across scripts (K and the Kelvin sign).
  if (flags.includes('i') && flags.includes('u')) return [];
  const literal = literalOf(source);
  if (literal === null) return [];
  const found = fold(literal).match(/[a-z0-9_\x80-\uffff]+/g) ?? [];
  return [...new Set(found.filter(word => !/[^\0-\x7f]/.test(word)))];
}

/** The regular expression with everything but plain characters replaced; null when it has alternatives. */
function literalOf(source: string): string | null {
  let literal = UNKNOWN;
  for (let at = 0; at < source.length; ) {
    const unit = source[at];
    const piece = pieceAt(source, at);
    if (unit === '|') return null;
    const behind = source.slice(at + piece.length).match(/^(?:[*+?]|\{[\d,]*\})\??/);
    const once = piece.literal !== null && !behind;
    literal += once ? piece.literal : UNKNOWN;
    at += piece.length + (behind?.[0].length ?? 0);
  }
  return literal + UNKNOWN;
}

interface Piece {
  readonly length: number;
  /** The character it stands for; null when it may stand for others or none. */
  readonly literal: string | null;
}

function pieceAt(source: string, at: number): Piece {
  const unit = source[at];
  if (unit === '\\') return escapeAt(source, at);
  if (unit === '[') return { length: classLength(source, at), literal: null };
  if (unit === '(') return { length: groupLength(source, at), literal: null };
  if (unit === '^' || unit === '$') return { length: 1, literal: EDGE };
  if (unit === '.' || unit === '{' || unit === '}') return { length: 1, literal: null };
  return { length: 1, literal: isWordUnit(unit.charCodeAt(0)) ? unit : EDGE };
}

function escapeAt(source: string, at: number): Piece {
  const letter = source[at + 1] ?? '';
  const long = source.slice(at).match(/^\\(?:u\{[^}]*\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[pP]\{[^}]*\}|k<[^>]*>|c[A-Za-z]|\d+)/);
  if (long) return { length: long[0].length, literal: null };
  // \b is no edge of a word of ours where a letter beyond ASCII stands.
  return { length: 2, literal: letter === '' || /\w/.test(letter) ? null : EDGE };
}

function classLength(source: string, at: number): number {
  let end = at + 1;
  while (end < source.length && source[end] !== ']') end += source[end] === '\\' ? 2 : 1;
  return end + 1 - at;
}

function groupLength(source: string, at: number): number {
  let depth = 0;
  for (let end = at; end < source.length; ) {
    const unit = source[end];
    if (unit === '(') depth++;
    if (unit === ')' && --depth === 0) return end + 1 - at;
    end += unit === '\\' ? 2 : unit === '[' ? classLength(source, end) : 1;
  }
  return source.length - at;
}
