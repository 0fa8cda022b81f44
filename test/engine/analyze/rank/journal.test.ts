/** Analysis: the cause of a failure in services' journals, in spite of noise before it and a cascade after it. */
import assert from 'node:assert/strict';
import type { Moment } from '../../../../src/engine/analyze/opinions.ts';
import { rankSuspects } from '../../../../src/engine/analyze/rank/rank.ts';
import { memoryCorpus } from '../memory-corpus.ts';

const START = Date.parse('2026-03-04T05:00:00Z');
const SECOND = 1000;

/** A small generator of numbers, so that each run of the tests reads the same logs. */
function dice(seed: number) {
  let state = seed >>> 0;
  return (sides: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

const noise = [
  'INFO  store: compacted level 2 in 31 ms',
  'INFO  api: GET /orders/17 200 in 12 ms',
  'DEBUG cache: hit key=tax:7 ttl=120',
  'WARN  api: slow request took 1210 ms',
  'ERROR net: connection reset by peer after 310 ms',
  'ERROR shop: CardDeclinedException: code=51 at pay.Charge(charge.go:88)',
];

/** Two hours of a service, a line a second; in the failing run a disk dies at `fatal` and others complain from then on. */
function journal({ seed = 1, fails = true, lines = 7200, fatal = 5000 } = {}) {
  const roll = dice(seed);
  const rows: string[] = [];
  for (let i = 0; i < lines; i++) {
    const pick = roll(100);
    let words = noise[pick < 60 ? roll(3) : pick < 92 ? 3 : 4 + roll(2)].replace(/\d+/g, () => String(roll(1000)));
    if (fails && i > fatal - 300 && i < fatal && roll(10) === 0)
      words = `WARN  raid: device sd${roll(4)} answers after ${roll(900)} ms`;
    if (fails && i > fatal && roll(3) === 0) {
      words = roll(2)
        ? `ERROR api: POST /orders/${roll(99)} 503 upstream=store unavailable`
        : `ERROR job: rollup ${roll(9)} FAILED status=error`;
    }
    if (fails && i === fatal) words = 'ERROR store: journal write failed: No space left on device, shard 3 stops';
    rows.push(`${new Date(START + i * SECOND).toISOString()} ${words}`);
  }
  return rows.join('\n');
}

const lineOf = (text: string, words: string) => text.split('\n').findIndex(line => line.includes(words)) + 1;

describe('ranking journals', () => {
  for (const seed of [1, 2, 3]) {
    it(`puts the cause before noise and cascade (seed ${seed})`, () => {
      const text = journal({ seed });
      const suspects = rankSuspects(memoryCorpus({ 'store.log': text }), []);
      assert.equal(suspects[0].line, lineOf(text, 'No space left'));
      assert.equal(suspects[0].role, 'cause');
      const echo = suspects.find(one => one.line === lineOf(text, 'upstream=store unavailable'));
      assert.equal(echo?.role, 'echo');
      const warning = suspects.find(one => one.line === lineOf(text, 'raid: device'));
      assert.equal(warning?.role, 'precursor');
    });
  }

  it('names no cause in a run in which nothing happened', () => {
    const suspects = rankSuspects(memoryCorpus({ 'store.log': journal({ fails: false }) }), []);
    assert.ok(
      suspects.every(one => one.score < 0.5 && one.role !== 'cause'),
      suspects.map(one => one.score.toFixed(2)).join(' '),
    );
  });

  it('says what is new against passing runs', () => {
    const good = [4, 5].map(seed => memoryCorpus({ 'store.log': journal({ seed, fails: false }) }));
    const text = journal({ seed: 6 });
    const [cause] = rankSuspects(memoryCorpus({ 'store.log': text }), good);
    assert.equal(cause.line, lineOf(text, 'No space left'));
    assert.ok(cause.why.includes('new against 2 passing runs'), cause.why.join('; '));
  });

  it('takes one event told in several logs as one answer', () => {
    const text = journal({ seed: 7 });
    const copy = text
      .split('\n')
      .filter(line => /INFO|No space left/.test(line))
      .join('\n');
    const suspects = rankSuspects(memoryCorpus({ 'store.log': text, 'forwarded.log': copy }), []);
    const texts = [text, copy].map(part => part.split('\n'));
    const tellings = suspects.filter(one => texts[one.member - 1][one.line - 1].includes('No space left'));
    assert.equal(tellings.length, 1);
    assert.equal(tellings[0].alike, 1);
  });

  it('folds a stack trace to its head and says during what it happened', () => {
    const lines = journal({ seed: 8 }).split('\n');
    const at = lines.findIndex(line => line.includes('No space left'));
    lines.splice(at + 1, 0, '    at store.write (store.js:10:4)', '    at store.flush (store.js:31:9)');
    const nemesis: Moment = {
      at: START + 4900 * SECOND,
      until: START + 5100 * SECOND,
      kind: 'nemesis',
      level: 3,
      title: 'FillDisk on node-1',
      member: 1,
      line: 1,
      attributes: {},
    };
    const [cause] = rankSuspects(memoryCorpus({ 'store.log': lines.join('\n') }), [], { moments: [nemesis] });
    assert.deepEqual([cause.line, cause.endLine], [at + 1, at + 3]);
    assert.ok(cause.why.includes('during FillDisk on node-1'), cause.why.join('; '));
  });
});
