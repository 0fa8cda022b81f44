/** The code room: the text of a log statement as a pattern: constant text, and a hole wherever the program puts a value. */

/**
 * Stands for any text, also none. Patterns are byte strings (each unit one byte of UTF-8), as the lexer reads files and the matcher
 * reads lines.
 */
export const HOLE = '\0';

const PERCENT = /%(?:\(\w+\))?[-+#0']*(?:\d+\$)?(?:\*|\d+)?(?:\.(?:\*|\d+))?(?:hh|h|ll|l|q|L|j|z|t|I64)?[a-zA-Z@%]/g;
const BRACES = /\{\{|\}\}|\{[^{}\n]{0,60}\}/g;
const COLOURS = /\x1b\[[0-9;]*m/g;

export interface Placeholders {
  readonly percent: boolean;
  readonly braces: boolean;
}

/** Placeholders of format strings become holes. */
export function withHoles(text: string, { percent, braces }: Placeholders): string {
  let made = text;
  if (percent && made.includes('%')) made = made.replace(PERCENT, HOLE);
  if (braces && made.includes('{')) made = made.replace(BRACES, HOLE);
  if (made.includes('\x1b')) made = made.replace(COLOURS, HOLE);
  return made;
}

const ESCAPE =
  /\\(?:x([0-9a-fA-F]{1,2})|u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3})|(\r?\n[ \t]*)|([\s\S]))/g;
const NAMED: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '', b: '', f: '', v: ' ', a: '', e: '\x1b' };

/** Escape sequences become what they stand for. */
export function unescaped(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(ESCAPE, (...found: (string | undefined)[]) => {
    const [, x, braced, u, wide, octal, newline, sign] = found;
    const hex = x ?? braced ?? u ?? wide;
    if (hex !== undefined) return encoded(Number.parseInt(hex, 16));
    if (octal !== undefined) return encoded(Number.parseInt(octal, 8));
    return newline !== undefined || sign === undefined ? '' : (NAMED[sign] ?? sign);
  });
}

function encoded(code: number): string {
  if (code === 0 || code > 0x10ffff) return HOLE;
  return code < 0x80 ? String.fromCharCode(code) : Buffer.from(String.fromCodePoint(code)).toString('latin1');
}

const LINES = 6;

/** A pattern per line that it prints: holes side by side are one, blanks at its ends are none. */
export function linesOfPattern(pattern: string): string[] {
  const lines = pattern.includes('\n') ? pattern.split('\n') : [pattern];
  const told: string[] = [];
  for (const line of lines) {
    const tidy = tidied(line);
    if (tidy !== '' && tidy !== HOLE) told.push(tidy);
    if (told.length === LINES) break;
  }
  return told;
}

function tidied(line: string): string {
  const one = line.includes('\0\0') ? line.replace(/\0{2,}/g, HOLE) : line;
  return one.trim();
}

/** Words of letters, digits, underscores and bytes beyond ASCII that the pattern holds whole: no hole touches them. */
export function wholeWords(pattern: string): number {
  let words = 0;
  for (const [word] of pattern.matchAll(/[\w\x80-\xff\0]+/g)) if (!word.includes(HOLE) && /[A-Za-z\x80-\xff]/.test(word)) words++;
  return words;
}
