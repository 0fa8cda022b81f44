/** The rows of a filter, block by block. */
import assert from 'node:assert/strict';
import { BLOCK, makeBlocks } from '../../webview/logs/blocks.ts';

interface Call {
  readonly offset: number;
  readonly limit: number;
  readonly signal: AbortSignal;
  answer(): void;
  fail(why: string): void;
}

/** A source whose answers come when the test says so. */
function source(count: number) {
  const calls: Call[] = [];
  let news = 0;
  const blocks = makeBlocks<number>({
    count,
    ask: (offset, limit, { signal }) =>
      new Promise((resolve, reject) => {
        const rows = Array.from({ length: limit }, (_, at) => offset + at);
        signal?.addEventListener('abort', () => reject(signal.reason));
        calls.push({
          offset,
          limit,
          signal: signal as AbortSignal,
          answer: () => resolve(rows),
          fail: why => reject(new Error(why)),
        });
      }),
    heard: () => news++,
  });
  const next = () => new Promise(resolve => setImmediate(resolve));
  return { blocks, calls, next, news: () => news };
}

describe('log table: blocks of rows', () => {
  it('asks once for what is in sight, then ahead, block after block, and keeps it', async () => {
    const { blocks, calls, next, news } = source(10_000);
    const asked = () => calls.map(call => [call.offset, call.limit]);
    blocks.want(0, 30);
    assert.deepEqual(asked(), [[0, BLOCK]], 'what lies ahead waits');
    assert.equal(blocks.row(5), undefined);
    calls[0].answer();
    await next();
    assert.equal(blocks.row(5), 5);
    assert.ok(blocks.has(0, 30));
    assert.equal(news(), 1);
    assert.deepEqual(asked().slice(1), [[BLOCK, BLOCK]]);
    blocks.want(10, 40);
    assert.equal(calls.length, 2, 'nothing is asked twice');
    calls[1].answer();
    await next();
    assert.deepEqual(asked().slice(2), [[2 * BLOCK, BLOCK]]);
  });

  it('asks one question for rows on both sides of an edge, and leaves out what it has', async () => {
    const { blocks, calls, next } = source(10_000);
    const asked = () => calls.map(call => [call.offset, call.limit]);
    blocks.want(BLOCK - 10, BLOCK + 20);
    assert.deepEqual(asked(), [[0, 2 * BLOCK]]);
    calls[0].answer();
    await next();
    assert.equal(blocks.row(BLOCK - 1), BLOCK - 1);
    assert.equal(blocks.row(BLOCK), BLOCK);
    blocks.want(2 * BLOCK - 10, 2 * BLOCK + 20);
    assert.deepEqual(asked().slice(1), [[2 * BLOCK, BLOCK]], 'what was asked ahead comes into sight');
    assert.equal(calls[1].signal.aborted, false);
  });

  it('asks for more rows than an answer holds in several questions', async () => {
    const { blocks, calls } = source(10_000);
    blocks.want(0, 7 * BLOCK - 1);
    assert.deepEqual(
      calls.map(call => [call.offset, call.limit]),
      [
        [0, 5 * BLOCK],
        [5 * BLOCK, 2 * BLOCK],
      ],
    );
  });

  it('gives up what nobody looks at any more', async () => {
    const { blocks, calls, next } = source(1_000_000);
    blocks.want(0, 30);
    blocks.want(500_000, 500_030);
    assert.deepEqual(
      calls.map(call => call.signal.aborted),
      [true, false],
    );
    calls[0].answer();
    calls[1].answer();
    await next();
    assert.equal(blocks.row(0), undefined);
    assert.equal(blocks.row(500_010), 500_010);
    assert.equal(blocks.failure(), null);
  });

  it('looks ahead upwards when one moves upwards', async () => {
    const { blocks, calls, next } = source(10_000);
    blocks.want(2_010, 2_040, false);
    calls[0].answer();
    await next();
    assert.deepEqual(
      calls.map(call => call.offset),
      [2_000, 1_800],
    );
  });

  it('drops what it asks ahead when other rows come into sight', async () => {
    const { blocks, calls, next } = source(1_000_000);
    blocks.want(0, 30);
    calls[0].answer();
    await next();
    blocks.want(700_000, 700_030);
    assert.deepEqual(
      calls.map(call => [call.offset, call.signal.aborted]),
      [
        [0, false],
        [BLOCK, true],
        [700_000, false],
      ],
    );
  });

  it('asks for no row beyond the last', async () => {
    const { blocks, calls, next } = source(250);
    blocks.want(240, 300);
    assert.deepEqual(
      calls.map(call => [call.offset, call.limit]),
      [[200, 50]],
    );
    calls[0].answer();
    await next();
    assert.ok(blocks.has(240, 300));
    assert.equal(blocks.row(249), 249);
    assert.equal(blocks.row(250), undefined);
  });

  it('tells why rows are missing, and asks again only when told to', async () => {
    const { blocks, calls, next } = source(150);
    blocks.want(0, 10);
    calls[0].fail('no disk');
    await next();
    assert.match(String(blocks.failure()), /no disk/);
    blocks.want(0, 10);
    assert.equal(calls.length, 1);
    blocks.retry();
    blocks.want(0, 10);
    calls[1].answer();
    await next();
    assert.equal(blocks.row(0), 0);
    assert.equal(blocks.failure(), null);
  });

  it('keeps a bounded number of rows, those last looked at', async () => {
    const { blocks, calls, next } = source(1_000_000);
    for (let first = 0; first < 100_000; first += BLOCK) {
      blocks.want(first, first + 30);
      for (const call of calls.splice(0)) call.answer();
      await next();
    }
    const there = Array.from({ length: 500 }, (_, at) => at * BLOCK).filter(row => blocks.row(row) !== undefined);
    assert.ok(there.length <= 60, `${there.length} blocks are kept`);
    assert.equal(blocks.row(99_900), 99_900);
    assert.equal(blocks.row(0), undefined);
  });
});
