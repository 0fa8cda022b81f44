/** A query as text: its parts, its edits, its levels. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Fault } from '../../src/base/fault.ts';
import { parseQuery } from '../../src/engine/query/parse.ts';
import type { Query } from '../../src/model/query.ts';
import { askedOf, type Filter, syntaxProblem } from '../../webview/logs/filter.ts';
import { chosenGroups, levelsIn, switched } from '../../webview/logs/level-chips.ts';
import { narrowedBy, partsOf, plain, quoted, seeksLines, termsOf, without } from '../../webview/logs/query-text.ts';

const pieces = fc.constantFrom(
  'timeout',
  '"connection refused"',
  '-retry',
  'NOT retry',
  'level:error',
  'level:>=warn',
  '-level:debug',
  'member:*system.log',
  'member:"a b.log"',
  'template:12,13',
  'time:[2026-01-01,2026-01-02)',
  '/shard \\d+/i',
  'AND',
  'OR',
  '(a OR level:info)',
  'lev*',
);
const typed = fc.array(pieces, { maxLength: 6 }).map(all => all.join(' '));

const readable = (query: string): Query | null => {
  try {
    return parseQuery(query);
  } catch (failure) {
    if (failure instanceof Fault) return null;
    throw failure;
  }
};

/** The conditions that hold for a whole query, in any order. */
const conditions = (query: Query): string[] =>
  (query.kind === 'and' ? [...query.parts] : query.kind === 'all' ? [] : [query]).map(part => JSON.stringify(part)).sort();

describe('log table: query text', () => {
  it('tells keys, values, words and signs apart', () => {
    const told = partsOf('level:>=warn -"took 3" (a OR /b+/i) time:[1,2) NOT x*').filter(part => part.kind !== 'blank');
    assert.equal(
      told.map(part => `${part.kind} ${part.text}`).join('\n'),
      [
        'field level:',
        'value >=warn',
        'minus -',
        'quoted "took 3"',
        'paren (',
        'word a',
        'operator OR',
        'regex /b+/i',
        'paren )',
        'field time:',
        'value [1,2)',
        'operator NOT',
        'word x*',
      ].join('\n'),
    );
  });

  it('leaves no character out, whatever is typed', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), typed), query => {
        const parts = partsOf(query);
        assert.equal(parts.map(part => part.text).join(''), query);
        for (const part of parts) assert.equal(query.slice(part.from, part.from + part.text.length), part.text);
      }),
    );
  });

  it('removes the conditions of a field and nothing else', () => {
    assert.equal(without('level:error timeout', ['level']), 'timeout');
    assert.equal(without('timeout AND level:error', ['level']), 'timeout');
    assert.equal(without('level:error AND timeout', ['level']), 'timeout');
    assert.equal(without('a NOT level:error -level:warn "b  c"', ['level']), 'a "b  c"');
    assert.equal(without('a OR level:error', ['level']), 'a OR level:error');
    assert.equal(without('(level:error) x', ['level']), '(level:error) x');
  });

  it('removed conditions are gone and the others are as they were, as the engine reads it', () => {
    fc.assert(
      fc.property(typed, query => {
        const before = readable(query);
        if (!before || termsOf(query).length === 0) return;
        const after = readable(without(query, ['level']));
        assert.ok(after, `"${without(query, ['level'])}" of "${query}" can be read`);
        const level = (one: string) => /^\{"kind":"level"|^\{"kind":"not","part":\{"kind":"level"/.test(one);
        assert.deepEqual(
          conditions(after),
          conditions(before).filter(one => !level(one)),
        );
      }),
    );
  });

  it('an added condition holds for the whole query, as the engine reads it', () => {
    fc.assert(
      fc.property(typed, query => {
        const before = readable(query);
        if (!before) return;
        const after = parseQuery(narrowedBy(query, 'template:7'));
        const added = JSON.stringify({ kind: 'template', ids: [7] });
        assert.deepEqual(conditions(after), [...conditions(before), added].sort());
      }),
    );
  });

  it('puts values in quotes where they need them', () => {
    assert.equal(quoted('db/system.log'), 'db/system.log');
    assert.equal(quoted('a b (1).log'), '"a b (1).log"');
    fc.assert(fc.property(fc.string({ minLength: 1 }), value => assert.equal(plain(quoted(value)), value)));
  });

  it('knows whether a query seeks single lines', () => {
    for (const query of ['level:error timeout', '/a/', '-"b"', 'template:3', 'record:more']) assert.ok(seeksLines(query), query);
    assert.ok(!seeksLines('level:error member:*.log time:[2026-01-01,)'));
  });
});

describe('log table: levels of a query', () => {
  it('reads which are let through', () => {
    assert.deepEqual(levelsIn('level:>=warn'), ['warn', 'error', 'fatal']);
    assert.deepEqual(levelsIn('-level:debug,trace level:<error'), ['info', 'warn']);
    assert.equal(levelsIn('timeout'), null);
    assert.equal(levelsIn('level:loud'), null);
    assert.deepEqual(chosenGroups('level:critical,err,WARNING'), ['error', 'warn']);
  });

  it('switches a group on and off, and says nothing of levels when all or none are chosen', () => {
    assert.equal(switched('timeout', 'error'), 'timeout level:fatal,error');
    assert.equal(switched('timeout level:fatal,error', 'warn'), 'timeout level:fatal,error,warn');
    assert.equal(switched('timeout level:>=warn', 'error'), 'timeout level:warn');
    assert.equal(switched('timeout level:warn', 'warn'), 'timeout');
    assert.equal(switched('level:>=trace', 'none'), '');
    assert.equal(switched('a OR b', 'warn'), '(a OR b) level:warn');
  });

  it('reads the levels as the engine does', () => {
    fc.assert(
      fc.property(fc.constantFrom('error', 'warning', '>=warn', '<error', '>trace', 'crit,none', '<=info'), value => {
        const query = parseQuery(`level:${value}`);
        assert.ok(query.kind === 'level');
        const names = ['none', 'trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;
        assert.deepEqual([...(levelsIn(`level:${value}`) ?? [])].sort(), query.levels.map(level => names[level]).sort());
      }),
    );
  });
});

describe('log table: filter', () => {
  const filter = (more: Partial<Filter>): Filter => ({ query: '', from: null, to: null, templates: null, fold: false, ...more });

  it('asks for query, span and new templates together', () => {
    assert.deepEqual(askedOf(filter({ query: 'a OR b', from: 5, to: 9, templates: [3, 4] })), {
      query: '(a OR b) template:3,4',
      from: '5',
      to: '9',
    });
    assert.deepEqual(askedOf(filter({ query: ' x ' })), { query: ' x ' });
  });

  it('asks for nothing when no template is new', () => {
    const query = parseQuery(askedOf(filter({ templates: [] })).query);
    assert.ok(query.kind === 'template' && query.ids.length === 1);
  });

  it('tells the column of the typed query, not of what was asked', () => {
    const typed = filter({ query: 'a OR "b', templates: [1] });
    try {
      parseQuery(askedOf(typed).query);
      assert.fail('it can be read');
    } catch (failure) {
      assert.deepEqual(syntaxProblem(failure, typed), { column: 6, problem: 'this quote is never closed' });
    }
  });
});
