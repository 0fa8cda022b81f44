/** Analysis: a log line as its author wrote it: without colours, stamps and runner prefixes; and its shape without values. */

/** Characters of a line that are looked at, so that a huge line costs no more than others. */
export const SEEN = 1000;

const escapes = /\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[()][0-9A-B]|[=>78cM])/g;
/** Stamps and columns that runners put before each line: `job<TAB>step<TAB>`, `[2024-01-01T…Z]`, `12:34:56`. */
const prefix =
  /^(?:[^\t\n]{1,80}\t[^\t\n]{1,80}\t(?=\d{4}-))?\ufeff?[[(]?(?:\d{4}[-/]\d\d[-/]\d\d[T ])?\d\d:\d\d:\d\d(?:[.,]\d+)?(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?[\])]?:?(?:\s+|$)/;

/** The line without ANSI sequences and without what a carriage return has overwritten on a terminal. */
export function plain(text: string): string {
  let clean = text.includes('\x1b') ? text.replace(escapes, '') : text;
  if (clean.includes('\r')) clean = clean.split('\r').findLast(part => part.trim() !== '') ?? '';
  if (clean.includes('\b')) clean = clean.replace(/[^\b]?\x08/g, '');
  return clean;
}

/** The line without colours, stamp and the columns of a runner; leading blanks of the message are kept. */
export function message(text: string): string {
  const clean = plain(text);
  return /^[\ufeff[(]?\d/.test(clean) || clean.includes('\t') ? clean.replace(prefix, '') : clean;
}

/** The message with numbers, hexadecimal ids and runs of blanks taken out: lines of one shape say the same of different values. */
export function shape(words: string): string {
  return words
    .replace(/\b(?:0x)?[0-9a-f]{7,}\b|\d+(?:[.,:]\d+)*/gi, '#')
    .replace(/\s+/g, ' ')
    .trim();
}
