/** The investigator: what an investigation may cost, and what it has cost; a request that would exceed it is not sent. */
import type { Spent } from '../model/findings.ts';
import type { Message, Model, Reply, Turn } from './model.ts';
import { ANSWERS } from './page.ts';

export interface Budget {
  readonly requests: number;
  /** Of requests and answers together, those of a cache too. */
  readonly tokens: number;
  /** Null: money is not bounded. */
  readonly usd: number | null;
  readonly ms: number;
}

export const usualBudget: Budget = { requests: 12, tokens: 80_000, usd: 1, ms: 300_000 };

/** Tokens of one answer at most. */
export const MOST_OUTPUT = 3000;

export interface Purse {
  /** Whether a request may be sent: as any, as the last one that asks for the findings, or not at all. */
  allows(turn: Turn, now: number): 'any' | 'last' | 'none';
  paid(turn: Turn, reply: Reply): void;
  asked(calls: number, cached: number): void;
  spent(now: number): Spent;
  readonly budget: Budget;
  /** The moment at which an answer is no longer waited for. */
  readonly until: number;
}

export function newPurse(model: Model, budget: Budget, began: number): Purse {
  const sum = { requests: 0, tool_calls: 0, cached_calls: 0, input: 0, output: 0, cache_read: 0, cache_written: 0 };
  let estimated = false;
  /** How many times more tokens the provider counts than we do. */
  let factor = 1;

  const size = (turn: Turn) => Math.ceil(tokensOf(turn, model) * factor);

  function price({
    input,
    output,
    cache_read,
    cache_written,
  }: Omit<typeof sum, 'requests' | 'tool_calls' | 'cached_calls'>): number {
    const { price: of } = model;
    if (!of) return 0;
    return (input * of.input + output * of.output + cache_read * of.cache_read + cache_written * of.cache_written) / 1e6;
  }

  function allows(turn: Turn, now: number): 'any' | 'last' | 'none' {
    const tokens = budget.tokens - (sum.input + sum.output + sum.cache_read + sum.cache_written);
    const usd = (budget.usd ?? Number.POSITIVE_INFINITY) - price(sum);
    const left = { requests: budget.requests - sum.requests, tokens, usd };
    const input = size(turn);
    // The one after it holds this one’s answer and what tools say to it as well.
    const later = Math.ceil(input + (turn.most + ANSWERS / 4) * factor);
    const fits = (requests: 1 | 2) => {
      const sent = requests === 1 ? input : input + later;
      const output = requests * turn.most;
      const cost = price({ input: sent, output, cache_read: 0, cache_written: 0 });
      return left.requests >= requests && left.tokens >= sent + output && left.usd >= cost;
    };
    if (now - began >= budget.ms || !fits(1)) return 'none';
    const pace = sum.requests === 0 ? 0 : (now - began) / sum.requests;
    return fits(2) && now - began + 2 * pace < budget.ms ? 'any' : 'last';
  }

  function paid(turn: Turn, { usage, parts }: Reply): void {
    const own = tokensOf(turn, model);
    estimated ||= usage.input === null || usage.output === null;
    sum.requests++;
    sum.input += usage.input ?? own;
    sum.output += usage.output ?? model.count(textOf(parts));
    sum.cache_read += usage.cache_read;
    sum.cache_written += usage.cache_written;
    if (usage.input !== null && own > 0) factor = Math.max(1, (usage.input + usage.cache_read + usage.cache_written) / own);
  }

  function asked(calls: number, cached: number): void {
    sum.tool_calls += calls;
    sum.cached_calls += cached;
  }

  function spent(now: number): Spent {
    return {
      requests: sum.requests,
      tool_calls: sum.tool_calls,
      cached_calls: sum.cached_calls,
      input_tokens: sum.input,
      output_tokens: sum.output,
      cache_read_tokens: sum.cache_read,
      cache_written_tokens: sum.cache_written,
      estimated,
      cost_usd: model.price ? Number(price(sum).toFixed(6)) : null,
      took_ms: now - began,
    };
  }

  return { allows, paid, asked, spent, budget, until: began + budget.ms };
}

/** All that is sent: words, tools, and the conversation. */
export function tokensOf({ system, tools, messages }: Turn, model: Model): number {
  return model.count([system, JSON.stringify(tools), ...messages.map(({ parts }) => textOf(parts))].join('\n'));
}

function textOf(parts: Message['parts']): string {
  return parts.map(part => (part.kind === 'call' ? part.tool + JSON.stringify(part.input ?? null) : part.text)).join('\n');
}
