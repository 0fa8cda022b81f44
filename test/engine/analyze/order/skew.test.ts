/** Analysis: clocks and zones that differ are found from shared lines, and nothing is claimed without them. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { estimateSkew as estimate } from '../../../../src/engine/analyze/order/skew.ts';
import type { Corpus } from '../../../../src/model/corpus.ts';
import { memoryCorpus } from '../memory-corpus.ts';

const estimateSkew = (corpus: Corpus) => estimate(corpus, () => undefined);

const START = Date.parse('2026-03-01T12:00:00.000Z');

const id = (number: number) => `10000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const stamp = (ms: number) => new Date(START + ms).toISOString();

/** Lines that every node writes when the schema changes, `every` ms apart, the node's clock `ahead`. */
function schemaLog(ahead: number, every = 120_000): string {
  return [1, 2, 3, 4, 5, 6].map(number => `${stamp(number * every + ahead)} INFO schema changed to ${id(number)} now`).join('\n');
}

describe('estimateSkew', () => {
  it('finds the node whose clock is ahead, and says so', async () => {
    const corpus = memoryCorpus({
      'n1/db.log': schemaLog(0),
      'n2/db.log': schemaLog(1400),
      'n3/db.log': schemaLog(12),
      'n4/db.log': schemaLog(-7),
    });
    const { offsets, gaps } = await estimateSkew(corpus);
    assert.deepEqual([...offsets.keys()], [2]);
    assert.ok(Math.abs(offsets.get(2)! - 1400) < 20);
    assert.deepEqual(gaps, [
      {
        kind: 'clock',
        member: 'n2/db.log',
        words:
          'Its times are 1.4 s ahead of those of the others, as 6 shared lines show: its clock differs. All times are shown corrected for it; only the text of its lines keeps its own stamps.',
      },
    ]);
  });

  it('finds another zone from ids that are told later, to the quarter of an hour, where a member leaves its zone open', async () => {
    const say = (every: number, ahead: number, words: string) =>
      [1, 2, 3, 4].map(number => `${stamp(number * every + ahead + number * 300)} INFO ${words} ${id(number)} it was`).join('\n');
    const corpusOf = (every: number) =>
      memoryCorpus({
        'a.log': say(every, 0, 'began'),
        'b.log': say(every, 900, 'ended'),
        'local.log': say(every, 7_200_000, 'sent the event'),
      });
    const open = (corpus: Corpus) => ({
      ...corpus,
      members: corpus.members.map(one => (one.id === 3 ? { ...one, zone: 'assumed' as const } : one)),
    });
    const found = await estimateSkew(open(corpusOf(150_000)));
    assert.deepEqual(found.offsets, new Map([[3, 7_200_000]]));
    assert.match(found.gaps[0].words, /^Its times are 2 h ahead .* another zone/);
    assert.deepEqual((await estimateSkew(corpusOf(150_000))).offsets, new Map(), 'stamps with a zone are believed');
    assert.deepEqual((await estimateSkew(open(corpusOf(5000)))).offsets, new Map(), 'a few seconds show nothing');
  });

  it('does not take a way that takes seconds for a clock', async () => {
    const one = [1, 2, 3, 4].map(number => `${stamp(number * 50_000)} INFO event ${id(number)} began`).join('\n');
    const later = [1, 2, 3, 4]
      .map(number => `${stamp(number * 50_000 + 3000)} INFO sent the event with number ${id(number)}`)
      .join('\n');
    assert.deepEqual((await estimateSkew(memoryCorpus({ 'a.log': one, 'b.log': later }))).offsets, new Map());
  });

  it('does not take machines that start one after the other for clocks', async () => {
    const boot = (after: number) =>
      [1, 2, 3, 4].map(number => `${stamp(after + number * 200)} INFO joined with key ${id(number)} found`).join('\n');
    assert.deepEqual(
      (await estimateSkew(memoryCorpus({ 'n1/db.log': boot(0), 'n2/db.log': boot(30_000), 'n3/db.log': boot(60_000) }))).offsets,
      new Map(),
    );
  });

  it('compares files of one machine by their texts', async () => {
    const log = ['disk one is mounted now', 'the database was started', 'the database was stopped', 'the timer went off again'];
    const file = (ahead: number, prefix: string) =>
      log.map((text, row) => `${stamp(row * 100_000 + ahead)} ${prefix}${text}`).join('\n');
    const corpus = memoryCorpus({
      'n1/a.log': file(0, 'systemd[1]: '),
      'n1/b.log': file(3000, ''),
      'n1/c.log': file(0, ''),
      'n2/a.log': file(9000, ''),
    });
    assert.deepEqual((await estimateSkew(corpus)).offsets, new Map([[2, 3000]]));
  });

  it('claims nothing without shared lines', async () => {
    assert.deepEqual(await estimateSkew(memoryCorpus({ 'a.log': `${stamp(0)} INFO one`, 'b.log': `${stamp(5000)} INFO two` })), {
      offsets: new Map(),
      gaps: [],
    });
    assert.deepEqual(await estimateSkew(memoryCorpus({})), { offsets: new Map(), gaps: [] });
  });

  it('finds any offset that is notable, and none that is not', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: -4000, max: 4000 }), async ahead => {
        const { offsets } = await estimateSkew(
          memoryCorpus({ 'n1/x.log': schemaLog(0), 'n2/x.log': schemaLog(ahead), 'n3/x.log': schemaLog(0) }),
        );
        assert.equal(offsets.get(2) ?? 0, Math.abs(ahead) > 500 ? ahead : 0);
        assert.equal(offsets.has(1) || offsets.has(3), false);
      }),
      { numRuns: 60 },
    );
  });
});
