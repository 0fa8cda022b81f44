/** The editor: what a log document shows, and which of its lines is which line of the log. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { numbersOf } from '../../../../src/doors/vscode/documents/numbers.ts';
import { lineAt, recordOf, rowOf, shownLine, viewRows, viewText } from '../../../../src/doors/vscode/documents/view.ts';
import { line, view } from './lines.ts';

describe('a log document', () => {
  it('that shows a whole file has the lines of the file', () => {
    const whole = view(['one', 'two', 'three']);
    assert.equal(viewText(whole), 'one\ntwo\nthree');
    assert.equal(rowOf(whole, 3), 2);
    assert.equal(lineAt(whole, 0)?.place.line, 1);
  });

  it('that shows a window says which, above and below', () => {
    const part = view(['a', 'b'], { first: 12_001, windowed: true, lines: 8_400_000 });
    const edge = '── lines 12,001 to 12,002 of 8,400,000 of logs.tar!/db-node-3/system.log ──';
    assert.equal(viewText(part), `${edge}\na\nb\n${edge}`);
    assert.equal(lineAt(part, 0), null);
    assert.equal(lineAt(part, 3), null);
    assert.equal(lineAt(part, 1)?.shown, 'a');
    assert.deepEqual(
      numbersOf(part, { first: 0, last: 3 }).map(one => one.number.trim()),
      ['', '12,001', '12,002', ''],
    );
  });

  it('has as many lines as it says, each where it says, whatever the log holds', () => {
    const texts = fc.array(
      fc.string({ unit: 'binary', maxLength: 30 }).map(text => text.replaceAll('\n', '')),
      { minLength: 1, maxLength: 30 },
    );
    fc.assert(
      fc.property(texts, fc.boolean(), fc.integer({ min: 1, max: 1e6 }), (some, windowed, first) => {
        const shown = view(some, { windowed, first: windowed ? first : 1, lines: 2e6 });
        // What an editor takes for a line's end.
        const rows = viewText(shown).split(/\r\n|\n|\r|\u2028|\u2029/);
        assert.equal(rows.length, viewRows(shown));
        for (const one of shown.lines) {
          const row = rowOf(shown, one.place.line) as number;
          assert.equal(rows[row], one.shown);
          assert.equal(lineAt(shown, row), one);
        }
      }),
    );
  });

  it('shows what acts instead of showing, and keeps tabs', () => {
    const { shown } = shownLine(line(1, '\x1b[31mred\x1b[0m\ta\rb\0 \u202edlrow'));
    assert.equal(shown, 'red\ta␍b␀ ⟨U+202E⟩dlrow');
  });

  it('says how much of a long line it leaves out', () => {
    assert.equal(shownLine(line(1, 'abc', { left_out: 12_345 })).shown, 'abc ⟨+12,345 characters⟩');
  });

  it('knows the record that a line is part of', () => {
    const trace = view(['first', 'boom', '  at a', '  at b', 'after']);
    assert.deepEqual(recordOf(trace, 4), { from: 2, to: 4 });
    assert.deepEqual(recordOf(trace, 2), { from: 2, to: 4 });
    assert.deepEqual(recordOf(trace, 5), { from: 5, to: 5 });
    assert.deepEqual(recordOf(trace, 1), { from: 1, to: 1 });
  });
});
