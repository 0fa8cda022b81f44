/** The corridor's promises: faults keep their code, a cancel is told at once, late answers are dropped, a death fails every call. */
import assert from 'node:assert/strict';
import { z } from 'zod';
import { Fault } from '../../src/base/fault.ts';
import { makeCaller } from '../../src/rpc/caller.ts';
import { serve } from '../../src/rpc/serve.ts';
import type { Handlers } from '../../src/rpc/verb.ts';
import { portPair } from '../../src/rpc/wire.ts';

const table = {
  double_number: { name: 'double_number', input: z.object({ n: z.number().default(21) }), output: z.number() },
  wait_forever: { name: 'wait_forever', input: z.object({}), output: z.null() },
} as const;

function corridor(handlers: Partial<Handlers<typeof table>> = {}, log: string[] = []) {
  const [here, there] = portPair();
  const all: Handlers<typeof table> = {
    double_number: async ({ n }) => n * 2,
    wait_forever: (_, { signal }) =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    ...handlers,
  };
  serve(there, table, { handlers: all, log: (level, words) => log.push(`${level} ${words}`) });
  return makeCaller(here);
}

describe('corridor', () => {
  it('answers, with defaults filled in', async () => {
    assert.equal(await corridor().call('double_number', {}), 42);
  });

  it('proves the input once and says where it is wrong', async () => {
    await assert.rejects(
      corridor().call('double_number', { n: 'x' }),
      (fault: Fault) => fault.code === 'bad_input' && /n: /.test(fault.message),
    );
  });

  it('refuses a tool that is not in the table, names of Object.prototype too', async () => {
    await assert.rejects(corridor().call('constructor', {}), { code: 'bad_input' });
  });

  it('keeps code and details of a fault', async () => {
    const fail = { double_number: () => Promise.reject(new Fault('input_missing', { input: 'x.log' })) };
    await assert.rejects(corridor(fail).call('double_number', {}), { code: 'input_missing', message: 'There is no x.log.' });
  });

  it('hides the stack of a bug and logs it', async () => {
    const log: string[] = [];
    const bug = { double_number: () => Promise.reject(new Error('secret detail')) };
    await assert.rejects(corridor(bug, log).call('double_number', {}), (error: Error) => !/secret/.test(error.message));
    assert.match(log[0], /secret detail[\s\S]*at /);
  });

  it('rejects at once on cancel, tells the other side, and drops what comes late', async () => {
    let heard = false;
    let finish = () => undefined as unknown;
    const slow: Partial<Handlers<typeof table>> = {
      wait_forever: (_, { signal }) =>
        new Promise(resolve => {
          signal.addEventListener('abort', () => (heard = true));
          finish = () => resolve(null);
        }),
    };
    const caller = corridor(slow);
    const life = new AbortController();
    const call = caller.call('wait_forever', {}, { signal: life.signal });
    await Promise.resolve();
    life.abort();
    await assert.rejects(call, { code: 'cancelled' });
    await new Promise(resolve => setImmediate(resolve));
    assert.equal(heard, true);
    finish();
    assert.equal(await caller.call('double_number', { n: 2 }), 4);
  });

  it('knows when the other side has ended what was cancelled', async () => {
    let finish = () => undefined as unknown;
    const slow: Partial<Handlers<typeof table>> = { wait_forever: () => new Promise(resolve => (finish = () => resolve(null))) };
    const caller = corridor(slow);
    assert.equal(caller.quiet(), null);
    const life = new AbortController();
    const call = caller.call('wait_forever', {}, { signal: life.signal });
    await Promise.resolve();
    life.abort();
    await assert.rejects(call, { code: 'cancelled' });
    let quiet = false;
    const waited = caller.quiet()?.then(() => (quiet = true));
    await new Promise(resolve => setImmediate(resolve));
    assert.equal(quiet, false);
    finish();
    await waited;
  });

  it('passes progress on', async () => {
    const seen: number[] = [];
    const handlers: Partial<Handlers<typeof table>> = {
      double_number: async ({ n }, { onProgress }) => {
        for (const done of [1, 2]) onProgress({ words: 'doubling', done, total: 2, unit: 'steps' });
        return n;
      },
    };
    await corridor(handlers).call('double_number', {}, { onProgress: progress => seen.push(progress.done) });
    assert.deepEqual(seen, [1, 2]);
  });

  it('fails every pending and later call when the other side dies', async () => {
    const caller = corridor();
    const call = caller.call('wait_forever', {});
    caller.close(new Fault('engine_gone'));
    await assert.rejects(call, { code: 'engine_gone' });
    await assert.rejects(caller.call('double_number', {}), { code: 'engine_gone' });
  });
});
