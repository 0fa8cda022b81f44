/** Lines as entries of a log server: any bytes come back, no entry is too large for a server, each counts once. */
import assert from 'node:assert/strict';
import { bytesOf, recordsOf } from '../../../src/engine/sources/kept-records.ts';
import { Times } from '../../../src/engine/sources/kept-times.ts';

const row = (line: number, bytes: Buffer, end: number) => ({ line, bytes, end, at: null, level: 'none' });

/** The same numbers at each run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

describe('lines as entries', () => {
  it('come back whatever bytes they have, in any order, sent twice', () => {
    const random = numbers(7);
    const ends = ['\n', '\r\n', '', '\r'];
    const alphabet = ['a', ' ', '\t', 'é', '😀', '\0', '\r', '\x1b', '"', '\\', '\u2028', '\ufffd'].map(one => Buffer.from(one));
    alphabet.push(Buffer.from([0xff]), Buffer.from([0xc3]), Buffer.from([0xed, 0xa0, 0x80]));
    const rows = Array.from({ length: 2000 }, (_, i) => {
      const units = Array.from({ length: Math.floor(random() * 6) }, () => alphabet[Math.floor(random() * alphabet.length)]);
      const end = Buffer.from(ends[Math.floor(random() * ends.length)]);
      return row(11 + i, Buffer.concat([...units, end]), end.length);
    });
    const records = rows.flatMap(recordsOf);
    const shuffled = [...records, ...records].sort(() => random() - 0.5);
    const whole = Buffer.concat(rows.map(one => one.bytes));
    assert.ok(bytesOf(shuffled, { firstLine: 11, count: rows.length })?.equals(whole));
    assert.ok(records.every(({ text, fields }) => text !== '' && Object.values(fields).every(value => value !== '')));
    const last = records.at(-1)?.fields.row;
    assert.equal(
      bytesOf(
        records.filter(({ fields }) => fields.row !== last),
        { firstLine: 11, count: rows.length },
      ),
      null,
    );
  });

  it('are mostly the lines themselves', () => {
    assert.deepEqual(recordsOf(row(7, Buffer.from('2026 INFO é\n'), 1)), [{ text: '2026 INFO é', fields: { row: '7' } }]);
    assert.deepEqual(recordsOf(row(8, Buffer.from('x\r\n'), 2)), [{ text: 'x', fields: { row: '8', end: 'crlf' } }]);
    assert.deepEqual(recordsOf(row(9, Buffer.from('\n'), 1)), [
      { text: '(empty line)', fields: { row: '9.0', parts: '1', raw: 'Cg==' } },
    ]);
  });

  it('fit what servers take', () => {
    for (const sign of ['x', '\x1b', '€', '\0']) {
      const bytes = Buffer.from(`${sign.repeat(100_000)}\n`);
      const records = recordsOf(row(1, bytes, 1));
      for (const { text, fields } of records) {
        assert.ok(JSON.stringify({ text, ...fields }).length < 250 * 1024);
        assert.ok(Object.entries(fields).reduce((sum, [key, value]) => sum + key.length + value.length, 0) < 60 * 1024);
      }
      assert.ok(bytesOf(records, { firstLine: 1, count: 1 })?.equals(bytes));
    }
  });
});

describe('the times of entries', () => {
  const now = Date.now();

  it('are those of the lines, rising within a millisecond, and told where they are not', () => {
    const times = new Times(null);
    times.begin('a', now - 5000);
    const sent = [null, now - 5000, now - 5000, now - 9000, null].map(at => times.next('a', at));
    assert.deepEqual(
      sent.map(({ ns }) => Number(ns / 1_000_000n) - now),
      [-5000, -5000, -5000, -9000, -9000],
    );
    assert.ok(sent[0].ns < sent[1].ns && sent[1].ns < sent[2].ns);
    assert.ok(sent.every(({ time }) => time === null));
    const future = times.next('a', now + 86_400_000);
    const sentAt = Number(future.ns / 1_000_000n);
    assert.ok(now <= sentAt && sentAt <= Date.now());
    assert.equal(future.time, new Date(now + 86_400_000).toISOString());
  });

  it('stay near the newest of their stream where a server wants that', () => {
    const times = new Times(1000);
    const sent = [now - 9000, now - 60_000, now - 8500].map(at => times.next('a', at));
    assert.deepEqual(
      sent.map(({ ns }) => Number(ns / 1_000_000n) - now),
      [-9000, -10_000, -8500],
    );
    assert.equal(sent[1].time, new Date(now - 60_000).toISOString());
    assert.equal(Number(times.next('b', now - 60_000).ns / 1_000_000n) - now, -60_000);
  });

  it('are those of the sending once the server takes no others', () => {
    const times = new Times(null);
    times.useOurs();
    const [first, second] = [now - 1e12, now].map(at => times.next('a', at).ns);
    assert.equal(second - first, 1n);
  });
});
