/** The editor's readings: one per set of inputs, so many at once, remembered over a reload, cancelled one by one; and how they read. */
import assert from 'node:assert/strict';
import { type Read, readingQueue, type Wish } from '../../../src/doors/vscode/reading/queue.ts';
import { paceOf, short } from '../../../src/doors/vscode/reading/rate.ts';
import { barWords, stateOf } from '../../../src/doors/vscode/reading/words.ts';

interface Begun {
  readonly wish: Wish;
  readonly life: Parameters<Read>[1];
  readonly done: (id: string) => void;
}

function bench(parallel = 1, kept = new Map<string, unknown>()) {
  const begun: Begun[] = [];
  const read: Read = (wish, life) =>
    new Promise((done, fail) => {
      begun.push({ wish, life, done });
      life.signal.addEventListener('abort', () => fail(life.signal.reason));
    });
  const memory = {
    get: <T>(key: string) => kept.get(key) as T | undefined,
    update: async (key: string, value: unknown) => void kept.set(key, value),
  };
  const queue = readingQueue({ read, memory, parallel: async () => parallel, now: () => 0 });
  return { queue, begun, kept };
}

const wish = (...inputs: string[]): Wish => ({ inputs, title: inputs.join(' ') });
const turn = () => new Promise(later => setImmediate(later));

describe('readings', () => {
  it('read so many at once, the others in turn', async () => {
    const { queue, begun } = bench(2);
    const all = ['a', 'b', 'c'].map(name => queue.begin(wish(name)));
    await turn();
    assert.deepEqual(
      queue.list().map(one => one.state),
      ['running', 'running', 'waiting'],
    );
    begun[0].done('1');
    assert.equal(await all[0], '1');
    await turn();
    assert.deepEqual(
      queue.list().map(one => one.state),
      ['running', 'running'],
    );
    begun[1].done('2');
    begun[2].done('3');
    assert.deepEqual(await Promise.all(all), ['1', '2', '3']);
  });

  it('take the same inputs twice at once as one, in whatever order', async () => {
    const { queue, begun } = bench();
    const [one, same] = [queue.begin(wish('a', 'b')), queue.begin(wish('b', 'a'))];
    await turn();
    assert.equal(begun.length, 1);
    begun[0].done('ab');
    assert.deepEqual(await Promise.all([one, same]), ['ab', 'ab']);
  });

  it('can be cancelled, waiting or running', async () => {
    const { queue } = bench();
    const all = [queue.begin(wish('a')), queue.begin(wish('b'))];
    await turn();
    for (const { key } of queue.list()) queue.cancel(key);
    for (const one of all) await assert.rejects(one, { code: 'cancelled' });
    assert.deepEqual(queue.list(), []);
  });

  it('are remembered until they are over, and by a window that closes on them', async () => {
    const kept = new Map<string, unknown>();
    const first = bench(1, kept);
    const over = first.queue.begin(wish('a'));
    const left = first.queue.begin(wish('b'));
    await turn();
    first.begun[0].done('1');
    await over;
    await turn();
    first.queue.suspend();
    first.begun[1].life.signal.throwIfAborted();
    first.queue.cancel('b');
    await assert.rejects(left, { code: 'cancelled' });
    assert.deepEqual(
      bench(1, kept)
        .queue.unfinished()
        .map(one => one.inputs),
      [['b']],
    );
  });

  it('do not write down an address that may carry a key', async () => {
    const { queue, kept, begun } = bench();
    const over = queue.begin(wish('https://host/log.gz?signature=secret'));
    await turn();
    assert.doesNotMatch(JSON.stringify([...kept]), /secret/);
    begun[0].done('1');
    await over;
  });
});

describe('words of a reading', () => {
  const reading = { kind: 'reading' as const, key: 'k', wish: wish('big.log'), resumed: false, state: 'running' as const };

  it('tell amount and pace', () => {
    const read = { words: 'Reading big.log', done: 350, total: 1000, unit: 'bytes' as const, lines: 5 };
    assert.equal(stateOf({ ...reading, progress: read, pace: 418_233 }), '35 % · 418k lines/s');
    assert.equal(stateOf({ ...reading, progress: { ...read, total: null }, pace: null }), '5 lines');
    const step = { words: 'Ranking lines', done: 3, total: 6, unit: 'steps' as const };
    assert.equal(stateOf({ ...reading, progress: step, pace: 9 }), 'Ranking lines, step 4 of 6');
    assert.equal(stateOf({ ...reading, state: 'waiting', progress: null, pace: null }), 'waiting');
    assert.equal(stateOf({ ...reading, resumed: true, progress: null, pace: null }), 'taken up again · starting');
  });

  it('fill the status bar only while something is under way', () => {
    assert.equal(barWords([]), null);
    const two = [
      { ...reading, progress: null, pace: null },
      { ...reading, key: 'l', state: 'waiting' as const, progress: null, pace: null },
    ];
    assert.equal(barWords(two)?.text, '$(sync~spin) big.log · starting and 1 more');
  });

  it('give a rate in three figures, over the last seconds', () => {
    assert.deepEqual([999, 1000, 4200, 418_233, 999_700, 1_260_000].map(short), ['999', '1k', '4.2k', '418k', '1M', '1.3M']);
    let now = 0;
    const pace = paceOf(() => now);
    assert.equal(pace(0), null);
    now = 1000;
    assert.equal(pace(500), 500);
    now = 10_000;
    assert.equal(pace(9500), 1000);
  });
});
