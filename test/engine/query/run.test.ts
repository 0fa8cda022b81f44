/** Tests: whatever is asked, the index answers as a naive scan over all lines does; pages in both directions cover all hits in order. */
import { deepEqual, equal, ok, rejects } from 'node:assert/strict';
import fc from 'fast-check';
import { compile } from '../../../src/engine/query/match.ts';
import { parseQuery } from '../../../src/engine/query/parse.ts';
import { count, histogram, search } from '../../../src/engine/query/run.ts';
import { words } from '../../../src/engine/query/words.ts';
import { CONTINUED } from '../../../src/engine/read/block.ts';
import type { Format } from '../../../src/engine/read/formats/format.ts';
import type { Source } from '../../../src/engine/store/source.ts';
import { levels } from '../../../src/model/level.ts';
import type { Query } from '../../../src/model/query.ts';
import { makeSource, temporaryHome } from '../store/small-source.ts';

const signal = new AbortController().signal;

interface NaiveHit {
  at: number;
  level: number;
  key: string;
}

/** All fitting lines in the documented order: time (none first), source, member and line. */
function naive(sources: readonly Source[], query: Query): NaiveHit[] {
  const test = compile(query);
  const hits = sources.flatMap(source =>
    source.members.flatMap(member =>
      [...source.rows(member.id, 1, member.lines)].flatMap((row, i) => {
        const fits = test({
          text: row.text,
          at: row.at,
          level: row.level,
          template: row.template,
          continued: row.continued,
          member: member.path,
          source: source.id,
        });
        const order = [source.id, String(member.id).padStart(4), String(i).padStart(8)].join();
        return fits ? [{ at: row.at ?? -Infinity, level: row.level, order, key: `${source.id}:${member.path}:${row.line}` }] : [];
      }),
    ),
  );
  return hits.sort((a, b) => (a.at === b.at ? (a.order < b.order ? -1 : 1) : a.at - b.at));
}

async function allPages(
  sources: readonly Source[],
  query: Query,
  limit: number,
  direction: 'forward' | 'backward',
): Promise<string[]> {
  const found: string[] = [];
  let cursor: string | null = null;
  do {
    const page = await search(sources, query, { limit, cursor, direction }, signal);
    const keys = page.rows.map(({ source, row }) => {
      const member = (sources.find(one => one.id === source) as Source).members[row.member];
      return `${source}:${member.path}:${row.line}`;
    });
    if (direction === 'forward') found.push(...keys);
    else found.unshift(...keys);
    equal(page.coverage.matched, page.coverage.shown + page.coverage.dropped);
    equal(page.coverage.shown, keys.length);
    cursor = direction === 'forward' ? page.next : page.previous;
  } while (cursor !== null);
  return found;
}

async function compareWithNaive(sources: readonly Source[], asked: Query, limit: number): Promise<void> {
  const hits = naive(sources, asked);
  const keys = hits.map(hit => hit.key);
  const what = JSON.stringify(asked);
  equal(await count(sources, asked, signal), hits.length, what);
  deepEqual(await allPages(sources, asked, limit, 'forward'), keys, what);
  deepEqual(await allPages(sources, asked, limit, 'backward'), keys, what);
  for (const options of [{ buckets: 7 }, { stepMs: 250 }, { stepMs: 1000 }]) {
    const { from, step, counts } = await histogram(sources, asked, options, signal);
    const inBucket = (hit: NaiveHit, level: number, bucket: number) =>
      hit.level === level && Math.floor((hit.at - from) / step) === bucket;
    const expected = levels.map((_, level) => counts.none.map((_, i) => hits.filter(hit => inBucket(hit, level, i)).length));
    deepEqual(
      levels.map(level => counts[level]),
      expected,
      what,
    );
  }
}

