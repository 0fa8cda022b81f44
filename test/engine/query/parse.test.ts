/** The store: queries as people type them. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Fault } from '../../../src/base/fault.ts';
import { parseQuery } from '../../../src/engine/query/parse.ts';
import type { Query } from '../../../src/model/query.ts';

function word(text: string, prefix = false): Query {
  return { kind: 'phrase', words: [text.toLowerCase()], text, prefix };
}

function refusal(text: string): { column: unknown; problem: string } {
  let fault: unknown;
  try {
    parseQuery(text);
  } catch (error) {
    fault = error;
  }
  assert.ok(fault instanceof Fault, `${text} was read`);
  assert.equal(fault.code, 'query_syntax');
  return { column: fault.details.column, problem: String(fault.details.problem) };
}

describe('parseQuery', () => {
  it('reads words, phrases, prefixes and exclusions', () => {
    assert.deepEqual(parseQuery(''), { kind: 'all' });
    assert.deepEqual(parseQuery('  * '), { kind: 'all' });
    assert.deepEqual(parseQuery('Timeout'), word('Timeout'));
    assert.deepEqual(parseQuery('time*'), word('time', true));
    assert.deepEqual(parseQuery('-retry'), { kind: 'not', part: word('retry') });
    assert.deepEqual(parseQuery('"Connection refused: db"*'), {
      kind: 'phrase',
      words: ['connection', 'refused', 'db'],
      text: 'Connection refused: db',
      prefix: true,
    });
    assert.deepEqual(parseQuery('10.0.0.1:9042'), {
      kind: 'phrase',
      words: ['10', '0', '0', '1', '9042'],
      text: '10.0.0.1:9042',
      prefix: false,
    });
  });

  it('reads escapes inside quotes', () => {
    const query = parseQuery('"say \\"no\\" in C:\\temp\\\\"');
    assert.equal(query.kind === 'phrase' && query.text, 'say "no" in C:\\temp\\');
  });

  it('binds NOT before AND before OR', () => {
    const [a, b, c] = ['a', 'b', 'c'].map(text => word(text));
    assert.deepEqual(parseQuery('a b OR NOT c'), {
      kind: 'or',
      parts: [
        { kind: 'and', parts: [a, b] },
        { kind: 'not', part: c },
      ],
    });
    assert.deepEqual(parseQuery('a AND (b OR c)'), { kind: 'and', parts: [a, { kind: 'or', parts: [b, c] }] });
    assert.deepEqual(parseQuery('(a b) c'), { kind: 'and', parts: [a, b, c] });
    assert.deepEqual(parseQuery('and'), word('and'));
    assert.deepEqual(parseQuery('a - b'), {
      kind: 'and',
      parts: [a, { kind: 'phrase', words: [], text: '-', prefix: false }, b],
    });
  });

  it('reads levels, their synonyms and comparisons', () => {
    assert.deepEqual(parseQuery('level:error'), { kind: 'level', levels: [5] });
    assert.deepEqual(parseQuery('LEVEL:Crit,err,warning'), { kind: 'level', levels: [4, 5, 6] });
    assert.deepEqual(parseQuery('level:>=warn'), { kind: 'level', levels: [4, 5, 6] });
    assert.deepEqual(parseQuery('level:<info'), { kind: 'level', levels: [1, 2] });
  });

  it('reads members, sources and templates', () => {
    assert.deepEqual(parseQuery('stream:db*/system.log'), { kind: 'member', glob: 'db*/system.log' });
    assert.deepEqual(parseQuery('member:"my log (1).txt"'), { kind: 'member', glob: 'my log (1).txt' });
    assert.deepEqual(parseQuery('source:run-7'), { kind: 'source', source: 'run-7' });
    assert.deepEqual(parseQuery('template:13,12,13'), { kind: 'template', ids: [12, 13] });
    assert.deepEqual(parseQuery('new:True'), { kind: 'new', wanted: true });
    assert.deepEqual(parseQuery('-new:false'), { kind: 'not', part: { kind: 'new', wanted: false } });
    assert.deepEqual(parseQuery('record:first'), { kind: 'record', continued: false });
    assert.deepEqual(parseQuery('record:More'), { kind: 'record', continued: true });
  });

  it('reads regular expressions', () => {
    assert.deepEqual(parseQuery('/a\\/b c\\d+/si'), { kind: 'regex', source: 'a/b c\\d+', flags: 'is' });
  });

  it('reads times', () => {
    const noon = Date.UTC(2026, 2, 1, 12);
    assert.deepEqual(parseQuery('from:2026-03-01T12:00:00Z'), { kind: 'time', from: noon, to: null });
    assert.deepEqual(parseQuery(`to:${noon}`), { kind: 'time', from: null, to: noon });
    assert.deepEqual(parseQuery('from:"2026-03-01 14:00+02:00"'), { kind: 'time', from: noon, to: null });
    assert.deepEqual(parseQuery('time:[2026-03-01 12:00, 2026-03-01 12:00]'), { kind: 'time', from: noon, to: noon + 60_000 });
    assert.deepEqual(parseQuery('time:[2026-03-01T12:00:00.5,)'), { kind: 'time', from: noon + 500, to: null });
  });

  it('says where it stops understanding', () => {
    const columns: [string, number][] = [
      ['a "b', 3],
      ['a (b', 3],
      ['(a OR b', 1],
      ['a) b', 2],
      ['a OR', 5],
      ['OR a', 1],
      ['a NOT', 6],
      ['()', 1],
      ['foo*bar', 4],
      ['a level:loud', 9],
      ['level: error', 7],
      ['template:x', 10],
      ['record:2', 8],
      ['new:yes', 5],
      ['from:yesterday', 6],
      ['from:2026-02-30', 6],
      ['x /a/gi', 6],
      ['x /[/', 3],
      ['/var/log/syslog', 1],
      ['time:[2026-01-02,2026-01-01)', 6],
      ['time:[,]', 6],
      ['member:*a*b*c*d*e*f', 8],
    ];
    for (const [text, column] of columns) assert.equal(refusal(text).column, column, text);
  });

  it('refuses expressions that could hang', () => {
    const slow = [
      '(a+)+',
      '(a*)*b',
      '(?:\\w+\\s?)*$',
      '((ab)*c?)+',
      '(\\w|\\d)+x',
      '(.*,)*y',
      '(a{1,30}){2,40}',
      '.*.*.*x',
      '(?=(a+)+)b',
    ];
    for (const source of slow) assert.match(refusal(`x /${source}/`).problem, /forever/, source);
    const quick = [
      '(?:[a-z]+\\.)+com',
      '(\\d{1,3}\\.){3}\\d+',
      '"(?:[^"\\\\]|\\\\.)*"',
      'took (\\d+|\\d+\\.\\d+) ?ms',
      '^\\s*at .*$',
      '(, \\w+=\\w+)*',
      '(?<id>a+)\\b',
    ];
    for (const source of quick) assert.equal(parseQuery(`/${source}/`).kind, 'regex', source);
  });

  it('reads or refuses, and never fails otherwise', () => {
    const piece = fc.constantFrom(
      'a',
      'level:',
      'time:[',
      '(',
      ')',
      '"',
      '\\',
      '/',
      '-',
      '*',
      'OR',
      'NOT',
      ' ',
      '+',
      '1',
      ']',
      '{',
      '?',
      '|',
      '😀',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece).map(pieces => pieces.join('')),
        ),
        text => {
          try {
            assert.equal(typeof parseQuery(text).kind, 'string');
          } catch (error) {
            assert.ok(error instanceof Fault && error.code === 'query_syntax', String(error));
            const column = Number(error.details.column);
            assert.ok(column >= 1 && column <= text.length + 1);
          }
        },
      ),
    );
  });

  it('refuses what is nested too deeply', () => {
    assert.match(refusal('('.repeat(5000) + 'a').problem, /deeply/);
    assert.match(refusal('-'.repeat(5000) + 'a').problem, /deeply/);
  });
});
