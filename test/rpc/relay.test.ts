/** A host between a window and the engine: one table for the window, each verb answered where it belongs. */
import assert from 'node:assert/strict';
import { z } from 'zod';
import { Fault } from '../../src/base/fault.ts';
import { makeCaller } from '../../src/rpc/caller.ts';
import { relay } from '../../src/rpc/relay.ts';
import type { Remote } from '../../src/rpc/verb.ts';
import { portPair } from '../../src/rpc/wire.ts';

const far = { add: { name: 'add', input: z.object({ a: z.number() }), output: z.number() } };
const own = { wait: { name: 'wait', input: z.object({}), output: z.object({}) } };

function joined(remote: Remote<typeof far>) {
  const [here, there] = portPair();
  const lives: AbortSignal[] = [];
  const end = relay(there, {
    far: { table: far, remote },
    own: {
      table: own,
      handlers: {
        wait: (_, { signal }) =>
          new Promise((_resolve, reject) => {
            lives.push(signal);
            signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
          }),
      },
    },
  });
  return { caller: makeCaller(here), end, lives };
}

describe('relay', () => {
  it('passes verbs of the engine on as they came, and their faults back with their code', async () => {
    const asked: unknown[] = [];
    const { caller } = joined({
      add: async input => {
        asked.push(input);
        if (!('a' in input)) throw new Fault('bad_input', { problem: 'no a' });
        return 3;
      },
    });
    assert.equal(await caller.call('add', { a: 1, extra: true }), 3);
    assert.deepEqual(asked, [{ a: 1, extra: true }]);
    await assert.rejects(caller.call('add', {}), (failure: Fault) => failure.code === 'bad_input');
  });

  it('refuses what is in neither table', async () => {
    const { caller } = joined({ add: async () => 0 });
    await assert.rejects(caller.call('forget_run', {}), (failure: Fault) => failure.code === 'bad_input');
  });

  it('asks a remote that has no keys of its own', async () => {
    const { caller } = joined(new Proxy({} as Remote<typeof far>, { get: () => async () => 5 }));
    assert.equal(await caller.call('add', { a: 1 }), 5);
  });

  it('cancels what is under way when it ends', async () => {
    const { caller, end, lives } = joined({ add: async () => 0 });
    const waiting = caller.call('wait', {});
    await new Promise(resolve => setImmediate(resolve));
    end();
    await assert.rejects(waiting, (failure: Fault) => failure.code === 'cancelled');
    assert.equal(lives[0].aborted, true);
  });
});
