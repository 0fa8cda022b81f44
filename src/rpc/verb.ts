/** The corridor: a verb is a name with a proved input and an output; a table of verbs is all that two threads share. */
import type { z } from 'zod';
import type { Life } from '../base/progress.ts';

export interface Verb {
  readonly name: string;
  readonly input: z.ZodType;
  readonly output: z.ZodType;
}

export type VerbTable = Readonly<Record<string, Verb>>;

/** What a caller may leave out (defaults) and what the handler then gets. */
export type Asked<V extends Verb> = z.input<V['input']>;
export type Proved<V extends Verb> = z.output<V['input']>;
export type Answer<V extends Verb> = z.output<V['output']>;

/** One handler per verb; leave one out and it does not compile. */
export type Handlers<T extends VerbTable> = {
  readonly [K in keyof T]: (
    input: Proved<T[K]>,
    life: Required<Pick<Life, 'onProgress'>> & { readonly signal: AbortSignal },
  ) => Promise<Answer<T[K]>>;
};

/** The other side as the caller sees it: `engine.search_logs({ query }, { signal, onProgress })`. */
export type Remote<T extends VerbTable> = {
  readonly [K in keyof T]: (input: Asked<T[K]>, life?: Life) => Promise<Answer<T[K]>>;
};
