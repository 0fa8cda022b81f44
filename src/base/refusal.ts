/** The ground: what is wrong with an input, in words for a person, where the schema that refused it speaks to programmers. */
import type { z } from 'zod';

export interface Refusal {
  /** Where in the input: the keys that lead there. */
  readonly path: readonly (string | number)[];
  /** What is asked of the value: "must be at least 1". */
  readonly words: string;
}

/** The first thing that is wrong with the value that was refused. */
export function refusalOf(error: z.ZodError, refused: unknown): Refusal {
  const issue = error.issues[0];
  const path = issue.path.map(key => (typeof key === 'number' ? key : String(key)));
  const found = path.reduce<unknown>((value, key) => (value as Record<string | number, unknown> | undefined)?.[key], refused);
  return { path, words: found === undefined ? 'is missing' : wordsOf(issue) };
}

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};

function wordsOf(issue: z.ZodError['issues'][number]): string {
  switch (issue.code) {
    case 'invalid_value':
      return `must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}`;
    case 'invalid_type':
      return `must be ${kinds[issue.expected] ?? issue.expected}`;
    case 'too_small':
      return isCounted(issue.origin) ? 'must not be empty' : `must be at least ${issue.minimum}`;
    case 'too_big':
      return isCounted(issue.origin) ? `must not be longer than ${issue.maximum}` : `must be at most ${issue.maximum}`;
    case 'unrecognized_keys':
      return `does not know ${issue.keys.join(', ')}`;
    default:
      return `is refused: ${issue.message}`;
  }
}

function isCounted(origin: string): boolean {
  return origin === 'string' || origin === 'array';
}
