/** The store: which rows a query fits, and which words they must hold. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Candidate, compile, globTest, required } from '../../../src/engine/query/match.ts';
import { parseQuery } from '../../../src/engine/query/parse.ts';
import { words } from '../../../src/engine/query/words.ts';

const row: Candidate = {
  text: 'ERROR Connection refused: db-7 (Größe 12ms)',
  at: 1000,
  level: 5,
  template: 12,
  continued: false,
  member: 'node1/db.log',
  source: 'run-7',
};

function fits(query: string, changed: Partial<Candidate> = {}): boolean {
  return compile(parseQuery(query))({ ...row, ...changed });
}

describe('compile', () => {
  it('compares whole words without regard to case', () => {
    for (const query of [
      '',
      'error',
      'CONNECTION',
      'refused db',
      '"connection refused db"',
      '"7 (größe"',
      'conn*',
      '"refused d"*',
      '"):" OR "("',
    ]) {
      assert.ok(fits(query), query);
    }
    for (const query of ['conn', '"refused connection"', '"connection db"', 'ms', 'GRÖSSE', '"refused d"', 'errors', '"=="'])
      assert.ok(!fits(query), query);
  });

  it('finds consecutive words just where the words of the text are those', () => {
    const piece = fc.constantFrom('a', 'B', 'ab', '_', '9', 'é', 'É', '\u212a', 'k', 'ſ', 's', '漢', '😀', ' ', '-', ': ', '.');
    const text = fc.array(piece, { maxLength: 8 }).map(pieces => pieces.join(''));
    fc.assert(
      fc.property(
        text,
        fc.array(piece, { minLength: 1, maxLength: 3 }).map(pieces => pieces.join('')),
        fc.boolean(),
        (said, asked, prefix) => {
          const wanted = words(asked);
          fc.pre(wanted.length > 0);
          const rest = words(said);
          const same = (word: string, i: number, from: number) =>
            prefix && i === wanted.length - 1 ? rest[from + i]?.startsWith(word) : rest[from + i] === word;
          const expected = rest.some((_, from) => wanted.every((word, i) => same(word, i, from)));
          assert.equal(compile({ kind: 'phrase', words: wanted, text: asked, prefix })({ ...row, text: said }), expected);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('finds a phrase behind a false start', () => {
    assert.ok(fits('"a b c"', { text: 'a b a b c' }));
    assert.ok(fits('ab', { text: 'xab ab' }));
    assert.ok(!fits('ab', { text: 'xab abx' }));
  });

  it('asks the columns', () => {
    for (const query of [
      'level:>=warn',
      'template:12',
      'record:first',
      'source:run-7',
      'member:db.log',
      'member:node?/db*',
      'time:[1000,1000]',
      'from:1000 to:1001',
    ]) {
      assert.ok(fits(query), query);
    }
    for (const query of ['level:info', 'template:1', 'record:more', 'source:run', 'member:node1', 'to:1000', 'from:1001'])
      assert.ok(!fits(query), query);
    assert.ok(!fits('from:0', { at: null }));
  });

  it('combines conditions', () => {
    assert.ok(fits('error -timeout (level:fatal OR refused)'));
    assert.ok(!fits('error -refused'));
    assert.ok(fits('/refused: \\w+-\\d/ -/REFUSED/ /ERROR/i'));
  });

  it('shows a regular expression at most the first 64 K of a line', () => {
    assert.ok(!fits('/end/', { text: 'x'.repeat(1 << 16) + 'end' }));
    assert.ok(fits('end', { text: 'x'.repeat(1 << 16) + ' end' }));
  });

  it('answers for each row anew', () => {
    const test = compile(parseQuery('full'));
    assert.deepEqual(
      ['disk full', 'disk ok', 'full'].map(text => test({ ...row, text })),
      [true, false, true],
    );
  });
});

describe('globTest', () => {
  it('fits the path or its tail from any segment', () => {
    const path = 'logs.tar.zst!/node1/sub/system.log';
    for (const glob of [
      path,
      'system.log',
      'sys*',
      '*.log',
      'sub/system.log',
      'node1/**',
      '**/system.log',
      'node1/**/system.log',
      'node?/*/*.log',
    ]) {
      assert.ok(globTest(glob)(path), glob);
    }
    for (const glob of ['system', 'stem.log', 'node1/*.log', 'logs*.log', 'system?log?']) assert.ok(!globTest(glob)(path), glob);
  });

  it('takes every other character literally', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }).filter(text => !/[*?]/.test(text)),
        text => globTest(text)(text),
      ),
    );
  });
});

describe('required', () => {
  it('names the words of every fitting row', () => {
    assert.deepEqual(required(parseQuery('a "B c" -d level:error')), ['a', 'b', 'c']);
    assert.deepEqual(required(parseQuery('"a b"* x*')), ['a']);
    assert.deepEqual(required(parseQuery('(a b) OR (b c)')), ['b']);
    assert.deepEqual(required(parseQuery('(a OR /x/) /y/')), []);
  });

  it('never asks for a word that a fitting row lacks', () => {
    const token = fc.constantFrom('a', 'b', '"a b"', 'a*', '-b', 'OR', 'NOT c', '(a OR b)', 'level:error');
    fc.assert(
      fc.property(
        fc.array(token, { minLength: 1, maxLength: 5 }),
        fc.array(fc.constantFrom('a', 'B', 'c', 'ab'), { maxLength: 4 }),
        (tokens, said) => {
          fc.pre(!/^OR|OR$|OR OR/.test(tokens.join(' ')));
          const query = parseQuery(tokens.join(' '));
          const text = said.join('-');
          if (compile(query)({ ...row, text }))
            assert.deepEqual(
              required(query).filter(word => !words(text).includes(word)),
              [],
            );
        },
      ),
    );
  });
});
