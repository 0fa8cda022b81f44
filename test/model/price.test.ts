/** The nouns: prices: of a model and of its dated versions, none for what is not listed. */
import assert from 'node:assert/strict';
import { estimatedCost, priceOf } from '../../src/model/price.ts';

describe('the price of a model', () => {
  it('is that of its family, whatever its date', () => {
    assert.equal(priceOf('claude-haiku-4-5-20251001'), priceOf('claude-haiku-4-5'));
    assert.deepEqual(priceOf('claude-sonnet-4-5'), { input: 3, output: 15, cache_read: 0.3, cache_written: 3.75 });
  });

  it('is not guessed from a relative', () => {
    for (const id of ['claude-fable-5-2', 'claude-sonnet-5-5-fast', 'gpt-4o', '', 'constructor', 'claude-opus-5-5[1m]'])
      assert.equal(priceOf(id), null, id);
  });
});

describe('the estimated cost of an agent run', () => {
  const used = { tokens_prompt: 1_000_000, tokens_completion: 100_000 };

  it('is that of its tokens by the list, whatever the provider calls the model', () => {
    const names = [
      'claude-sonnet-4-5',
      'claude-sonnet-4-5-20250929',
      'anthropic/claude-sonnet-4-5',
      'openrouter/anthropic/claude-sonnet-4.5',
      'us.anthropic.claude-sonnet-4-5-20250929-v1:0',
      'claude-sonnet-4-5@20250929',
    ];
    for (const name of names) assert.equal(estimatedCost(name, used), 4.5, name);
    for (const name of ['gpt-4o', 'openai/gpt-4o', 'gpt-4o-2024-08-06', 'GPT-4o'])
      assert.equal(estimatedCost(name, used), 3.5, name);
  });

  it('counts what came from the cache as such', () => {
    assert.equal(estimatedCost('claude-sonnet-4-5', { ...used, tokens_cached: 900_000 }), 2.07);
    assert.equal(estimatedCost('gpt-4o', { ...used, tokens_cached: 5_000_000 }), 2.25, 'never more than there was');
  });

  it('is unknown where a prompt is so long that it costs more than is listed', () => {
    const told = (tokens_prompt: number) => estimatedCost('anthropic/claude-haiku-5.5', { tokens_prompt, tokens_completion: 0 });
    assert.deepEqual([told(100_000), told(100_001)], [0.01, null]);
  });

  it('is unknown, not nothing, where model or tokens are', () => {
    assert.equal(estimatedCost(null, used), null);
    assert.equal(estimatedCost('gpt-4o', { tokens_prompt: null, tokens_completion: 5 }), null);
    for (const name of ['gpt-4o-audio-preview', 'my-own', '', 'constructor', 'ft:gpt-4o:me'])
      assert.equal(estimatedCost(name, used), null, name);
    assert.equal(estimatedCost('gpt-4o', { tokens_prompt: 5, tokens_completion: null }), null, 'half of it would look like all');
    assert.equal(estimatedCost('gpt-4o', { tokens_prompt: 0, tokens_completion: 0 }), null);
  });
});