const word = fc.constantFrom(
  'timeout',
  'Timeout',
  'connection',
  'refused',
  'error',
  'ERROR',
  'peer',
  'took12ms',
  'run-7',
  '10.0.0.1',
  'ünïcode',
  'a_b',
  '<*>',
  'x<*>y',
  '/var/lib/data',
  'key=value',
  'key=7',
  '0xdeadbeef',
  '123',
  '7',
  '…',
  '"quoted text"',
  'user=alice',
  'user=bob',
  '\u001b[31mred\u001b[0m',
  'é7',
);
const stamp = fc.integer({ min: 0, max: 5_000 }).map(ms => new Date(Date.UTC(2026, 4, 1) + ms).toISOString());
const head = fc.oneof(
  fc
    .tuple(stamp, fc.constantFrom('INFO', 'ERROR', 'WARN', 'DEBUG'), fc.constantFrom('', ' [worker-1]', ' db.main:', ' node7'))
    .map(([at, level, who]) => `${at} ${level}${who} `),
  fc.constantFrom('', '', '    at ', '\tat '),
);
const body = fc.oneof(
  { weight: 3, arbitrary: fc.array(word, { maxLength: 6 }).map(some => some.join(' ')) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.nat(99), word)
      .map(([n, what]) => `request ${n} to ${what} failed after ${n * 7}ms: connection refused`),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }).map(text => text.toWellFormed().replace(/[\r\n]/g, ' ')) },
);
const line = fc.tuple(head, body, fc.constantFrom('\n', '\n', '\n', '\r\n', '\r mid \n')).map(parts => parts.join(''));
const file = fc.array(line, { minLength: 1, maxLength: 60 }).map(lines => lines.join(''));

/** Puts the message anywhere, in the middle of words too; times, levels and continuations follow from the line's bytes. */
const wild: Format = {
  name: 'wild',
  recognises: () => true,
  reader: () => ({
    read(block) {
      for (let row = 0; row < block.count; row++) {
        const length = block.ends[row] - block.starts[row];
        const sum = block.bytes.subarray(block.starts[row], block.ends[row]).reduce((total, byte) => total + byte, length);
        block.body[row] = block.starts[row] + (length > 0 ? sum % (length + 1) : 0);
        block.at[row] = sum % 5 === 0 ? Number.NaN : Date.UTC(2026, 4, 1) + (sum % 5000);
        block.level[row] = sum % 7;
        block.flags[row] = sum % 3 === 0 ? CONTINUED : 0;
      }
    },
    zone: () => 'none',
    gaps: () => [],
  }),
};

const asked = fc.oneof(
  word,
  fc.tuple(word, word).map(pair => pair.join(' ')),
  fc.tuple(word, fc.nat(6)).map(([whole, from]) => whole.slice(from) || 'x'),
  fc.constantFrom(
    'failed after',
    'to',
    'mid',
    'worker',
    '1',
    'node7',
    'ms',
    '(',
    'refused 2026',
    'db main request',
    '2026',
    '05 01t00',
    '00',
    'info',
    'error timeout',
  ),
);
const leaf: fc.Arbitrary<Query> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(asked, fc.boolean()).map(
      ([text, prefix]): Query => ({
        kind: 'phrase',
        words: words(text),
        text,
        prefix: prefix && words(text.slice(-1)).length > 0,
      }),
    ),
  },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom(
        ['\\d{3,}ms', ''],
        ['connection (refused|reset)', ''],
        ['failed after \\d+', 'i'],
        ['^\\S+ ERROR', ''],
        ['refused$', ''],
        ['[^a-z]+7', ''],
        ['timeout\\s+error', 'i'],
        ['(?<!key)=', ''],
        ['\\bpeer\\b', ''],
        ['a.b', 's'],
        ['ü', 'u'],
        ['\\W\\D', ''],
        ['^$', ''],
        ['mid', ''],
        ['error|timeout', ''],
        ['^ mid', 'm'],
        ['[\\s\\S]7', ''],
        ['\\u00fc', 'iu'],
      )
      .map(([source, flags]): Query => ({ kind: 'regex', source, flags })),
  },
  fc.subarray([0, 2, 3, 4, 5]).map((some): Query => ({ kind: 'level', levels: some })),
  fc.constantFrom<Query>(
    { kind: 'all' },
    { kind: 'member', glob: 'b.log' },
    { kind: 'source', source: 'one' },
    { kind: 'template', ids: [0, 2, 3] },
    { kind: 'record', continued: false },
    { kind: 'record', continued: true },
  ),
  fc.tuple(fc.option(fc.nat(5000)), fc.option(fc.nat(5000))).map(
    ([from, to]): Query => ({
      kind: 'time',
      from: from === null ? null : Date.UTC(2026, 4, 1) + from,
      to: to === null ? null : Date.UTC(2026, 4, 1) + to,
    }),
  ),
);
const { query } = fc.letrec<{ query: Query }>(tie => ({
  query: fc.oneof(
    { depthSize: 'small', maxDepth: 3 },
    leaf,
    fc.array(tie('query'), { minLength: 1, maxLength: 3 }).map((parts): Query => ({ kind: 'and', parts })),
    fc.array(tie('query'), { minLength: 1, maxLength: 3 }).map((parts): Query => ({ kind: 'or', parts })),
    tie('query').map((part): Query => ({ kind: 'not', part })),
  ),
}));

