/** The reader: what a member's stamps tell of its clock, and what they leave open. */
import assert from 'node:assert/strict';
import { tell } from './rows.ts';

const DAY = 86_400_000;
const times = (rows: string) => rows.split('\n').map(row => row.slice(0, row.indexOf(' ')));

describe('the clock of a member', () => {
  it('a zone in the stamps is given, and leaves no gap', () => {
    const { reader } = tell('2024-05-06T07:08:09+02:00 INFO a\n2024-05-06T07:08:10+02:00 INFO b');
    assert.equal(reader.zone(), 'given');
    assert.deepEqual(reader.gaps(), []);
  });

  it('without a zone it is assumed, and said', () => {
    const { reader } = tell('2024-05-06T07:08:09 INFO a\n2024-05-06T07:08:10 INFO b');
    assert.equal(reader.zone(), 'assumed');
    assert.deepEqual(reader.gaps(), [
      { kind: 'zone_assumed', member: 'a.log', words: 'The stamps state no zone; they are read as UTC.' },
    ]);
  });

  it('lines before the first stamp have no time, later ones inherit it', () => {
    const { rows } = tell('banner\n2024-05-06T07:08:09Z INFO a\nmore\n2024-05-06T07:08:10Z INFO b');
    assert.deepEqual(times(rows), ['-', '2024-05-06T07:08:09.000Z', '2024-05-06T07:08:09.000Z', '2024-05-06T07:08:10.000Z']);
  });

  it('stamps that run backwards by more than a second are one gap', () => {
    const stamps = ['07:08:09.000Z', '07:08:08.100Z', '07:08:20.000Z', '07:08:01.000Z', '07:08:30.000Z', '07:08:02.000Z'];
    const { reader } = tell(stamps.map(stamp => `2024-05-06T${stamp} INFO a`).join('\n'));
    assert.deepEqual(reader.gaps(), [
      {
        kind: 'clock',
        member: 'a.log',
        line: 4,
        words: 'The stamps run backwards by more than a second, 2 times, first at line 4.',
      },
    ]);
  });

  it('the year comes from the time of the file', () => {
    const text = 'May  6 07:08:09 n1 a[1]: x\nMay  6 07:08:10 n1 a[1]: y';
    assert.equal(times(tell(text).rows)[0], '2024-05-06T07:08:09.000Z');
    assert.match(tell(text).reader.gaps()[0].words, /neither year nor zone/);
    // Written in March, so that May was last year's.
    assert.equal(times(tell(text, { modified: Date.parse('2024-03-01T00:00:00Z') }).rows)[0], '2023-05-06T07:08:09.000Z');
  });

  it('a file may be written a little before its last stamp in local time', () => {
    const modified = Date.parse('2024-05-06T05:08:11Z');
    assert.equal(times(tell('May  6 07:08:09 n1 a[1]: x', { modified }).rows)[0], '2024-05-06T07:08:09.000Z');
  });

  it('a year turns inside the member', () => {
    const text = 'Dec 31 23:59:59 n1 a[1]: x\nJan  1 00:00:00 n1 a[1]: y\nDec 31 23:59:59 n1 a[1]: late';
    const { rows, reader } = tell(text);
    assert.deepEqual(times(rows), ['2023-12-31T23:59:59.000Z', '2024-01-01T00:00:00.000Z', '2023-12-31T23:59:59.000Z']);
    assert.equal(
      reader.gaps().some(gap => gap.kind === 'clock'),
      false,
    );
  });

  it('without the time of the file there is no year, and the gap says so', () => {
    const { rows, reader } = tell('May  6 07:08:09 n1 a[1]: x\nMay  6 07:08:10 n1 a[1]: y', { modified: null });
    assert.deepEqual(times(rows), ['-', '-']);
    assert.equal(reader.zone(), 'none');
    assert.deepEqual(reader.gaps(), [
      { kind: 'no_stamps', member: 'a.log', words: '2 stamps lack the date or the year, which nothing else tells.' },
    ]);
  });

  it('29 February belongs to a leap year', () => {
    const text = 'Feb 29 07:08:09 n1 a[1]: x';
    assert.equal(times(tell(text).rows)[0], '2024-02-29T07:08:09.000Z');
    assert.equal(times(tell(text, { modified: Date.parse('2023-05-07T00:00:00Z') }).rows)[0], '-');
  });

  it('a time of day takes the date of the file and turns at midnight', () => {
    const modified = Date.parse('2024-05-07T00:10:00Z');
    const { rows } = tell('23:59:59.900 INFO a\n00:00:00.100 INFO b', { modified });
    assert.deepEqual(times(rows), ['2024-05-06T23:59:59.900Z', '2024-05-07T00:00:00.100Z']);
    assert.deepEqual(times(tell('23:59:59.900 INFO a\n00:00:00.100 INFO b', { modified: null }).rows), ['-', '-']);
    assert.match(tell('23:59:59.900 INFO a', { modified }).reader.gaps()[0].words, /neither date nor zone/);
    assert.deepEqual(times(tell('00:05:00 INFO a', { modified: modified + DAY }).rows), ['2024-05-08T00:05:00.000Z']);
  });

  it('times that count from the start of a build are no times of day', () => {
    const { rows, reader } = tell('[00:00:00] INFO a\n[00:01:07] INFO b');
    assert.deepEqual(times(rows), ['-', '-']);
    assert.equal(reader.zone(), 'none');
  });
});
