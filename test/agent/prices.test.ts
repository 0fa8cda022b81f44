/** The investigator: prices: of a model and of its dated versions, none for what is not listed. */
import assert from 'node:assert/strict';
import { priceOf } from '../../src/agent/prices.ts';

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
