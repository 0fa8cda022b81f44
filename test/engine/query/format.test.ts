/** The store: a query's text reads back to the same tree. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatQuery } from '../../../src/engine/query/format.ts';
import { parseQuery } from '../../../src/engine/query/parse.ts';
import { words } from '../../../src/engine/query/words.ts';
import type { Query } from '../../../src/model/query.ts';

const text = fc.oneof(
  fc.string({ minLength: 1, maxLength: 12 }),
  fc.constantFrom('AND', 'OR', 'level:x', '-a', '/b/', 'a"b\\', '(x)', 'v1.2-rc'),
);
const phrase = fc.record({ text, star: fc.boolean() }).map(
  ({ text, star }): Query => ({
    kind: 'phrase',
    words: words(text),
    text,
    prefix: star && words(text.slice(-1)).length > 0,
  }),
);
const moment = fc.oneof(fc.constant(null), fc.integer({ min: -62_135_596_800_000, max: 4_102_444_800_000 }));
const time = fc
  .tuple(moment, moment)
  .filter(([from, to]) => (from ?? to) !== null && (from === null || to === null || from <= to));
const leaf: fc.Arbitrary<Query> = fc.oneof(
  fc.constant<Query>({ kind: 'all' }),
  phrase,
  fc.constantFrom<Query>({ kind: 'regex', source: 'a/b\\d', flags: 'i' }, { kind: 'regex', source: '[/"] \\(', flags: '' }),
  fc.subarray([0, 1, 2, 3, 4, 5, 6], { minLength: 1 }).map((levels): Query => ({ kind: 'level', levels })),
  text.filter(glob => !glob.includes('*')).map((glob): Query => ({ kind: 'member', glob })),
  text.map((source): Query => ({ kind: 'source', source })),
  fc
    .uniqueArray(fc.nat(), { minLength: 1, maxLength: 3 })
    .map((ids): Query => ({ kind: 'template', ids: ids.sort((a, b) => a - b) })),
  fc.boolean().map((wanted): Query => ({ kind: 'new', wanted })),
  fc.boolean().map((continued): Query => ({ kind: 'record', continued })),
  time.map(([from, to]): Query => ({ kind: 'time', from, to })),
);

function group(kind: 'and' | 'or', part: fc.Arbitrary<Query>): fc.Arbitrary<Query> {
  const inner = part.filter(query => query.kind !== kind);
  return fc.array(inner, { minLength: 2, maxLength: 4 }).map((parts): Query => ({ kind, parts }));
}

const { tree } = fc.letrec<{ tree: Query }>(tie => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    leaf,
    group('and', tie('tree')),
    group('or', tie('tree')),
    tie('tree').map((part): Query => ({ kind: 'not', part })),
  ),
}));

describe('formatQuery', () => {
  it('writes what people would type', () => {
    assert.equal(formatQuery(parseQuery('(a OR "b c") -level:crit x*')), '(a OR "b c") -level:fatal x*');
    assert.equal(
      formatQuery(parseQuery('time:[2026-03-01T12:00Z,2026-03-01T12:05Z)')),
      'time:[2026-03-01T12:00:00.000Z,2026-03-01T12:05:00.000Z)',
    );
  });

  it('reads back to the same tree', () => {
    fc.assert(
      fc.property(tree, query => assert.deepEqual(parseQuery(formatQuery(query)), query)),
      { numRuns: 500 },
    );
  });
});
