/** Stand-in for the Anthropic API: what of a request is read from the cache, written to it, or neither; tokens are characters divided by four. */
import { createHash } from 'node:crypto';
import { blocksOf, type MessagesRequest } from './anthropic-request.ts';

export interface InputTokens {
  readonly input_tokens: number;
  readonly cache_creation_input_tokens: number;
  readonly cache_read_input_tokens: number;
}

/** Shorter beginnings are not cached, as with most models. */
const LEAST = 1024;
/** A breakpoint finds what was cached up to this many blocks before it. */
const LOOK_BACK = 20;
const GOOD_FOR_MS = 5 * 60_000;

interface Step {
  /** Of everything up to and with this block. */
  readonly hash: string;
  readonly tokens: number;
  readonly isBreakpoint: boolean;
}

export class PromptCache {
  readonly #until = new Map<string, number>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Counts, and keeps what the request wants cached. */
  count(request: MessagesRequest): InputTokens {
    const steps = stepsOf(request);
    const total = steps.at(-1)?.tokens ?? 0;
    const marks = steps.flatMap((step, at) => (step.isBreakpoint && step.tokens >= LEAST ? [at] : []));
    const read = Math.max(0, ...marks.map(at => this.#longest(steps.slice(Math.max(0, at - LOOK_BACK), at + 1))));
    const written = Math.max(read, ...marks.map(at => steps[at].tokens));
    for (const at of marks) this.#until.set(steps[at].hash, this.#now() + GOOD_FOR_MS);
    return {
      input_tokens: total - written,
      cache_creation_input_tokens: written - read,
      cache_read_input_tokens: read,
    };
  }

  #longest(steps: readonly Step[]): number {
    return steps.findLast(step => (this.#until.get(step.hash) ?? 0) > this.#now())?.tokens ?? 0;
  }
}

/** In the order in which the API reads them; another choice of tool makes the messages other ones. */
export function stepsOf({ model, tools = [], system = [], messages, tool_choice: choice }: MessagesRequest): Step[] {
  const texts = typeof system === 'string' ? [{ type: 'text', text: system }] : system;
  const blocks: unknown[] = [
    ...tools,
    ...texts,
    ...messages.flatMap(({ role, content }) => blocksOf(content).map(block => ({ role, choice, ...block }))),
  ];
  let before = createHash('sha256').update(model).digest('hex');
  let characters = 0;
  return blocks.map(block => {
    const { cache_control: mark, role, choice: _choice, ...rest } = block as Record<string, unknown>;
    const text = JSON.stringify(rest);
    before = createHash('sha256')
      .update(`${before}${role ?? ''}${JSON.stringify(_choice)}${text}`)
      .digest('hex');
    characters += text.length;
    return { hash: before, tokens: Math.ceil(characters / 4), isBreakpoint: Boolean(mark) };
  });
}
