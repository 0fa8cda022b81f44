/** Golden: a worker cannot resolve the name of its queue, and its jobs fail one after the other. */
import { iso, makeBook, makeDice } from './book.ts';
import type { Scenario } from './scenario.ts';

const START = Date.UTC(2026, 8, 21, 2, 0, 0);
const MINUTE = 60_000;

export function dns(): Scenario {
  const dice = makeDice(61);
  const [worker, web] = [makeBook(dice), makeBook(dice)];
  const line = (at: number, level: string, fields: Record<string, unknown>): string =>
    JSON.stringify({ time: `${iso(at)}Z`, level, logger: 'worker', ...fields });
  worker.noise({ from: START, to: START + 20 * MINUTE, every: 1200 }, at =>
    line(at, 'info', { msg: 'job done', job: dice.hex(12), ms: dice.int(4, 900) }),
  );
  web.noise({ from: START, to: START + 40 * MINUTE, every: 3000 }, at =>
    line(at, 'info', { msg: 'GET /health 200', ms: dice.int(1, 9) }),
  );
  for (let at = START + 20 * MINUTE; at < START + 40 * MINUTE; at += dice.int(2000, 15_000)) {
    worker.add(
      at,
      line(at, 'error', {
        msg: 'cannot fetch jobs',
        err: 'dial tcp: lookup queue.internal.example.com on 10.96.0.10:53: no such host',
        attempt: dice.int(1, 9),
      }),
    );
    if (dice.chance(0.5))
      worker.add(at + 40, line(at + 40, 'error', { msg: 'job failed', job: dice.hex(12), err: 'queue is not available' }));
  }
  return {
    name: 'Worker: the name of the queue does not resolve',
    failed: { 'worker.jsonl': worker.text(), 'web.jsonl': web.text() },
    expected: {
      category: 'network',
      first: { member: /worker\.jsonl$/, text: /no such host/ },
      summary: [/queue\.internal\.example\.com/],
      roles: [{ text: /queue is not available/, role: ['echo'] }],
    },
  };
}
