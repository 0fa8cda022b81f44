/** A folder that is written to is read once it has come to rest; of what was made of it only so much is kept. */
import assert from 'node:assert/strict';
import { keepMade, type Made, surplus } from '../../../../src/doors/vscode/watch/kept.ts';
import { settling } from '../../../../src/doors/vscode/watch/settling.ts';
import { handClock } from '../hand-clock.ts';

describe('a watched folder', () => {
  it('is acted on once it rests, each by itself, one after another', async () => {
    const { clock, pass } = handClock();
    const acted: string[] = [];
    const settle = settling({ act: async folder => (acted.push(folder) ? 'done' : 'again'), clock });
    settle.touch('a');
    await pass(1000);
    settle.touch('a');
    settle.touch('b');
    await pass(1000);
    assert.deepEqual(acted, []);
    await pass(600);
    assert.deepEqual(acted, ['a', 'b']);
    await pass(60_000);
    assert.deepEqual(acted, ['a', 'b']);
  });

  it('is looked at again while its files are torn, but not for ever', async () => {
    const { clock, pass } = handClock();
    let looks = 0;
    const settle = settling({ act: async () => (++looks < 3 ? 'again' : 'done'), clock });
    settle.touch('a');
    for (let n = 0; n < 9; n++) await pass(1500);
    assert.equal(looks, 3);
    let never = 0;
    const hopeless = settling({ act: async () => (never++ < 0 ? 'done' : 'again'), clock });
    hopeless.touch('a');
    for (let n = 0; n < 100; n++) await pass(1500);
    assert.equal(never, 40);
  });

  it('is heard no more when the watch is over', async () => {
    const { clock, pass } = handClock();
    const acted: string[] = [];
    const settle = settling({ act: async folder => (acted.push(folder) ? 'done' : 'again'), clock });
    settle.touch('a');
    settle.dispose();
    settle.touch('b');
    await pass(9000);
    assert.deepEqual(acted, []);
  });

  it('keeps its newest runs, and passing ones among them', async () => {
    const failed = Array.from({ length: 12 }, (_, n): Made => ({ run_id: `f${n}`, outcome: 'failed' }));
    const passed = Array.from({ length: 4 }, (_, n): Made => ({ run_id: `p${n}`, outcome: 'passed' }));
    assert.deepEqual(
      surplus([...passed, ...failed]).map(one => one.run_id),
      ['f0', 'f1', 'p0'],
    );
    const kept = new Map<string, unknown>();
    const memory = {
      get: <T>(key: string) => kept.get(key) as T | undefined,
      update: async (key: string, value: unknown) => void kept.set(key, value),
    };
    for (const one of failed.slice(0, 10)) assert.deepEqual(await keepMade(memory, '/a', one), []);
    assert.deepEqual(await keepMade(memory, '/a', failed[9]), [], 'one that grew is no further one');
    assert.deepEqual(await keepMade(memory, '/b', failed[10]), []);
    assert.deepEqual(await keepMade(memory, '/a', failed[11]), [failed[0]]);
  });
});
