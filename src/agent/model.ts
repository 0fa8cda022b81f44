/** The investigator: what a language model is to the loop: one question in, one answer out; who provides it is known to its file alone. */

import type { Price } from '../model/price.ts';

/** What a model is told that it can call; the schema is JSON Schema, draft 7. */
export interface OfferedTool {
  readonly name: string;
  readonly description: string;
  readonly input: Readonly<Record<string, unknown>>;
}

export interface TextPart {
  readonly kind: 'text';
  readonly text: string;
}

export interface CallPart {
  readonly kind: 'call';
  readonly id: string;
  readonly tool: string;
  /** As the model wrote it: proved by whoever carries it out. */
  readonly input: unknown;
}

export interface ResultPart {
  readonly kind: 'result';
  /** Of the call that it answers. */
  readonly id: string;
  readonly text: string;
  readonly failed: boolean;
}

export type Message =
  | { readonly from: 'user'; readonly parts: readonly (TextPart | ResultPart)[] }
  | { readonly from: 'model'; readonly parts: readonly (TextPart | CallPart)[] };

/** One request. Everything before the last message was sent before, unchanged, so that it can be cached. */
export interface Turn {
  readonly system: string;
  readonly tools: readonly OfferedTool[];
  readonly messages: readonly Message[];
  /** The tool that must be called now; null leaves it to the model. */
  readonly must: string | null;
  /** Tokens of the answer at most. */
  readonly most: number;
}

/** Tokens of one request; null where the provider does not say. `input` leaves out what was read from or written to a cache. */
export interface Usage {
  readonly input: number | null;
  readonly output: number | null;
  readonly cache_read: number;
  readonly cache_written: number;
}

export interface Reply {
  readonly parts: readonly (TextPart | CallPart)[];
  /** `length`: cut at `most`; `refused`: the model or its provider would not answer. */
  readonly stop: 'end' | 'calls' | 'length' | 'refused';
  readonly usage: Usage;
}

export interface TurnLife {
  readonly signal: AbortSignal;
  /** Text as it comes. */
  onText?(text: string): void;
  /** Why the answer is waited for: a retry and its reason; a sentence for a person. */
  onWait?(words: string): void;
}

export interface Model {
  /** As its provider calls it, such as `claude-sonnet-4-5`. */
  readonly id: string;
  readonly name: string;
  readonly vendor: 'anthropic' | 'editor' | 'recorded' | 'scripted';
  /** Tokens of a request and its answer at most. */
  readonly window: number;
  /** Dollars per million tokens; null where nothing is known. */
  readonly price: Price | null;
  /** Throws the faults of `src/base/fault.ts` that speak of models, and `cancelled`. Retries are its own. */
  answer(turn: Turn, life: TurnLife): Promise<Reply>;
  /** Tokens of a text, about; characters divided by four where the provider has nothing better. */
  count(text: string): number;
}
