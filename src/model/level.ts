/** The nouns: the severity of a line, as a word for people and a small number for columns. */
import * as z from 'zod';

/** The position in this list is the number stored in columns; 0 means that the line states no level. */
export const levels = ['none', 'trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;

export const Level = z.enum(levels);
export type Level = z.infer<typeof Level>;

export const NONE = 0;
export const TRACE = 1;
export const DEBUG = 2;
export const INFO = 3;
export const WARN = 4;
export const ERROR = 5;
export const FATAL = 6;

export function levelNumber(level: Level): number {
  return levels.indexOf(level);
}

const synonyms: Readonly<Record<string, Level>> = {
  warning: 'warn',
  err: 'error',
  critical: 'fatal',
  crit: 'fatal',
  information: 'info',
  notice: 'info',
  panic: 'fatal',
  emerg: 'fatal',
  alert: 'fatal',
  verbose: 'trace',
};

/** The level that a person means by a word; null when it is none. */
export function levelNamed(word: string): Level | null {
  const lower = word.toLowerCase();
  const name = Object.hasOwn(synonyms, lower) ? synonyms[lower] : lower;
  return levels.find(level => level === name) ?? null;
}
