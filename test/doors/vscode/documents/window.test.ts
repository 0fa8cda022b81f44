/** The editor: windows over large files hold what was asked for, stay inside the file and stay bounded. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Lines } from '../../../../src/doors/vscode/documents/address.ts';
import { earlier, holds, later, linesAround, WHOLE_BYTES, WHOLE_LINES } from '../../../../src/doors/vscode/documents/window.ts';

const large = fc.integer({ min: WHOLE_LINES + 1, max: 1e10 }).map(lines => ({ lines, bytes: lines * 100 }));
const spot = large.chain(file => fc.record({ file: fc.constant(file), line: fc.integer({ min: 1, max: file.lines }) }));

function isInside({ from, to }: Lines, file: { lines: number }): boolean {
  return from >= 1 && from <= to && to <= file.lines && to - from + 1 <= 10_000;
}

describe('the window over a large file', () => {
  it('is not there for a small file', () => {
    assert.equal(linesAround(7, { lines: WHOLE_LINES, bytes: WHOLE_BYTES }), null);
    assert.notEqual(linesAround(7, { lines: 100, bytes: WHOLE_BYTES + 1 }), null);
  });

  it('holds the line, with lines around it', () => {
    fc.assert(
      fc.property(spot, ({ file, line }) => {
        const lines = linesAround(line, file) as Lines;
        assert.ok(isInside(lines, file));
        assert.ok(holds(lines, line, file), JSON.stringify(lines));
      }),
    );
  });

  it('is the same for lines that stand together', () => {
    const file = { lines: 8_400_000, bytes: 1e9 };
    assert.deepEqual(linesAround(17_001, file), { from: 12_001, to: 22_000 });
    assert.deepEqual(linesAround(16_900, file), { from: 12_001, to: 22_000 });
  });

  it('goes on at the next line, with what stands before it, until the file ends', () => {
    fc.assert(
      fc.property(spot, fc.array(fc.boolean(), { maxLength: 12 }), ({ file, line }, steps) => {
        let shown = linesAround(line, file) as Lines;
        for (const down of steps) {
          const next = down ? shown.to + 1 : shown.from - 1;
          if (next < 1 || next > file.lines) continue;
          shown = down ? later(shown, file) : earlier(shown, file);
          assert.ok(isInside(shown, file), JSON.stringify(shown));
          assert.ok(holds(shown, next, file), `${next} in ${JSON.stringify(shown)}`);
        }
      }),
    );
  });
});
