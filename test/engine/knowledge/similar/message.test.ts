/** The knowledge, tests: what stays of a message when its values are taken out. */
import { deepEqual, equal } from 'node:assert/strict';
import * as fc from 'fast-check';
import { messageOf } from '../../../../src/engine/knowledge/similar/message.ts';

const KILLED = 'Out of memory: Killed process <*> (scylla) total-vm:<*>kB,';

describe('the constant words of a message', () => {
  for (const [text, message] of [
    ['Out of memory: Killed process 6550 (scylla) total-vm:33121560kB, anon-rss:31487204kB, f…', `${KILLED} anon-rss:<*>kB,`],
    [
      'Out of memory: Killed process 17 (scylla) total-vm:1kB, anon-rss:2kB, file-rss:0kB, sh…',
      `${KILLED} anon-rss:<*>kB, file-rss:<*>kB,`,
    ],
    ['2026-07-07 12:00:01 ERROR Database connection failed', 'Database connection failed'],
    ['[2026-07-07T12:00:01.123Z] [error] Database connection failed', 'Database connection failed'],
    ['open "/var/lib/a": no space left on device', 'open <*>: no space left on device'],
    ['write /var/lib/data/segment-12: no space left on device', 'write <*> no space left on device'],
    ['request 0d2f4c1e-5a77-4a0e-9d5e-0f8f1c2b3a4d of 10.4.2.11:9042 timed out', 'request <*> of <*> timed out'],
    ['Error: 42', null],
    ['12:00:01', null],
    ['', null],
  ] as const)
    it(JSON.stringify(text), () => equal(messageOf(text)?.text ?? null, message));

  it('is compared by its beginning, since titles are cut', () => {
    const killed = (...rest: string[]) =>
      messageOf(`Out of memory: Killed process 6550 (scylla) total-vm:3kB, ${rest.join(' ')}`)?.key;
    equal(killed('anon-rss:31487204kB,', 'fi…'), killed('anon-rss:1kB,', 'file-rss:0kB,', 'sh…'));
  });

  it('is the same whatever the numbers in it', () => {
    const number = fc.nat(999_999);
    fc.assert(
      fc.property(number, number, (one, other) => {
        const text = (value: number) => `task ${value} of queue mail took ${value} ms and was given up`;
        deepEqual(messageOf(text(one)), messageOf(text(other)));
      }),
    );
  });

  it('is found in time, however a line is made', () => {
    for (const part of ['a/', '"', '1.', 'f0', '<*>', '-', ' '])
      equal(messageOf(`well known words of it ${part.repeat(20_000)}`)?.key.startsWith('well known words of it'), true);
  });
});
