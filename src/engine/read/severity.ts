/** The reader: the words with which logs state a line's severity. */
import { DEBUG, ERROR, FATAL, INFO, NONE, TRACE, WARN } from '../../model/level.ts';
import { isLetter } from './cursor.ts';

const WORDS: readonly (readonly [number, string])[] = [
  [TRACE, 'trace trc finest finer verbose silly'],
  [DEBUG, 'debug dbg debu fine'],
  [INFO, 'info inf information informational notice normal config note log audit success'],
  [WARN, 'warn warning wrn warnings'],
  [ERROR, 'error err erro eror severe failure fail failed'],
  [FATAL, 'fatal ftl fata critical crit alert emerg emergency panic pani dpanic'],
];
/** As a whole column: logcat, klog and others state the level as one letter. */
const LETTERS: readonly (readonly [number, string])[] = [
  [TRACE, 'T V'],
  [DEBUG, 'D'],
  [INFO, 'I N'],
  [WARN, 'W'],
  [ERROR, 'E'],
  [FATAL, 'F C A'],
];
const LONGEST = 13;

/** By a hash of the lower-case bytes; the word itself guards against another one of the same hash. */
const byHash = new Map<number, { word: string; level: number }>();
const byLetter = new Uint8Array(256);
for (const [level, words] of WORDS) {
  for (const word of words.split(' ')) byHash.set(hashOf(Buffer.from(word), 0, word.length), { word, level });
}
for (const [level, letters] of LETTERS) for (const letter of letters.split(' ')) byLetter[letter.charCodeAt(0)] = level;

function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = to - from;
  for (let pos = from; pos < to; pos++) hash = (Math.imul(hash, 31) + (bytes[pos] | 0x20)) | 0;
  return hash;
}

/** The level of a word in any case; NONE when it is not one. */
export function levelOfWord(bytes: Uint8Array, from: number, to: number): number {
  const length = to - from;
  if (length < 3 || length > LONGEST || !isLetter(bytes[from])) return NONE;
  const found = byHash.get(hashOf(bytes, from, to));
  if (found === undefined || found.word.length !== length) return NONE;
  for (let index = 0; index < length; index++) if ((bytes[from + index] | 0x20) !== found.word.charCodeAt(index)) return NONE;
  return found.level;
}

/** The level of a single capital letter; NONE when it is not one. */
export function levelOfLetter(byte: number): number {
  return byLetter[byte];
}

/** The level of a word given as text, in any case, e.g. a JSON value. */
export function levelOfText(text: string): number {
  const trimmed = text.trim();
  return trimmed.length === 1
    ? levelOfLetter(trimmed.toUpperCase().charCodeAt(0))
    : levelOfWord(Buffer.from(trimmed), 0, Buffer.byteLength(trimmed));
}

const BEFORE = new Uint8Array(256);
for (const byte of Buffer.from(' [(<{!*"\'#')) BEFORE[byte] = 1;
const AFTER = new Uint8Array(256);
for (const byte of Buffer.from(' ])>}:|,"\'!*.;')) AFTER[byte] = 1;

/** The level that a column of a header states: `INFO`, `[error]`, `!ERR`, `<info>`, `[core:error]`, `INFO[0000]`, `W`, `Severity.ERROR`. */
export function levelOfColumn(bytes: Uint8Array, start: number, stop: number): number {
  let from = start;
  let to = stop;
  while (from < to && BEFORE[bytes[from]] === 1) from++;
  while (to > from && AFTER[bytes[to - 1]] === 1) to--;
  if (to - from === 1) return levelOfLetter(bytes[from]);
  if (to - from > 40) return NONE;
  for (let pos = from; pos < to; pos++) {
    if (isLetter(bytes[pos])) continue;
    // What stands before a colon, dot, slash or equals sign names a module or the field; a bracket or slash parts level and counter, or module and level.
    if (bytes[pos] === 0x3a || bytes[pos] === 0x2e || bytes[pos] === 0x3d) from = pos + 1;
    else if (bytes[pos] === 0x5b || bytes[pos] === 0x2f) return levelOfWord(bytes, from, pos) || levelOfWord(bytes, pos + 1, to);
    else return levelOfWord(bytes, behindSlash(bytes, from, to), to);
  }
  return levelOfWord(bytes, from, to);
}

/** `[Server thread/INFO]`: where the last part begins; the end when there is but one part. */
function behindSlash(bytes: Uint8Array, from: number, to: number): number {
  for (let pos = to - 1; pos > from; pos--) if (bytes[pos] === 0x2f) return pos + 1;
  return to;
}
