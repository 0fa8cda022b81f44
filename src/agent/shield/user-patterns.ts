/** The shield: what a user wants hidden beside: regular expressions of their own, refused where they could hang on a hostile line. */
import type { Detector } from './detector.ts';

const LONGEST = 500;
/** Repeats without an end that one pattern may have; with two of them, each is ended here, since they multiply. */
const MOST_REPEATS = 2;
const END = 256;

export interface RefusedPattern {
  readonly pattern: string;
  /** Follows the pattern in a sentence: "is no regular expression". */
  readonly why: string;
}

export function userDetectors(patterns: readonly string[]): { detectors: Detector[]; refused: RefusedPattern[] } {
  const detectors: Detector[] = [];
  const refused: RefusedPattern[] = [];
  for (const pattern of patterns) {
    const read = compiled(pattern);
    if (typeof read === 'string') refused.push({ pattern, why: read });
    else detectors.push({ name: pattern, kind: 'custom', pattern: read });
  }
  return { detectors, refused };
}

function compiled(pattern: string): RegExp | string {
  if (pattern.length > LONGEST) return `is longer than ${LONGEST} characters`;
  try {
    new RegExp(pattern);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return 'is no regular expression';
  }
  if (/\((?!\?)|\(\?<(?![=!])|\\[1-9k]/.test(unescaped(pattern))) return groupless(pattern);
  const { ended, repeats, nested } = repeatsOf(pattern);
  if (nested) return 'repeats a group that itself repeats or chooses, which could take for ever';
  if (repeats > MOST_REPEATS) return `has more than ${MOST_REPEATS} repeats without an end; write such as {1,40}`;
  const read = new RegExp(repeats > 1 ? ended : pattern, 'g');
  return new RegExp(read.source).test('') ? 'also fits no text at all' : read;
}

/** Groups that capture would be taken for the value. */
function groupless(pattern: string): RegExp | string {
  const plain = pattern.replace(/\\[\s\S]|\[(?:\\[\s\S]|[^\]\\])*\]|\((?!\?)/g, part => (part === '(' ? '(?:' : part));
  return /\(\?<(?![=!])|\\[1-9k]/.test(unescaped(plain)) ? 'names or recalls a group' : compiled(plain);
}

/** Without classes and escaped characters, but for those that recall a group. */
function unescaped(pattern: string): string {
  return pattern.replace(/\[(?:\\[\s\S]|[^\]\\])*\]|\\[^1-9k]/g, '');
}

interface Repeats {
  readonly ended: string;
  readonly repeats: number;
  readonly nested: boolean;
}

function repeatsOf(pattern: string): Repeats {
  let repeats = 0;
  let nested = false;
  let closed = { at: -1, wild: false };
  const open = [{ wild: false }];
  const ended = pattern.replace(/\\[\s\S]|\[(?:\\[\s\S]|[^\]\\])*\]|[(|)]|[*+]|\{\d+(?:,\d*)?\}/g, (part, at: number) => {
    if (part === '(') open.push({ wild: false });
    else if (part === '|') open[open.length - 1].wild = true;
    else if (part === ')') {
      closed = { at, wild: open.pop()?.wild ?? false };
      if (closed.wild) open[open.length - 1].wild = true;
    } else if (part === '*' || part === '+' || part.startsWith('{')) {
      if (closed.at === at - 1 && closed.wild) nested = true;
      const begin = /^\{(\d+),\}$/.exec(part)?.[1] ?? { '*': '0', '+': '1' }[part];
      if (begin === undefined) return part;
      repeats++;
      open[open.length - 1].wild = true;
      return `{${begin},${Math.max(END, Number(begin))}}`;
    }
    return part;
  });
  return { ended, repeats, nested };
}
