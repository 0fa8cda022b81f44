/** The window, timeline: the axis: zooming, moving and ticks. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  boundsOf,
  fitted,
  LEAST_SPAN,
  panned,
  pixelOf,
  revealing,
  type Span,
  ticksOf,
  timeOf,
  zoomed,
} from '../../webview/timeline/axis.ts';
import { axisAfter, zoomAfter } from '../../webview/timeline/axis-keys.ts';

const DAY = 86_400_000;
const start = Date.UTC(2026, 4, 26, 8);

/** A run of up to a year, and a span that lies anywhere. */
const run = fc
  .record({ from: fc.integer({ min: 0, max: 4e12 }), length: fc.integer({ min: LEAST_SPAN, max: 365 * DAY }) })
  .map(({ from, length }): Span => ({ from, to: from + length }));
const viewed = run.chain(bounds =>
  fc.record({
    bounds: fc.constant(bounds),
    view: fc
      .tuple(fc.double({ min: -0.5, max: 1.5, noNaN: true }), fc.double({ min: 0, max: 2, noNaN: true }))
      .map(([at, share]) => {
        const length = bounds.to - bounds.from;
        return fitted({ from: bounds.from + at * length, to: bounds.from + (at + share) * length }, bounds);
      }),
  }),
);

function isInside(view: Span, bounds: Span): boolean {
  const hair = (bounds.to - bounds.from) * 1e-9 + 1e-3;
  return (
    view.from >= bounds.from - hair &&
    view.to <= bounds.to + hair &&
    view.to - view.from >= Math.min(LEAST_SPAN, bounds.to - bounds.from) - hair
  );
}

describe('timeline axis', () => {
  it('keeps every view inside the run, whatever moves it', () => {
    const moves = fc.array(
      fc.oneof(
        fc.record({ factor: fc.double({ min: 0.01, max: 100, noNaN: true }), at: fc.double({ min: 0, max: 1, noNaN: true }) }),
        fc.double({ min: -20, max: 20, noNaN: true }),
        fc.constantFrom(
          '+',
          '-',
          '0',
          'Escape',
          'ArrowLeft',
          'ArrowRight',
          'ArrowUp',
          'ArrowDown',
          'PageUp',
          'PageDown',
          'Home',
          'End',
        ),
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(viewed, moves, ({ view, bounds }, all) => {
        let now = view;
        for (const move of all) {
          if (typeof move === 'string') now = axisAfter(move, { view: now, bounds }) ?? now;
          else if (typeof move === 'number') now = panned(now, bounds, move);
          else now = zoomed(now, bounds, { ...move, at: now.from + move.at * (now.to - now.from) });
          assert.ok(isInside(now, bounds), `${JSON.stringify(now)} in ${JSON.stringify(bounds)}`);
        }
      }),
    );
  });

  it('keeps what is at the pointer where it is when zooming in', () => {
    fc.assert(
      fc.property(run, fc.double({ min: 0.2, max: 0.8, noNaN: true }), (bounds, share) => {
        const at = bounds.from + share * (bounds.to - bounds.from);
        const view = zoomed(bounds, bounds, { factor: 0.5, at });
        fc.pre(view.to - view.from > LEAST_SPAN);
        assert.ok(Math.abs((at - view.from) / (view.to - view.from) - share) < 1e-3);
      }),
    );
  });

  it('brings what is wanted into view, and moves nothing that is in view', () => {
    fc.assert(
      fc.property(viewed, fc.double({ min: 0, max: 1, noNaN: true }), ({ view, bounds }, share) => {
        const at = bounds.from + share * (bounds.to - bounds.from);
        const seen = revealing(view, bounds, { from: at, to: at });
        assert.ok(seen.from <= at + 1e-3 && seen.to >= at - 1e-3);
        if (at >= view.from && at <= view.to) assert.equal(seen, view);
      }),
    );
  });

  it('turns pixels into times and back', () => {
    fc.assert(
      fc.property(
        viewed,
        fc.integer({ min: 60, max: 3000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        ({ view }, width, share) => {
          const pixel = share * width;
          assert.ok(Math.abs(pixelOf(timeOf(pixel, { view, width }), { view, width }) - pixel) < 0.5);
        },
      ),
    );
  });

  it('never lets the words of ticks touch', () => {
    fc.assert(
      fc.property(viewed, fc.integer({ min: 200, max: 3000 }), ({ view }, width) => {
        const ticks = ticksOf({ view, width });
        assert.ok(ticks.length <= width / 60);
        for (const [at, tick] of ticks.slice(1).entries()) {
          const before = ticks[at];
          const apart = pixelOf(tick.at, { view, width }) - pixelOf(before.at, { view, width });
          assert.ok(apart >= ((before.words.length + tick.words.length) / 2) * 6.6, `${before.words} ${tick.words} ${apart}`);
        }
      }),
    );
  });

  it('sets ticks at times that people know', () => {
    const words = (length: number, width: number) =>
      ticksOf({ view: { from: start, to: start + length }, width }).map(tick => tick.words);
    assert.deepEqual(words(4 * 3_600_000, 500), ['08:00', '09:00', '10:00', '11:00', '12:00']);
    assert.deepEqual(words(60_000, 500), ['08:00:00', '08:00:15', '08:00:30', '08:00:45', '08:01:00']);
    assert.deepEqual(words(300, 500), ['08:00:00.000', '08:00:00.100', '08:00:00.200', '08:00:00.300']);
    assert.deepEqual(words(DAY, 500), ['12:00', '18:00', '05-27', '06:00']);
  });

  it('knows what + - 0 and Escape do, and no other key', () => {
    const bounds = { from: 0, to: 1000 };
    const view = { from: 400, to: 600 };
    assert.deepEqual(zoomAfter('+', { view, bounds }), { from: 450, to: 550 });
    assert.deepEqual(zoomAfter('-', { view, bounds }), { from: 300, to: 700 });
    assert.equal(zoomAfter('0', { view, bounds }), bounds);
    assert.equal(zoomAfter('Escape', { view, bounds }), bounds);
    assert.equal(zoomAfter('x', { view, bounds }), null);
  });

  it('has no bounds without times, and a little room around a single one', () => {
    assert.equal(boundsOf([]), null);
    assert.deepEqual(boundsOf([{ at: 1000, until: null }]), { from: 990, to: 1010 });
  });
});
