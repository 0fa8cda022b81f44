/** Parts of an answer that come ahead of it are written once. */
import assert from 'node:assert/strict';
import type { Progress } from '../../../src/base/progress.ts';
import { toldAhead } from '../../../src/doors/cli/told-ahead.ts';

describe('an answer that comes in parts', () => {
  const part = (...said: string[]): Progress => ({ words: 'Listening', done: 1, total: 9, unit: 'lines', said });
  const shown: string[] = [];
  const bar = { show: ({ words }: Progress) => void shown.push(words), clear: () => void shown.push('clear') };

  it('is written as it comes, and only its rest at the end', () => {
    let out = '';
    const ahead = toldAhead(bar, { write: text => (out += text) });
    assert.equal(
      ahead.rest(() => 'a\n'),
      null,
      'nothing was told ahead',
    );
    ahead.show(part('11:00  one\n       app=x', '11:01  two'));
    ahead.show({ ...part(), said: undefined, words: 'Reading' });
    assert.equal(out, '11:00  one\n       app=x\n11:01  two\n');
    assert.deepEqual(shown, ['clear', 'Reading']);
    assert.equal(
      ahead.rest(() => '11:00  one\n       app=x\n11:01  two\n\n2 lines of Loki.'),
      '2 lines of Loki.',
    );
  });

  it('is not told ahead where it is to be a document', () => {
    const ahead = toldAhead(bar, null);
    ahead.show(part('one'));
    assert.equal(
      ahead.rest(() => 'one'),
      null,
    );
  });
});
