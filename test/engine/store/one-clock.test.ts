/** The store: where a member's clock was put right, every question tells the same time of a line, as if its stamps had been right. */
import { deepEqual, equal } from 'node:assert/strict';
import fc from 'fast-check';
import { parseQuery } from '../../../src/engine/query/parse.ts';
import { histogram, search } from '../../../src/engine/query/run.ts';
import type { Source } from '../../../src/engine/store/source.ts';
import { makeSource, makeSurveyed, temporaryHome } from './small-source.ts';

const START = Date.UTC(2026, 2, 1, 12);
const { signal } = new AbortController();

interface Said {
  readonly ms: number;
  readonly level: string;
  readonly words: string;
}

const said = fc.record({
  ms: fc.integer({ min: 0, max: 90_000 }),
  level: fc.constantFrom('INFO', 'WARN', 'ERROR'),
  words: fc.constantFrom('the node has joined the ring', 'flushed the table to disk', 'lost the way to the store', 'all is well'),
});

function log(lines: readonly Said[], ahead: number): string {
  const stamped = lines.map(({ ms, level, words }) => `${new Date(START + ms + ahead).toISOString()} ${level} ${words}`);
  return `${stamped.join('\n')}\n`;
}

/** What a source tells of its times, in every way there is to ask. */
async function told(source: Source) {
  const sources = [source];
  const all = { kind: 'all' as const };
  const ids = new Set(source.templates.map(template => template.id));
  const corpus = source.corpus();
  const order = await search(sources, all, { limit: 500, offset: 0 }, signal);
  const lines = order.rows.map(({ row }) => [row.at, row.member, row.line]);
  const pages = [];
  for (const { row } of order.rows.slice(0, 12)) {
    const near = await search(
      sources,
      all,
      { limit: 3, near: { source: source.id, member: row.member, line: row.line } },
      signal,
    );
    const at = await search(sources, all, { limit: 3, at: row.at! }, signal);
    const within = parseQuery(`from:${new Date(row.at!).toISOString()} to:${new Date(row.at! + 5000).toISOString()}`);
    const found = await search(sources, within, { limit: 100, offset: 0 }, signal);
    pages.push([near.nearIndex, at.offset, found.coverage.matched, found.rows.map(one => [one.row.member, one.row.line])]);
  }
  return {
    span: [source.firstAt, source.lastAt],
    members: source.members.map(member => [member.firstAt, member.lastAt]),
    templates: source.templates.map(template => [template.text, template.firstAt, template.lastAt]),
    lines,
    pages,
    seconds: await histogram(sources, all, { stepMs: 1000 }, signal),
    parts: await histogram(sources, all, { from: START + 250, to: START + 40_250, buckets: 80 }, signal),
    errors: await histogram(sources, parseQuery('level:error'), { stepMs: 5000 }, signal),
    worded: await histogram(sources, parseQuery('"the node"'), { stepMs: 5000 }, signal),
    patterns: [...corpus.histogram(ids, START, START + 90_000, 9)].map(([id, counts]) => [id, ...counts]),
    corpus: source.members.map(member => [...corpus.rows(member.id, 1, member.lines)].map(row => row.at)),
  };
}

function closeAll(sources: readonly Source[]): void {
  for (const source of sources) source.close();
}

describe('one clock', () => {
  const { home, end } = temporaryHome();
  after(end);
  let nth = 0;

  async function pair(files: readonly (readonly Said[])[], ahead: number) {
    const named = (ms: number) => Object.fromEntries(files.map((lines, i) => [`n${i}.log`, log(lines, i === 1 ? ms : 0)]));
    const name = `clock-${nth++}`;
    const right = await makeSource(home, `${name}`, named(0));
    const survey = async () => ({ ahead: new Map([[1, ahead]]), gaps: [], tests: null });
    const corrected = await makeSurveyed({ home, sourceId: `${name}-ahead`, survey }, named(ahead));
    return { right, corrected, end: () => closeAll([right, corrected]) };
  }

  it('answers of a shifted member are those of one whose stamps were right', async () => {
    const member = fc.array(said, { minLength: 1, maxLength: 14 });
    const files = fc.array(member, { minLength: 2, maxLength: 3 });
    const ahead = fc.oneof(
      fc.constant(7_200_000),
      fc.integer({ min: -90_000, max: 90_000 }).filter(ms => ms !== 0),
    );
    await fc.assert(
      fc.asyncProperty(files, ahead, async (lines, ms) => {
        const made = await pair(lines, ms);
        try {
          deepEqual(await told(made.corrected), await told(made.right));
        } finally {
          made.end();
        }
      }),
      { numRuns: 25 },
    );
  });

  it('holds over many blocks, with records, lines without a time and a template in all members', async () => {
    const many = (step: number) =>
      Array.from({ length: 9000 }, (_, i) => ({
        ms: i * step,
        level: i % 50 ? 'INFO' : 'ERROR',
        words: `request ${i} was served`,
      }));
    const { right, corrected, end: close } = await pair([many(11), many(7), many(13)], -3_600_000);
    deepEqual(await told(corrected), await told(right));
    equal(corrected.blocks.filter(block => block.member === 1).length > 1, true);
    deepEqual([...corrected.ahead], [[1, -3_600_000]]);
    close();
  });

  it('leaves the text of the lines as it stands', async () => {
    const lines = [{ ms: 0, level: 'INFO', words: 'all is well' }];
    const { corrected, end: close } = await pair([lines, lines], 7_200_000);
    const [row] = corrected.rows(1, 1, 1);
    deepEqual([row.at, row.text], [START, '2026-03-01T14:00:00.000Z INFO all is well']);
    close();
  });
});
