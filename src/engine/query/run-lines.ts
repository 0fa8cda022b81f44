/** The store: lets a regular expression run over a whole block of lines at once, where that finds the same lines as one by one. */

/** Escapes that mean the same whatever lies beyond the line's end. */
const PLAIN_ESCAPE = /[bBdwS1-9tfv\W_]/;

/**
 * The expression for a text of many lines, or null when it cannot be told apart from the single lines: what could cross a line's end is
 * kept from it, and `^` and `$` stand at every line. Not for texts with a CR inside a line.
 */
export function acrossLines(source: string, flags: string): RegExp | null {
  if (/[su]/.test(flags) || /[\0-\x1f\u2028\u2029]/.test(source)) return null;
  let rewritten = '';
  for (let at = 0; at < source.length; ) {
    const piece = pieceAt(source, at);
    if (piece === null) return null;
    rewritten += piece.text;
    at += piece.length;
  }
  return new RegExp(rewritten, `gm${flags.includes('i') ? 'i' : ''}`);
}

interface Piece {
  readonly length: number;
  readonly text: string;
}

const withinLine: Readonly<Record<string, string>> = { s: '[^\\S\\n\\r]', W: '[^\\w\\n\\r]', D: '[^\\d\\n\\r]' };

function pieceAt(source: string, at: number): Piece | null {
  const unit = source[at];
  if (unit === '[') return classAt(source, at);
  if (unit === '\\') {
    const letter = source[at + 1] ?? '';
    const text = withinLine[letter] ?? (PLAIN_ESCAPE.test(letter) ? unit + letter : null);
    return text === null ? null : { length: 2, text };
  }
  // Lookarounds see beyond the line's end; modifiers change what ^, $ and . mean.
  if (unit === '(' && source[at + 1] === '?' && !/^\(\?(?::|<[^=!])/.test(source.slice(at, at + 4))) return null;
  return { length: 1, text: unit };
}

function classAt(source: string, at: number): Piece | null {
  let end = at + 1;
  while (end < source.length && source[end] !== ']') end += source[end] === '\\' ? 2 : 1;
  const body = source.slice(at + 1, end);
  const length = end + 1 - at;
  if (body.startsWith('^')) return { length, text: `[^\\n\\r${body.slice(1)}]` };
  // A class that may hold a line's end, by itself or by a range that begins before it.
  return /\\[^dwS\]\\^\-.[/()*+?${}|"']/.test(body) ? null : { length, text: `[${body}]` };
}
