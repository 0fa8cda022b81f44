/** Analysis: summaries of the form "3 passed, 1 failed" or "Passed: 3, Failed: 1", read with a list of the words they count. */
import type { Counts } from '../recogniser.ts';

/** What a word counts; several words may count the same (failures and errors). */
export type Words = Readonly<Record<string, keyof Counts>>;

const NUMBER_FIRST = /(\d{1,9}) {1,9}([A-Za-z][A-Za-z-]{0,30})/g;
const WORD_FIRST = /([A-Za-z][A-Za-z-]{0,30})\s{0,9}[:=]\s{0,9}(\d{1,9})\b/g;

/** "12 examples, 1 failure" → counts of the words given, in lower case. Words that are absent leave null. */
export function numbersFirst(text: string, words: Words): Counts {
  const counts = none();
  for (const [, number, word] of text.matchAll(NUMBER_FIRST)) book(counts, words[word.toLowerCase()], Number(number));
  return counts;
}

/** "Tests: 12, Failures: 1" → counts of the words given, in lower case. Words that are absent leave null. */
export function wordsFirst(text: string, words: Words): Counts {
  const counts = none();
  for (const [, word, number] of text.matchAll(WORD_FIRST)) book(counts, words[word.toLowerCase()], Number(number));
  return counts;
}

function none(): Counts {
  return { ran: null, passed: null, failed: null, skipped: null };
}

function book(counts: Counts, field: keyof Counts | undefined, number: number): void {
  if (field !== undefined) counts[field] = (counts[field] ?? 0) + number;
}

/** For tools that count skipped tests as run and do not state how many passed. */
export function passedOfRan({ ran, failed, skipped }: Counts): Counts {
  return {
    ran,
    passed: ran === null ? null : Math.max(0, ran - (failed ?? 0) - (skipped ?? 0)),
    failed: failed ?? 0,
    skipped: skipped ?? 0,
  };
}

/** For tools that name a kind only when there is some of it: what is absent is 0. */
export function absentIsZero({ ran, passed, failed, skipped }: Counts): Counts {
  return { ran, passed: passed ?? (ran === null ? 0 : null), failed: failed ?? 0, skipped: skipped ?? 0 };
}
