/** The code room: how sure it is that a statement wrote a line; pure. */

import type { Known } from './lookup.ts';
import type { Fit, Said } from './match.ts';

/** What speaks for and against a statement that fits. */
export interface Signs {
  /** How rare its constant words are together, in bits, against the number of statements: 1 and more is no chance hit. */
  readonly rarity: number;
  /** Share of the message's plain words that stand in constant text. */
  readonly covered: number;
  /** Shares of the message that the statement leaves unexplained, before and behind it. */
  readonly before: number;
  readonly behind: number;
  /** Signs of constant text without blanks. */
  readonly constant: number;
  readonly level: 'agrees' | 'differs' | 'unknown';
  /** The logger or module that the line names is the file's: 0 no, 1 surely. */
  readonly module: number;
  /** The line names the module of another file. */
  readonly elsewhere: boolean;
  readonly isTest: boolean;
}

/** Below this an answer is wrong too often to be given; measured by `npm run eval -- source`. */
export const SURE = 0.4;

const KINDS: Readonly<Record<Known['kind'], number>> = { log: 6, print: 3, error: 1, text: 0, logger: 0 };

/** Orders statements that fit the same line; higher is likelier. What begins within the message is rather a value in it. */
export function rankOf(known: Known, signs: Signs): number {
  const within = signs.before > 0 ? (known.kind === 'log' ? 0.6 : 0.3) : 1;
  const inTest = signs.isTest && known.kind === 'text' ? 0.4 : 1;
  const level = signs.level === 'agrees' ? 4 : signs.level === 'differs' ? -6 : 0;
  const anchored = (signs.before === 0 ? 4 : 0) + (signs.behind === 0 ? 3 : 0);
  const place = 5 * signs.module - (signs.elsewhere ? 12 : 0) - (signs.isTest ? 4 : 0);
  return signs.constant * within * inTest + anchored + level + KINDS[known.kind] + place - 15 * (signs.before + signs.behind);
}

/** 0..1. */
export function sureness(known: Known, signs: Signs): number {
  // A level that agrees, a text that begins the message, a logger's name: each is hard to meet by chance.
  const fits = (signs.before === 0 ? 0.2 : 0) + (signs.level === 'agrees' ? 0.15 : 0) + 0.35 * signs.module;
  const rare = Math.min(1, signs.rarity + (known.kind === 'log' || known.kind === 'print' ? fits : fits / 2));
  const left = Math.min(1, signs.before + signs.behind);
  const level = signs.level === 'agrees' ? 0.05 : signs.level === 'differs' ? -0.15 : 0;
  const kind = known.kind === 'text' ? -0.1 : known.kind === 'log' ? 0.05 : 0;
  const made =
    rare * (0.25 + 0.75 * signs.covered) * (1 - 0.8 * left) + level + kind + 0.08 * signs.module - (signs.elsewhere ? 0.3 : 0);
  return Math.max(0, Math.min(1, made));
}

/** Share of the message's letters in plain words that constant texts hold. */
export function coveredOf(said: Said, fit: Fit): number {
  const plain = /(?<![\w\x80-\xff./:@=-])[A-Za-z]{2,}(?![\w\x80-\xff/@=-]|\.\w)/g;
  let all = 0;
  let held = 0;
  for (const { 0: word, index } of said.text.slice(said.body, said.end).matchAll(plain)) {
    const at = said.body + index;
    all += word.length;
    if (fit.spans.some(([from, to]) => at >= from && at + word.length <= to)) held += word.length;
  }
  return all === 0 ? 0.5 : held / all;
}

export function isTestPath(path: string): boolean {
  return /(?:^|\/)(?:tests?|__tests__|spec|testing|fixtures|examples?|benchmarks?)\/|(?:^|\/)(?:test_[^/]*|[^/]*(?:_test|\.test|\.spec|Test|Tests))\.\w+$/.test(
    path,
  );
}
