/** The window, timeline: the tree, the walk over lanes, counts of levels, and the words of entries. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { keyOf, nameOf, outcomeOf, testName, timeWords, whyOf } from '../../webview/timeline/entry.ts';
import { spanOf, spanQuery } from '../../webview/timeline/extent.ts';
import { lanesOf } from '../../webview/timeline/lanes.ts';
import { curvesOf, curveWords, peakWords } from '../../webview/timeline/levels.ts';
import { branchesOf, moveOf, rowsOf, titleOf } from '../../webview/timeline/tree.ts';
import { entryAfter } from '../../webview/timeline/walk.ts';
import { at, entries, entry } from './timeline-entries.ts';

const end = at('11:00:00');
const told = [
  'step 10:00:00-10:10:00 info build',
  'nemesis 10:10:00-10:20:00 info Stop',
  'nemesis 10:20:00-10:30:00 error Kill',
  'event 10:25:00 error lost',
].map(entry);
const untimed = [{ title: 'suite.test_x', place: { source: 's', member: 'junit.xml', line: 3 } }];
const rows = (folds = {}) => rowsOf(branchesOf(lanesOf(told, end), untimed), folds);
const titles = (folds = {}) => rows(folds).map(row => `${row.kind === 'branch' ? '' : '  '}${titleOf(row)}`);

describe('timeline tree', () => {
  it('has failed tests first, with or without a time, then nemeses, steps and events', () => {
    assert.deepEqual(titles(), [
      'Tests failed',
      '  suite.test_x',
      'Nemeses',
      '  Stop',
      '  Kill',
      'Steps',
      '  build',
      'Events',
      '  lost',
    ]);
    assert.deepEqual(titles({ nemesis: false, test: false }), [
      'Tests failed',
      'Nemeses',
      'Steps',
      '  build',
      'Events',
      '  lost',
    ]);
  });

  it('leads to rows as trees do', () => {
    const move = (key: string, from: number) => moveOf(rows(), { key, at: from, page: 4 });
    assert.deepEqual(move('ArrowDown', 0), { to: 1 });
    assert.deepEqual(move('ArrowUp', 0), { to: 0 });
    assert.deepEqual(move('End', 0), { to: 8 });
    assert.deepEqual(move('PageDown', 2), { to: 6 });
    assert.deepEqual(move('ArrowLeft', 4), { to: 2 });
    assert.deepEqual(move('ArrowRight', 2), { to: 3 });
    assert.deepEqual(move('k', 0), { to: 4 });
    assert.deepEqual(move('*', 0), { openAll: true });
    assert.equal(move('F5', 0), null);
    const closing = move('ArrowLeft', 2);
    assert.ok(closing && 'fold' in closing && closing.fold.id === 'nemesis' && !closing.open);
  });

  it('never leads outside, whatever is pressed', () => {
    const keys = fc.constantFrom('ArrowDown', 'ArrowUp', 'PageUp', 'PageDown', 'Home', 'End', 'ArrowLeft', 'ArrowRight', 's');
    fc.assert(
      fc.property(entries, keys, fc.nat(), (all, key, from) => {
        const shown = rowsOf(branchesOf(lanesOf(all, end), []), {});
        fc.pre(shown.length > 0);
        const move = moveOf(shown, { key, at: from % shown.length, page: 5 });
        if (move && 'to' in move) assert.ok(shown[move.to]);
      }),
    );
  });
});

describe('timeline walk', () => {
  it('reaches every entry of a lane by the right arrow alone', () => {
    fc.assert(
      fc.property(entries, all => {
        const lanes = lanesOf(all, end);
        for (const lane of lanes) {
          let chosen = keyOf(lane.entries[0]);
          let steps = 1;
          for (let next = step(chosen); next; next = step(chosen), steps++) chosen = keyOf(next);
          assert.equal(steps, lane.entries.length);
        }
        function step(chosen: string) {
          return entryAfter(lanes, { key: 'ArrowRight', chosen, past: new Set() });
        }
      }),
      { numRuns: 30 },
    );
  });

  it('goes to the nearest in time of the next lane', () => {
    const lanes = lanesOf(told, end);
    const from = keyOf(told[3]);
    assert.equal(entryAfter(lanes, { key: 'ArrowUp', chosen: from, past: new Set([from]) })?.title, 'Kill');
    assert.equal(entryAfter(lanes, { key: 'ArrowDown', chosen: from, past: new Set([from]) }), null);
  });
});

describe('timeline words', () => {
  it('tell how it went', () => {
    assert.deepEqual(told.map(outcomeOf), ['done', 'done', 'failed', 'done']);
    assert.equal(outcomeOf({ ...told[1], skipped: true }), 'skipped');
    assert.equal(outcomeOf(entry('nemesis 10:00:00 info Stop')), 'open');
    assert.equal(whyOf(told[2]), 'nemesis · failed · 10 min');
    assert.equal(timeWords(told[2]), '10:20:00.000 – 10:30:00.000 · 10 min');
  });

  it('leave out the node, and what the outcome tells; hostile signs are shown, not obeyed', () => {
    const failed = { ...told[2], node: 'db-3', title: 'Kill on db-3, failed: torn down' };
    assert.equal(nameOf(failed), 'Kill');
    assert.equal(nameOf({ ...told[3], node: 'db-3', title: 'Lost on db-3 (9 times): x' }), 'Lost (9 times): x');
    assert.equal(nameOf({ ...told[3], title: '<b>\u202egnp.exe' }), '<b>⟨U+202E⟩gnp.exe');
    assert.equal(testName('a.b.LongevityTest.test_x'), 'test_x');
    assert.equal(testName('adds two numbers'), 'adds two numbers');
  });

  it('name a span as a query whose end is exclusive', () => {
    assert.equal(spanQuery(spanOf(told[1])), 'from:2026-05-26T10:10:00.000Z to:2026-05-26T10:20:00.001Z');
    assert.equal(spanQuery(spanOf(told[3])), 'from:2026-05-26T10:24:30.000Z to:2026-05-26T10:25:30.001Z');
  });

  it('tell errors with fatal ones, and where they peak', () => {
    const series = {
      from: at('10:00:00'),
      step: 60_000,
      counts: { error: [0, 5, 1], fatal: [0, 1, 0], warn: [0, 0, 0] },
      untimed: 0,
    };
    const [errors, warnings] = curvesOf(series);
    assert.deepEqual([errors.counts, errors.sum, peakWords(errors)], [[0, 6, 1], 7, 'up to 6/min']);
    assert.equal(curveWords(errors), 'errors over time: 7 lines in view, most at 10:01:00 UTC');
    assert.equal(curveWords(warnings), 'warnings over time: none in view');
  });
});
