/** The nouns: what tokens of a model cost by public price lists, so that a person sees dollars and a budget holds. */

/** Dollars per million tokens. */
export interface Price {
  readonly input: number;
  readonly output: number;
  readonly cache_read: number;
  readonly cache_written: number;
}

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

/**
 * Input, output and input read from the cache of models that agents run on, as OpenAI's price page had them in spring 2026 (developers.openai.com/api/docs/pricing,
 * read as several public pages of that time quote it).
 */
const others: Readonly<Record<string, readonly [input: number, output: number, cached: number]>> = {
  'gpt-5.1': [1.25, 10, 0.125],
  'gpt-5': [1.25, 10, 0.125],
  'gpt-5-mini': [0.25, 2, 0.025],
  'gpt-5-nano': [0.05, 0.4, 0.005],
  'gpt-4.1': [2, 8, 0.5],
  'gpt-4.1-mini': [0.4, 1.6, 0.1],
  'gpt-4.1-nano': [0.1, 0.4, 0.025],
  'gpt-4o': [2.5, 10, 1.25],
  'gpt-4o-mini': [0.15, 0.6, 0.075],
  o3: [2, 8, 0.5],
  'o4-mini': [1.1, 4.4, 0.275],
};

/** Of a model of Claude or of a dated version of it (`claude-haiku-4-5-20251001`); null where the list has none. Haiku 5.5 costs five times as much beyond prompts of 100,000 tokens. */
export function priceOf(id: string): Price | null {
  const family = id.replace(/-(\d{8}|latest)$/, '');
  return Object.hasOwn(prices, family) ? prices[family] : null;
}

/** Tokens that were used; those from the cache are part of the prompt. */
export interface Used {
  readonly tokens_prompt: number | null;
  readonly tokens_completion: number | null;
  readonly tokens_cached?: number | null;
}

/** Tokens of one prompt beyond which a model costs more than its price here. */
const listedTo: Readonly<Record<string, number>> = { 'claude-haiku-5-5': 100_000 };

/** Dollars by the price lists; null where the model is not listed, tokens are not known or none, and where a prompt is so long that it costs more than is listed. */
export function estimatedCost(model: string | null, { tokens_prompt, tokens_completion, tokens_cached }: Used): number | null {
  const family = model === null ? null : familyOf(model);
  const price = family === null ? null : listed(family);
  if (!price || tokens_prompt === null || tokens_completion === null || tokens_prompt + tokens_completion === 0) return null;
  if (family !== null && Object.hasOwn(listedTo, family) && tokens_prompt > listedTo[family]) return null;
  const cached = Math.min(tokens_cached ?? 0, tokens_prompt);
  const [input, output, read] = price;
  const millionths = (tokens_prompt - cached) * input + cached * read + tokens_completion * output;
  return Math.round(millionths) / 1e6;
}

/** `anthropic/claude-…`, `us.anthropic.claude-…-v1:0`, `openai/gpt-4o-2024-08-06`, `claude-…@20251001`; OpenRouter writes `claude-haiku-4.5`. */
function familyOf(model: string): string {
  const id = model
    .toLowerCase()
    .replace(/^.*\//, '')
    .replace(/^(?:\w{2,4}\.)?anthropic\./, '')
    .replace(/-v\d+:\d+$/, '')
    .replace(/[-@](?:\d{4}-\d\d-\d\d|\d{8}|latest|default)$/, '');
  return id.startsWith('claude-') ? id.replaceAll('.', '-') : id;
}

function listed(id: string): (typeof others)[string] | null {
  const claude = priceOf(id);
  if (claude) return [claude.input, claude.output, claude.cache_read];
  return Object.hasOwn(others, id) ? others[id] : null;
}
