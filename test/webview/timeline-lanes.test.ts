/** The window, timeline: lanes, marks and flags: nothing vanishes, nothing stands on anything else. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fitted, type Scale } from '../../webview/timeline/axis.ts';
import { keyOf } from '../../webview/timeline/entry.ts';
import { flagsOf } from '../../webview/timeline/flags.ts';
import { endOf, lanesOf, MOST_ROWS } from '../../webview/timeline/lanes.ts';
import { marksOf } from '../../webview/timeline/marks.ts';
import { at, entries, entry } from './timeline-entries.ts';

const end = at('11:00:00');
const bounds = { from: at('10:00:00'), to: end };
const measure = (text: string) => text.length * 6.2;
const scales = fc
  .tuple(
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.integer({ min: 200, max: 1600 }),
  )
  .map(([from, share, width]): Scale => {
    const length = (bounds.to - bounds.from) * share;
    const begin = bounds.from + from * (bounds.to - bounds.from);
    return { view: fitted({ from: begin, to: begin + length }, bounds), width };
  });

describe('timeline lanes', () => {
  it('shows every entry in one lane, and a kind it does not know in its own', () => {
    fc.assert(
      fc.property(entries, all => {
        const lanes = lanesOf(all, end);
        const shown = lanes.flatMap(lane => lane.rows.flat());
        assert.deepEqual(shown.map(keyOf).sort(), all.map(keyOf).sort());
        assert.ok(lanes.every(lane => lane.rows.length <= MOST_ROWS));
      }),
    );
    const lanes = lanesOf([entry('tool_call 10:00:00 info grep'), entry('step 10:00:00 info build')], end);
    assert.deepEqual(
      lanes.map(lane => lane.words),
      ['steps', 'tool call'],
    );
  });

  it('stacks what overlaps into rows, as long as there are rows', () => {
    fc.assert(
      fc.property(entries, all => {
        for (const lane of lanesOf(all, end)) {
          if (lane.rows.length === MOST_ROWS) continue;
          for (const row of lane.rows) {
            for (const [at, next] of row.slice(1).entries()) assert.ok(endOf(row[at], end) <= next.at);
          }
        }
      }),
    );
  });

  it('orders lanes by kind, the cause among the telling lines at the end', () => {
    const all = [
      'error 10:01:00 error late',
      'event 10:00:00 warn e',
      'cause 10:00:30 error oom',
      'nemesis 10:00:00 info n',
      'step 10:00:00 info s',
      'test 10:00:00 error t',
    ];
    assert.deepEqual(
      lanesOf(all.map(entry), end).map(lane => `${lane.words}: ${lane.entries.map(one => one.title).join(', ')}`),
      ['steps: s', 'nemeses: n', 'tests: t', 'events: e', 'telling lines: oom, late'],
    );
  });
});

describe('timeline marks', () => {
  it('draws every entry in view once, in order, and none of them on another', () => {
    fc.assert(
      fc.property(entries, scales, (all, scale) => {
        for (const lane of lanesOf(all, end)) {
          for (const row of lane.rows) {
            const marks = marksOf(row, scale, { end, measure });
            const inView = row.filter(one => endOf(one, end) >= scale.view.from && one.at <= scale.view.to);
            assert.deepEqual(
              marks.flatMap(mark => mark.entries.map(keyOf)),
              inView.map(keyOf),
            );
            for (const [at, mark] of marks.slice(1).entries()) {
              const before = marks[at];
              assert.ok(mark.left >= before.left + before.width - 5, `${before.left}+${before.width} ${mark.left}`);
            }
          }
        }
      }),
    );
  });

  it('puts a name inside a bar, else behind it where nothing stands, else nowhere', () => {
    const scale = { view: bounds, width: 620 };
    const row = [
      'step 10:00:00-10:30:00 info long one',
      'step 10:30:00-10:31:00 info build',
      'step 10:45:00-10:46:00 info check',
      'step 10:46:30-10:47:00 info pack',
    ];
    const marks = marksOf(row.map(entry), scale, { end, measure });
    assert.deepEqual(
      marks.map(mark => mark.label?.where ?? null),
      ['inside', 'behind', null, 'behind'],
    );
  });

  it('tells moments that touch by their number, in the colour of the worst', () => {
    const scale = { view: bounds, width: 620 };
    const row = ['event 10:10:00 warn a', 'event 10:10:20 fatal b', 'event 10:40:00 info c'].map(entry);
    assert.deepEqual(
      marksOf(row, scale, { end, measure }).map(mark => `${mark.shape} ${mark.entries.length} ${mark.tone}`),
      ['count 2 error', 'moment 1 plain'],
    );
  });

  it('shows the colour of a failed step among others', () => {
    const steps = ['step 10:00:00-10:00:10 info a', 'step 10:00:10-10:00:20 info b'].map(entry);
    const [mark] = marksOf([steps[0], { ...steps[1], failed: true }], { view: bounds, width: 620 }, { end, measure });
    assert.deepEqual([mark.shape, mark.tone], ['count', 'error']);
  });

  it('does not chain dense moments into one mark', () => {
    const row = Array.from({ length: 3600 }, (_, second) => ({
      ...entry('event 10:00:00 error x'),
      at: bounds.from + second * 1000,
    }));
    const marks = marksOf(row, { view: bounds, width: 620 }, { end, measure });
    assert.ok(marks.length >= 15 && marks.length < 60, `${marks.length}`);
    assert.ok(marks.every(mark => mark.width <= 60));
  });
});

describe('timeline flags', () => {
  it('never stand on one another, nor outside', () => {
    fc.assert(
      fc.property(scales, fc.array(fc.integer({ min: bounds.from, max: bounds.to }), { maxLength: 3 }), (scale, times) => {
        const moments = times.map((time, id) => ({ id: `${id}`, at: time, words: 'first cause 11:12:03' }));
        const flags = flagsOf(moments, scale, measure);
        for (const [at, flag] of flags.entries()) {
          assert.ok(flag.left >= 0 && flag.left + measure(flag.words) <= Math.max(scale.width, measure(flag.words) + 6));
          for (const other of flags.slice(at + 1)) {
            if (other.row !== flag.row) continue;
            const [left, right] = flag.left < other.left ? [flag, other] : [other, flag];
            assert.ok(left.left + measure(left.words) <= right.left);
          }
        }
      }),
    );
  });

  it('wait at the edge for a moment out of view', () => {
    const scale = { view: { from: at('10:20:00'), to: at('10:30:00') }, width: 400 };
    const moments = [
      { id: 'a', at: at('10:00:00'), words: 'first abnormal' },
      { id: 'b', at: at('10:40:00'), words: 'first cause' },
    ];
    assert.deepEqual(
      flagsOf(moments, scale, measure).map(flag => [flag.words, flag.line]),
      [
        ['← first abnormal', null],
        ['first cause →', null],
      ],
    );
  });
});
