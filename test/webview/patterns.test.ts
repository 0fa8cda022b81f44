/** The window, patterns: a pattern's words, bars and pieces, its table as Markdown, and the keys between rows. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { TemplatePage } from '../../src/model/page.ts';
import { labelsOf } from '../../src/tools/render/labels.ts';
import { patternsMarkdown } from '../../webview/patterns/markdown.ts';
import { barsOf, keyOf, meanWords, type Pattern, piecesOf, queryOf, ratioWords } from '../../webview/patterns/pattern.ts';

const fresh: Pattern = {
  template: 7,
  templates: [7, 12],
  text: 'write to <*> timed out | after <*>',
  count: 58,
  level: 'error',
  first: Date.UTC(2026, 4, 26, 11, 12, 3),
  last: null,
  change: 'new',
  passing: 0,
  member: 'db-3/system.log',
  line: 41,
};
const gone: Pattern = {
  ...fresh,
  template: -1,
  templates: [],
  text: 'test ended',
  count: 0,
  first: null,
  change: 'gone',
  passing: 1.5,
  member: null,
  line: null,
};

describe('patterns', () => {
  it('tell counts here and in passing runs', () => {
    assert.equal(ratioWords(fresh, 1), '58 here, 0 in 1 passing run');
    assert.equal(ratioWords(gone, 4), '0 here, 1.5 on average in 4 passing runs');
    assert.equal(ratioWords({ ...fresh, passing: null }, 0), '58 here');
    assert.equal(meanWords(1234.4), '1,234');
  });

  it('ask for all lines that count as one', () => {
    assert.equal(queryOf(fresh), 'template:7,12');
    assert.deepEqual([keyOf(fresh), keyOf(gone)], ['7', 'gone test ended']);
  });

  it('draw bars as shares of the longer one', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (count, passing) => {
        const bars = barsOf({ ...fresh, count, passing });
        assert.ok(bars && Math.max(bars.here, bars.passing) <= 1 && Math.min(bars.here, bars.passing) >= 0);
      }),
    );
    assert.equal(barsOf({ ...fresh, passing: null }), null);
  });

  it('part wildcards from words and lose nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('<*>', 'a', ' ', '<', '>', '*'), { maxLength: 40 }), parts => {
        const text = parts.join('');
        const pieces = piecesOf(text);
        assert.equal(pieces.map(piece => piece.text).join(''), text);
        assert.ok(pieces.every(piece => piece.wild === (piece.text === '<*>')));
      }),
    );
    assert.ok(piecesOf('x'.repeat(1e6)).reduce((sum, piece) => sum + piece.text.length, 0) < 2100);
  });

  it('read as Markdown that stays a table', () => {
    const page: TemplatePage = {
      templates: [fresh, gone],
      in_all: 9,
      in_each: { all: 9, new: 1, gone: 1, more_often: 0, less_often: 0 },
      compared_with: 2,
      source: 's',
    };
    const labels = labelsOf(['db-3/system.log']);
    assert.equal(
      patternsMarkdown({ title: 'nightly', change: 'all', page, labels }),
      [
        '# Patterns of nightly',
        '',
        'All · 2 of 9 patterns shown, against 2 passing runs. Times are UTC.',
        '',
        '| Change | Here | Passing | Level | Pattern | First seen |',
        '| --- | ---: | ---: | --- | --- | --- |',
        '| new | 58 | 0 | error | `write to <*> timed out \\| after <*>` | 2026-05-26 11:12:03.000 `db-3/system.log:41` |',
        '| gone | 0 | 1.5 | error | `test ended` |   |',
        '',
      ].join('\n'),
    );
  });
});
