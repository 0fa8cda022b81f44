/** The editor: what is said of a log statement, and the query for its lines. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { seenWords, statementQuery } from '../../../../src/doors/vscode/lens/words.ts';
import { parseQuery } from '../../../../src/engine/query/parse.ts';

function seen(failed: number, passed: number) {
  const run = { run_id: 'r', title: 't', lines: 1, first: { source: 's', member: 'm', line: 1 } };
  const runs = [
    ...Array.from({ length: failed }, () => ({ ...run, outcome: 'failed' as const })),
    ...Array.from({ length: passed }, () => ({ ...run, outcome: 'passed' as const })),
  ];
  return seenWords({ runs, failed_runs: failed });
}

describe('a log statement', () => {
  it('says in how many failed runs it was seen', () => {
    assert.equal(seen(1, 0), 'seen in 1 failed run');
    assert.equal(seen(3, 2), 'seen in 3 failed runs, 2 more');
    assert.equal(seen(0, 2), 'seen in 2 runs, none of which failed');
    assert.equal(seen(0, 0), null);
  });

  it('is found by its longest constant words', () => {
    assert.equal(statementQuery('Cannot achieve consistency level <*>: <*> alive'), '"Cannot achieve consistency level"');
    assert.equal(statementQuery('node<*>down since <*>'), '"since"');
    assert.equal(statementQuery('say "hello big world" to <*>'), '"hello big world"');
    assert.equal(statementQuery('<*>'), '');
    assert.equal(statementQuery('a <*> b'), '');
  });

  it('gives a query that can be read, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ maxLength: 60 }), (a, b) => {
        for (const text of [a, b, `${a}<*>${b}`]) assert.doesNotThrow(() => parseQuery(statementQuery(text)), text);
      }),
    );
  });
});
