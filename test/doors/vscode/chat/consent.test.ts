/** The editor's chat: what a person said of a model is remembered for it alone, and what is damaged counts as nothing said. */
import assert from 'node:assert/strict';
import { consentFor, type Memory, remember, remembered } from '../../../../src/doors/vscode/chat/consent.ts';

function memory(kept?: unknown): Memory {
  let value = kept;
  return { get: () => value, update: async (_, given) => void (value = given) };
}

const one = { key: 'copilot/gpt', name: 'GPT' };
const other = { key: 'claude@host', name: 'Claude' };

describe('consent', () => {
  it('is open until somebody says so, for each model by itself, and can be taken back', async () => {
    const kept = memory();
    assert.equal(consentFor(kept, one), 'open');
    await remember(kept, one, 'given');
    await remember(kept, other, 'refused');
    assert.deepEqual([consentFor(kept, one), consentFor(kept, other)], ['given', 'refused']);
    await remember(kept, one, 'refused');
    assert.deepEqual(
      remembered(kept).map(({ key, consent }) => [key, consent]),
      [
        [other.key, 'refused'],
        [one.key, 'refused'],
      ],
    );
    await remember(kept, one, 'open');
    assert.equal(consentFor(kept, one), 'open');
  });

  it('is never taken from what does not read as one', () => {
    for (const damaged of [
      7,
      'given',
      { key: one.key },
      [null, { key: one.key, name: 'x', consent: 'yes' }, { consent: 'given' }],
    ])
      assert.equal(consentFor(memory(damaged), one), 'open');
  });
});
