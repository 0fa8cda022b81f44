/** The code room: where the scan of a source file stands, and what signs are to it. */
import { Calls } from './calls.ts';
import type { Language } from './language.ts';

export const WORD = 1;
export const DIGIT = 2;
export const BLANK = 4;
export const IN_WORD = WORD | DIGIT;
/** What a byte is: part of a word, a digit, a blank, or a sign of its own (0). */
export const kinds = new Uint8Array(256);
for (let code = 0; code < 256; code++) {
  const sign = String.fromCharCode(code);
  if (/[A-Za-z_$\x80-\xff]/.test(sign)) kinds[code] = WORD;
  else if (/[0-9]/.test(sign)) kinds[code] = DIGIT;
  else if (/[ \t\r\f\v]/.test(sign)) kinds[code] = BLANK;
}

/** What came last; what may follow turns on it. */
export const NOTHING = 0;
export const NAME = 1;
export const DOT = 2;
export const CLOSED = 3;
export const STRING = 4;
export const SIGN = 5;
export const NUMBER = 6;
export const KEYWORD = 7;

export class Scan {
  readonly calls: Calls;
  readonly source: string;
  readonly language: Language;
  pos = 0;
  last = NOTHING;
  /** The last name, and where the chain that it ends begins: `a.b(c).d`. */
  nameFrom = -1;
  nameEnd = -1;
  chainFrom = -1;
  /** Whether a value stood before that chain: the chain itself is none once it is a call that hands on its text. */
  holeBefore = false;
  /** The last token is, or closed, a text: a method may follow. */
  wasText = false;
  /** Bytes that were looked at for literals that do not end; too many of them, and the rest of the file is not worth it. */
  wasted = 0;

  constructor(source: string, language: Language) {
    this.source = source;
    this.language = language;
    this.calls = new Calls(source, language);
  }
}

export const KEYWORDS = new Set(
  'return await new throw raise yield in not lambda typeof case else elif if and or is do void delete go defer val var let const mut ref final static'.split(
    ' ',
  ),
);