describe('questions', () => {
  const { home, end } = temporaryHome();
  after(end);
  let made = 0;

  for (const [format, runs] of [
    [undefined, 30],
    [wild, 30],
  ] as const) {
    it(`are answered as by a naive scan: counts, pages and series (${format?.name ?? 'recognised'} format)`, async () => {
      const questions = fc.array(query, { minLength: 4, maxLength: 8 });
      await fc.assert(
        fc.asyncProperty(file, file, questions, async (a, b, queries) => {
          const one = await makeSource(home, `one${made++}`, { 'a.log': a, 'deep/b.log': b }, format);
          const two = await makeSource(home, `two${made++}`, { 'b.log': b }, format);
          for (const asked of queries) await compareWithNaive([one, two], asked, 1 + (made % 9));
          one.close();
          two.close();
        }),
        { numRuns: runs },
      );
    });
  }

  it('know a word whole that begins in the head and ends in the message', async () => {
    const split: Format = {
      ...wild,
      reader: context => ({
        ...wild.reader(context),
        read: block => block.body.set(block.starts.map(start => start + 4).subarray(0, block.count)),
      }),
    };
    const source = await makeSource(home, 'split', { 'a.log': 'timeout reached\n'.repeat(3) }, split);
    const counts = ['timeout', 'time', 'out', 'reached', '"timeout reached"', 'tim*'].map(text =>
      count([source], parseQuery(text), signal),
    );
    deepEqual(await Promise.all(counts), [3, 0, 0, 3, 3, 3]);
    source.close();
  });

  it('go back and forth from the middle', async () => {
    const text = Array.from(
      { length: 50 },
      (_, i) => `2026-05-01T00:00:${String(i % 7).padStart(2, '0')}Z INFO event number ${i}\n`,
    ).join('');
    const source = await makeSource(home, 'middle', { 'a.log': text });
    const all = await search([source], parseQuery('event'), { limit: 50, cursor: null, direction: 'forward' }, signal);
    const lines = all.rows.map(one => one.row.line);
    const first = await search([source], parseQuery('event'), { limit: 20, cursor: null, direction: 'forward' }, signal);
    const second = await search([source], parseQuery('event'), { limit: 20, cursor: first.next, direction: 'forward' }, signal);
    const back = await search(
      [source],
      parseQuery('event'),
      { limit: 20, cursor: second.previous, direction: 'backward' },
      signal,
    );
    deepEqual(
      second.rows.map(one => one.row.line),
      lines.slice(20, 40),
    );
    deepEqual(back.rows, first.rows);
    equal(first.previous, null);
    equal(back.previous, null);
    ok(back.next);
    await rejects(search([source], parseQuery(''), { limit: 1, cursor: 'nonsense', direction: 'forward' }, signal), {
      code: 'bad_input',
    });
    source.close();
  });

  it('hear a cancel', async () => {
    const text = Array.from({ length: 30_000 }, (_, i) => `word${i} ${'x'.repeat(90)}\n`).join('');
    const source = await makeSource(home, 'cancel', { 'a.log': text });
    const life = new AbortController();
    const asked = count([source], { kind: 'regex', source: '(?=x)x(?=y)', flags: '' }, life.signal);
    setImmediate(() => life.abort());
    await rejects(asked, { code: 'cancelled' });
    source.close();
  });
});
