/** The editor: asking from time to time: at once for whoever begins to look, then after each pause, never while nobody looks. */
import assert from 'node:assert/strict';
import { openPoll } from '../../../../src/doors/vscode/runs/poll.ts';

function desk(minutes = 5) {
  let now = 1000;
  let waiting: { at: number; act: () => void } | null = null;
  const state = { asked: 0, minutes };
  const clock = {
    now: () => now,
    later: (act: () => void, ms: number) => {
      const mine = { at: now + ms, act };
      waiting = mine;
      return () => void (waiting === mine && (waiting = null));
    },
  };
  const poll = openPoll({ ask: async () => void state.asked++, minutes: async () => state.minutes }, clock);
  /** Lets what is due happen, and what it leads to. */
  const pass = async (ms: number) => {
    now += ms;
    await settle();
    if (waiting && waiting.at <= now) {
      const { act } = waiting;
      waiting = null;
      act();
    }
    await settle();
  };
  return { poll, state, pass, waits: () => waiting !== null };
}

const settle = () => new Promise(setImmediate);

describe('asking from time to time', () => {
  it('begins when somebody looks, and goes on after each pause', async () => {
    const { poll, state, pass } = desk();
    await pass(600_000);
    assert.equal(state.asked, 0);
    poll.look(true);
    await pass(0);
    assert.equal(state.asked, 1);
    await pass(299_000);
    assert.equal(state.asked, 1);
    await pass(1000);
    assert.equal(state.asked, 2);
  });

  it('stops while nobody looks, and asks at once where the answer is old by then', async () => {
    const { poll, state, pass, waits } = desk();
    poll.look(true);
    await pass(0);
    poll.look(false);
    await pass(0);
    assert.equal(waits(), false);
    await pass(200_000);
    poll.look(true);
    await pass(0);
    assert.equal(state.asked, 1, 'the answer is young');
    poll.look(false);
    await pass(200_000);
    poll.look(true);
    await pass(0);
    assert.equal(state.asked, 2);
  });

  it('is only for who asks where the setting says so', async () => {
    const { poll, state, pass, waits } = desk(0);
    poll.look(true);
    await pass(600_000);
    assert.equal(state.asked, 0);
    await poll.ask();
    assert.deepEqual([state.asked, waits()], [1, false]);
  });

  it('ends', async () => {
    const { poll, state, pass, waits } = desk();
    poll.look(true);
    await pass(0);
    poll.dispose();
    assert.equal(waits(), false);
    await pass(600_000);
    assert.equal(state.asked, 1);
  });
});
