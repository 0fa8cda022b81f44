/** Analysis: what single bytes and words mean to the tokenizer of templates. */

/** Bits of a token's kind: it holds a masked part; a part that is masked only once it has varied; an ANSI escape sequence. */
export const HARD = 1;
export const SOFT = 2;
export const ESCAPED = 4;
/** Bit of a span's kind: shown as a wildcard although its text tells templates apart. */
export const SHOWN = 8;
export const OTHER = 0;
export const HEX = 1;
export const DIGIT = 2;
export const MARK = 3;
export const BLANK = 4;
export const ESCAPE = 5;

export const classes = new Uint8Array(256).fill(MARK);
/** The largest count that fits into 10 bits. */
export const MAX_COUNT = 1023;

/** Counts of a piece in one number: digits in the low 10 bits, hexadecimal letters in the next 10, other letters above. */
export const weights = new Int32Array(256);
/** Marks behind which a path or a signed number may begin, and at which a path ends. */
export const edges = new Uint8Array(256);
/** Marks that join two masked parts into one. */
export const joints = new Uint8Array(256);

for (let byte = 0; byte < 256; byte++) {
  const char = String.fromCharCode(byte);
  if (/[0-9]/.test(char)) classes[byte] = DIGIT;
  else if (/[a-fA-F]/.test(char)) classes[byte] = HEX;
  else if (/[g-zG-Z_]/.test(char) || byte >= 0x80) classes[byte] = OTHER;
  else if (/[\0\s]/.test(char)) classes[byte] = BLANK;
  else if (byte === 0x1b) classes[byte] = ESCAPE;
  weights[byte] = [1 << 20, 1 << 10, 1][classes[byte]] ?? 0;
  if (/[,!;:=|"'[\](){}<>]/.test(char)) edges[byte] = 1;
  if (/[.:/@,_=-]/.test(char)) joints[byte] = 1;
}

const names = (list: string) => new Set(list.split(' ').map(packed));
/** Names of days and months, as dates in messages write them. */
const calendar = names('Mon Tue Wed Thu Fri Sat Sun Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec');
const truths = names('true false');
/** Values that Khan et al., "Guidelines for assessing the accuracy of log message template identification" (ICSE 2022), hold to be variable. */
const defaults = names('null root');

function packed(word: string): number {
  let value = 0;
  for (const char of word) value = (Math.imul(value, 31) + char.charCodeAt(0)) | 0;
  return value;
}

/** How a word of 3 to 5 letters is masked: HARD, SHOWN or not at all (0). */
export function nameKind(bytes: Uint8Array, start: number, end: number): number {
  const short = end - start === 3;
  if (short && bytes[start] >= 0x60) return 0;
  let exact = 0;
  let lower = 0;
  for (let i = start; i < end; i++) {
    exact = (Math.imul(exact, 31) + bytes[i]) | 0;
    lower = (Math.imul(lower, 31) + (bytes[i] | 32)) | 0;
  }
  if (short) return calendar.has(exact) ? HARD : 0;
  if (truths.has(lower)) return HARD;
  return defaults.has(lower) ? SHOWN : 0;
}

/** Names that end in a number or hold a few digits may be constant (IPv4, sha256, jk2); numbers, sizes and long ids are not. */
export function isSoft(first: number, counts: number, length: number): boolean {
  const digits = counts & MAX_COUNT;
  if (first === DIGIT || digits > 4 || digits * 2 > length) return false;
  const hexOnly = counts >>> 20 === 0;
  return !(hexOnly && length >= 6);
}
