/** Where the log table stands and how it moves. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  barOf,
  type Extent,
  endStand,
  lastShown,
  moved,
  placed,
  ROW,
  revealed,
  standAt,
  TOP,
  topOf,
  travel,
} from '../../webview/logs/scroll.ts';

const plain = (count: number, viewport = 600): Extent => ({ count, viewport, height: () => ROW });
const tall = fc.record({
  count: fc.integer({ min: 0, max: 300 }),
  viewport: fc.integer({ min: 20, max: 900 }),
  seed: fc.integer({ min: 1, max: 97 }),
});
const uneven = ({ count, viewport, seed }: { count: number; viewport: number; seed: number }): Extent => ({
  count,
  viewport,
  height: row => ROW * (1 + ((row * seed) % 7)),
});
/** Pixels from the first row's upper edge. */
const pixels = (stand: { row: number; within: number }, { height }: Extent) => {
  let sum = stand.within;
  for (let row = 0; row < stand.row; row++) sum += height(row);
  return sum;
};

describe('log table: scroll', () => {
  it('moves pixel by pixel where rows fit into what a browser can stack', () => {
    const extent = plain(1000);
    assert.equal(travel(extent), 1000 * ROW - 600);
    assert.deepEqual(standAt(1010, extent), { row: 50, within: 10 });
    assert.equal(barOf({ row: 50, within: 10 }, extent), 1010);
  });

  it('scales the bar beyond that and still reaches the first and the last row', () => {
    const extent = plain(10_000_000);
    assert.ok(travel(extent) <= 8_000_000);
    assert.deepEqual(standAt(0, extent), TOP);
    const end = standAt(travel(extent), extent);
    assert.deepEqual(end, endStand(extent));
    assert.equal(lastShown(end, extent), 9_999_999);
  });

  it('moves by exact pixels however long the table is', () => {
    const extent = plain(10_000_000);
    const middle = standAt(4_000_000, extent);
    const on = moved(middle, 100, extent);
    assert.equal((on.row - middle.row) * ROW + on.within - middle.within, 100);
  });

  it('holds every stand between the first row and the end, whatever the heights', () => {
    fc.assert(
      fc.property(tall, fc.array(fc.integer({ min: -2000, max: 2000 }), { maxLength: 20 }), (shape, moves) => {
        const extent = uneven(shape);
        const end = pixels(endStand(extent), extent);
        let stand = TOP;
        let truth = 0;
        for (const by of moves) {
          stand = moved(stand, by, extent);
          truth = Math.max(0, Math.min(end, truth + by));
          assert.equal(pixels(stand, extent), extent.count === 0 ? 0 : truth);
        }
      }),
    );
  });

  it('leaves no empty room below while there are rows above', () => {
    fc.assert(
      fc.property(tall, fc.double({ min: 0, max: 1, noNaN: true }), (shape, part) => {
        const extent = uneven(shape);
        const stand = standAt(part * travel(extent), extent);
        const last = lastShown(stand, extent);
        const below = pixels({ row: last + 1, within: 0 }, extent) - pixels(stand, extent);
        assert.ok(extent.count === 0 || below >= extent.viewport || (stand.row === 0 && stand.within === 0));
      }),
    );
  });

  it('stands where the bar says, and says where it stands', () => {
    fc.assert(
      fc.property(fc.integer({ min: 60, max: 20_000_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (count, part) => {
        const extent = plain(count);
        const bar = part * travel(extent);
        const perBar = (count * ROW - 600) / travel(extent);
        assert.ok(Math.abs(barOf(standAt(bar, extent), extent) - bar) <= 1 / perBar + 0.01);
      }),
    );
  });

  it('reveals a row by the smallest move', () => {
    const extent = plain(1000, 605);
    const stand = { row: 100, within: 5 };
    assert.deepEqual(revealed(stand, 110, extent), stand);
    assert.deepEqual(revealed(stand, 100, extent), { row: 100, within: 0 });
    assert.deepEqual(revealed(stand, 50, extent), { row: 50, within: 0 });
    const low = revealed(stand, 140, extent);
    assert.equal(topOf(140, low, extent) + ROW, 605);
  });

  it('places a row where it was asked, or as near as the ends allow', () => {
    const extent = plain(1000);
    assert.equal(topOf(500, placed(500, 200, extent), extent), 200);
    assert.deepEqual(placed(3, 200, extent), TOP);
    assert.deepEqual(placed(999, 0, extent), endStand(extent));
  });
});
