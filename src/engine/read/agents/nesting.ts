/** The reader, agents: how deep JSON is nested, and the beginning of a torn document with its open brackets closed. */
import { jsonIn } from '../../../base/lenient.ts';

/** What writes values of JSON again calls itself for each level. */
const DEEPEST = 200;

interface Scanned {
  readonly deepest: number;
  /** Behind the last object or list that is whole. */
  readonly whole: number;
  /** What closes the brackets that are open there. */
  readonly closers: string;
}

export function tooDeep(text: string): boolean {
  return scan(text).deepest > DEEPEST;
}

/** The value up to the last object or list of it that is whole; undefined where none is, or where more than its end is wrong. */
export function mended(text: string): unknown {
  const { whole, closers, deepest } = scan(text);
  return whole === 0 || deepest > DEEPEST ? undefined : jsonIn(text.slice(0, whole) + closers);
}

function scan(text: string): Scanned {
  const open: string[] = [];
  let [deepest, whole, closers] = [0, 0, ''];
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '"') at = endOfText(text, at);
    else if (char === '{' || char === '[') deepest = Math.max(deepest, open.push(char === '{' ? '}' : ']'));
    else if (char === '}' || char === ']') {
      open.pop();
      whole = at + 1;
      if (open.length <= DEEPEST) closers = open.join('');
    }
  }
  return { deepest, whole, closers: [...closers].reverse().join('') };
}

/** Position of the quote that ends it, or of the text's end. */
function endOfText(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at;
  }
  return text.length;
}
