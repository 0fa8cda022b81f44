/** The investigator: what tokens of Claude cost by the public price list, so that a person sees dollars and a budget holds. */
import type { Price } from './model.ts';

/**
 * Dollars per million tokens, cache writes for five minutes, as platform.claude.com/docs/en/about-claude/pricing and the models' own pages had them in
 * October 2026. List prices: contracts, batches and regions differ. What is not listed has no price rather than a guessed one.
 */
const prices: Readonly<Record<string, Price>> = {
  'claude-fable-5-1': { input: 10, output: 50, cache_read: 0.25, cache_written: 12.5 },
  'claude-fable-5': { input: 10, output: 50, cache_read: 1, cache_written: 12.5 },
  'claude-opus-5-5': { input: 4, output: 20, cache_read: 0.2, cache_written: 5 },
  'claude-opus-5': { input: 5, output: 25, cache_read: 0.5, cache_written: 6.25 },
  'claude-opus-4-8': { input: 5, output: 25, cache_read: 0.5, cache_written: 6.25 },
  'claude-opus-4-7': { input: 5, output: 25, cache_read: 0.5, cache_written: 6.25 },
  'claude-opus-4-6': { input: 5, output: 25, cache_read: 0.5, cache_written: 6.25 },
  'claude-opus-4-5': { input: 5, output: 25, cache_read: 0.5, cache_written: 6.25 },
  'claude-opus-4-1': { input: 15, output: 75, cache_read: 1.5, cache_written: 18.75 },
  // Reading the cache was 0.20 until 7 October 2026; the higher figure stands here, so that no budget is overrun.
  'claude-sonnet-5-5': { input: 2, output: 10, cache_read: 0.2, cache_written: 2.5 },
  'claude-sonnet-5': { input: 2, output: 10, cache_read: 0.2, cache_written: 2.5 },
  'claude-sonnet-4-6': { input: 3, output: 15, cache_read: 0.3, cache_written: 3.75 },
  'claude-sonnet-4-5': { input: 3, output: 15, cache_read: 0.3, cache_written: 3.75 },
  'claude-haiku-5-5': { input: 0.1, output: 0.5, cache_read: 0.01, cache_written: 0.125 },
  'claude-haiku-4-5': { input: 1, output: 5, cache_read: 0.1, cache_written: 1.25 },
};

/** Of a model or of a dated version of it (`claude-haiku-4-5-20251001`); null where the list has none. Haiku 5.5 costs five times as much beyond prompts of 100,000 tokens. */
export function priceOf(id: string): Price | null {
  const family = id.replace(/-(\d{8}|latest)$/, '');
  return Object.hasOwn(prices, family) ? prices[family] : null;
}
