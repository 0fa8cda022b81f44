/** The editor: a log document is read page by page, without holes, and stops where it would be too much. */
import assert from 'node:assert/strict';
import { LINE_WIDTH, readView } from '../../../../src/doors/vscode/documents/read.ts';
import { shownLines } from '../../../../src/doors/vscode/documents/view.ts';
import { parsePlace } from '../../../../src/model/place.ts';
import type { Engine } from '../../../../src/tools/table.ts';
import { line, MEMBER, member, SOURCE } from './lines.ts';

/** Answers as the engine does: at most `most` characters, the nearest lines first. */
function engine(lines: number, width: number, most = 4_000_000) {
  const asked: number[] = [];
  const readLines = async ({ place, around = 10 }: { place: string; around?: number }) => {
    const at = parsePlace(place).line;
    assert.ok(at >= 1 && at <= lines && around <= 1000, `${place} ±${around}`);
    const reach = Math.min(around, Math.floor((most / width - 1) / 2));
    const [from, to] = [Math.max(1, at - reach), Math.min(lines, at + reach)];
    asked.push(to - from + 1);
    return {
      lines: Array.from({ length: to - from + 1 }, (_, i) => line(from + i, 'x'.repeat(width))),
      member: member({ lines, bytes: lines * width }),
      gaps: [],
    };
  };
  return { asked, engine: { read_lines: readLines } as unknown as Pick<Engine, 'read_lines'> };
}

function address(lines: { from: number; to: number } | null) {
  return { source: SOURCE, member: MEMBER, lines };
}

function isUnbroken(view: Awaited<ReturnType<typeof readView>>): boolean {
  return view.lines.every((one, at) => one.place.line === view.lines[0].place.line + at);
}

describe('reading a log document', () => {
  it('a small file as a whole', async () => {
    const view = await readView({ ...engine(2_345, 100), address: address(null), line: 2_000 });
    assert.deepEqual(shownLines(view), { from: 1, to: 2_345 });
    assert.equal(view.windowed, false);
    assert.ok(isUnbroken(view));
  });

  it('a window of a large one, in answers that are not too large', async () => {
    const { asked, ...far } = engine(8_400_000, 146);
    const view = await readView({ ...far, address: address({ from: 12_001, to: 22_000 }), line: 17_001 });
    assert.deepEqual(shownLines(view), { from: 12_001, to: 22_000 });
    assert.ok(view.windowed && isUnbroken(view));
    assert.ok(Math.max(...asked) <= 2001 && asked.length <= 8, String(asked));
  });

  it('less than was asked for where lines are long, around the place', async () => {
    const view = await readView({ ...engine(50_000, LINE_WIDTH), address: address({ from: 1, to: 10_000 }), line: 5_000 });
    const { from, to } = shownLines(view);
    assert.ok(from < 5_000 && to > 5_000 && isUnbroken(view));
    const size = view.lines.reduce((sum, one) => sum + one.text.length, 0);
    assert.ok(size > 6_000_000 && size < 16_000_000, String(size));
  });

  it('a file whose lines are too long for one answer, without a hole', async () => {
    const view = await readView({ ...engine(900, 9_000, 100_000), address: address(null), line: 450 });
    assert.deepEqual(shownLines(view), { from: 1, to: 900 });
    assert.ok(isUnbroken(view));
  });

  it('says that it shows a part when a file of few long lines is too much', async () => {
    const view = await readView({ ...engine(3_000, LINE_WIDTH), address: address(null), line: 1 });
    assert.equal(view.windowed, true);
    assert.equal(shownLines(view).from, 1);
  });
});
