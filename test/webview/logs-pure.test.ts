/** What the log table works out without a page: bars, columns, keys, marks, source places in a row. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Level } from '../../src/model/level.ts';
import type { LevelSeries } from '../../src/model/page.ts';
import { barAt, barsOf, partsOf, pathOf, spanOf, stackOf, summed, total } from '../../webview/logs/bars.ts';
import { laidOut, MOST, template } from '../../webview/logs/columns.ts';
import { type Pressed, wishOf } from '../../webview/logs/keys.ts';
import { inOrder, marked, nextMark, toggled } from '../../webview/logs/marks.ts';
import { mentionsOf } from '../../webview/logs/mention.ts';
import { DRAWN, rowOf } from '../../webview/logs/pages.ts';

const line = (text: string, body = 0, level: Level = 'info') => ({
  place: { source: 's', member: 'a/b.log', line: 7 },
  end_line: 7,
  at: 1000,
  level,
  template: 1,
  body,
  text,
});

describe('log table: bars', () => {
  const counts = fc.array(fc.nat(5000), { minLength: 1, maxLength: 60 });
  const series = fc.tuple(counts, fc.nat(50), fc.nat(50)).map(([info, errors, warns]): LevelSeries => {
    const some = (every: number) => info.map((count, at) => (every > 0 && at % every === 0 ? count % 90 : 0));
    return { from: 1000, step: 60, counts: { info, error: some(errors), warn: some(warns), fatal: some(errors) }, untimed: 0 };
  });

  it('counts every line once, and so does the table beside them', () => {
    fc.assert(
      fc.property(series, fc.integer({ min: 1, max: 40 }), (one, most) => {
        const all = Object.values(one.counts)
          .flat()
          .reduce((sum, count) => sum + count, 0);
        const bars = barsOf(one);
        const sum = (some: readonly Parameters<typeof total>[0][]) => some.reduce((so_far, bar) => so_far + total(bar), 0);
        assert.equal(sum(bars.bars), all);
        const rows = summed(bars, most);
        assert.equal(sum(rows), all);
        assert.ok(rows.length <= most);
      }),
    );
  });

  it('never draws a bar beyond the box, and always draws what is there', () => {
    fc.assert(
      fc.property(series, one => {
        const bars = barsOf(one);
        for (const bar of bars.bars) {
          const stack = stackOf(bar, bars.most, 0);
          assert.ok(stack.error + stack.warn + stack.other <= 1 + 1e-9);
          assert.equal(stackOf(bar, bars.most, 0.04).error > 0, bar.error > 0);
        }
        assert.equal(pathOf(bars, 'error', 0.04).split('M').length - 1, bars.bars.filter(bar => bar.error > 0).length);
      }),
    );
  });

  it('finds the bar of a moment and the span of bars', () => {
    const bars = barsOf({ from: 1000, step: 60, counts: { info: [1, 2, 3, 4] }, untimed: 0 });
    assert.equal(barAt(bars, 1125), 2);
    assert.equal(barAt(bars, 0), 0);
    assert.equal(barAt(bars, 9999), 3);
    assert.deepEqual(spanOf(bars, 2, 1), { from: 1060, to: 1180 });
    assert.deepEqual(partsOf(bars, { from: 1060, to: 1120 }), [0.25, 0.25]);
    assert.deepEqual(partsOf(bars, { from: null, to: null }), [0, 1]);
    assert.equal(partsOf(bars, { from: 5000, to: 6000 }), null);
  });
});

describe('log table: columns', () => {
  it('leaves out what there is no room for, never time, level and message', () => {
    assert.deepEqual(laidOut(1180, {}, false).columns, ['mark', 'time', 'level', 'member', 'source', 'message']);
    assert.deepEqual(laidOut(700, {}, false).columns, ['mark', 'time', 'level', 'member', 'message']);
    assert.deepEqual(laidOut(420, {}, false).columns, ['mark', 'time', 'level', 'message']);
    assert.ok(laidOut(420, {}, false).narrow);
  });

  it('keeps what was resized within bounds', () => {
    const laid = laidOut(1180, { member: 5000, time: 1 }, false);
    assert.equal(laid.widths.member, MOST);
    assert.match(template(laid), /^20px 28px 44px 700px 108px minmax\(0, 1fr\)$/);
  });
});

describe('log table: keys', () => {
  const pressed = (key: string, more: Partial<Pressed> = {}): Pressed => ({
    ...{ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false },
    ...more,
  });

  it('reads moves, with Shift as a selection', () => {
    assert.deepEqual(wishOf(pressed('ArrowUp', { shiftKey: true })), { kind: 'move', by: -1, unit: 'row', extend: true });
    assert.deepEqual(wishOf(pressed('PageDown')), { kind: 'move', by: 1, unit: 'page', extend: false });
    assert.deepEqual(wishOf(pressed('End', { ctrlKey: true })), { kind: 'move', by: 1, unit: 'all', extend: false });
  });

  it('reads what is to be done, on either platform', () => {
    const done = (key: string, more?: Partial<Pressed>) => {
      const wish = wishOf(pressed(key, more));
      return wish?.kind === 'do' ? wish.what : null;
    };
    assert.equal(done('F8'), 'next_error');
    assert.equal(done('F8', { shiftKey: true }), 'previous_error');
    assert.equal(done('Enter', { metaKey: true }), 'open_source');
    assert.equal(done('c', { ctrlKey: true }), 'copy_lines');
    assert.equal(done('/', { shiftKey: true }), 'focus_filter');
    for (const [key, more] of [
      ['c', {}],
      ['b', { ctrlKey: true }],
      ['b', { altKey: true }],
      ['Tab', {}],
    ] as const)
      assert.equal(done(key, more), null, key);
  });
});

describe('log table: marks', () => {
  const at = (place: string, moment: number | null) => ({ place, at: moment });

  it('go on and off, and stand in the order of the table', () => {
    const marks = toggled(toggled(toggled([], at('s:a:10', 5)), at('s:a:9', 5)), at('s:y:1', null));
    assert.deepEqual(
      inOrder(marks).map(mark => mark.place),
      ['s:y:1', 's:a:9', 's:a:10'],
    );
    assert.ok(marked(marks, 's:a:9'));
    assert.equal(toggled(marks, at('s:a:9', 5)).length, 2);
  });

  it('lead from one to the next and around', () => {
    const marks = [at('s:a:1', 1), at('s:a:5', 5), at('s:a:9', 9)];
    assert.equal(nextMark(marks, at('s:b:1', 4))?.place, 's:a:5');
    assert.equal(nextMark(marks, at('s:a:5', 5))?.place, 's:a:9');
    assert.equal(nextMark(marks, at('s:a:9', 9))?.place, 's:a:1');
    assert.equal(nextMark(marks, null)?.place, 's:a:1');
    assert.equal(nextMark([], null), null);
  });
});

describe('log table: a row', () => {
  it('keeps a bounded part of an endless line and counts the rest', () => {
    const row = rowOf(line('x'.repeat(1_000_000), 10));
    assert.equal(row.text.length, 10 + DRAWN);
    assert.equal(row.cut, 1_000_000 - 10 - DRAWN);
    assert.equal(rowOf(line('short')).cut, 0);
  });

  it('knows the source places of its message, and where they stand', () => {
    const text = '11:02:31 ERROR raised at src/sdcm/cluster.py:2214 in stop';
    const { shown, within } = mentionsOf(rowOf(line(text, 15)));
    assert.equal(shown?.words, 'cluster.py:2214');
    assert.equal(text.slice(15 + within[0].from, 15 + within[0].to), 'src/sdcm/cluster.py:2214');
  });

  it('shows who wrote it where its head says so', () => {
    const head = '< t:2026-05-26 10:12:03,001 f:tester.py l:90 c:sdcm.tester p:ERROR > ';
    const { shown, within } = mentionsOf(rowOf(line(`${head}it failed`, head.length)));
    assert.deepEqual(shown, { frame: null, words: 'tester.py:90' });
    assert.deepEqual(within, []);
    assert.equal(mentionsOf(rowOf(line('nothing named'))).shown, null);
  });
});
