/** Tests: cutting bytes into lines and blocks keeps every byte and mints the right line numbers, however the bytes arrive. */
import { deepEqual, equal, ok } from 'node:assert/strict';
import fc from 'fast-check';
import { BLOCK_LINES, LINE_BYTES } from '../../../src/engine/read/block.ts';
import { BlockPool, Cutter, type LineEnd } from '../../../src/engine/read/cut.ts';

interface CutLine {
  line: number;
  text: string;
  raw: string;
}

function cut(chunks: Iterable<Uint8Array>, lineEnd: LineEnd): { lines: CutLine[]; cutter: Cutter } {
  const cutter = new Cutter(new BlockPool(), lineEnd);
  const lines: CutLine[] = [];
  const take = (blocks: ReturnType<Cutter['finish']>) => {
    for (const block of blocks) {
      const latin = (from: number, to: number) => Buffer.from(block.bytes.subarray(from, to)).toString('latin1');
      for (let row = 0; row < block.count; row++) {
        const raw = latin(block.starts[row], block.starts[row + 1]);
        lines.push({ line: block.firstLine + row, text: latin(block.starts[row], block.ends[row]), raw });
      }
    }
  };
  for (const chunk of chunks) take(cutter.push(chunk));
  take(cutter.finish());
  return { lines, cutter };
}

function* slices(bytes: Uint8Array, sizes: readonly number[]): Generator<Uint8Array> {
  let at = 0;
  for (let i = 0; at < bytes.length; i++) {
    const size = sizes[i % sizes.length];
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

const bytes = fc.array(
  fc.oneof({ weight: 3, arbitrary: fc.constantFrom(10, 13, 0, 0x61) }, { weight: 1, arbitrary: fc.nat(255) }),
  { maxLength: 200 },
);
const sizes = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 5 });

function rawLines(text: string, end: RegExp): string[] {
  return text.split(end).filter(line => line !== '');
}

describe('cutter', () => {
  it('keeps every byte and ends lines at LF, whatever the chunks', () => {
    fc.assert(
      fc.property(bytes, sizes, (given, chunks) => {
        const text = Buffer.from(given).toString('latin1');
        const { lines } = cut(slices(Uint8Array.from(given), chunks), 'lf');
        deepEqual(
          lines.map(one => one.raw),
          rawLines(text, /(?<=\n)/),
        );
        deepEqual(
          lines.map(one => one.text),
          rawLines(text, /(?<=\n)/).map(line => line.replace(/\r?\n$/, '')),
        );
        deepEqual(
          lines.map(one => one.line),
          lines.map((_, i) => i + 1),
        );
      }),
    );
  });

  it('ends lines at CR, LF and CR LF in a file of CRs, whatever the chunks', () => {
    fc.assert(
      fc.property(bytes, sizes, (given, chunks) => {
        const text = Buffer.from(given).toString('latin1');
        const { lines } = cut(slices(Uint8Array.from(given), chunks), 'cr');
        deepEqual(
          lines.map(one => one.raw),
          rawLines(text, /(?<=\r\n|\n|\r(?!\n))/),
        );
        deepEqual(
          lines.map(one => one.text),
          lines.map(one => one.raw.replace(/\r\n$|\r$|\n$/, '')),
        );
      }),
    );
  });

  it('numbers lines through many blocks', () => {
    const text = Array.from({ length: BLOCK_LINES * 2 + 5 }, (_, i) => `line ${i + 1}\n`).join('');
    const { lines } = cut(slices(Buffer.from(text), [70_001]), 'lf');
    equal(lines.length, BLOCK_LINES * 2 + 5);
    ok(lines.every(one => one.text === `line ${one.line}`));
  });

  for (const lineEnd of ['\n', '\r\n', ''] as const) {
    for (const length of [LINE_BYTES - 1, LINE_BYTES, LINE_BYTES + 1, LINE_BYTES + 2, 5 * LINE_BYTES + 3]) {
      for (const chunk of [100_000, 1 << 22]) {
        it(`keeps the beginning of a line of ${length} bytes ending in ${JSON.stringify(lineEnd)}, in chunks of ${chunk}`, () => {
          const text = `first\n${'y'.repeat(length)}${lineEnd}${lineEnd && 'last'}`;
          const { lines, cutter } = cut(slices(Buffer.from(text), [chunk]), 'lf');
          const kept = 'y'.repeat(Math.min(length, LINE_BYTES));
          deepEqual(
            lines.map(one => one.text.length),
            ['first', kept, ...(lineEnd ? ['last'] : [])].map(one => one.length),
          );
          equal(lines[1].raw, kept + lineEnd);
          equal(cutter.longLines, length > LINE_BYTES ? 1 : 0);
          equal(cutter.firstLong, length > LINE_BYTES ? 2 : 0);
        });
      }
    }
  }

  it('takes over the blocks of an ingestion that is over, but nothing that stood in them', () => {
    const former = new BlockPool();
    const used = Array.from({ length: 6 }, () => former.take());
    for (const block of used) {
      block.bytes.fill(0x78);
      for (const column of [block.starts, block.ends, block.at, block.level, block.flags, block.template]) column.fill(7);
      former.give(block);
    }
    former.end();
    const next = new BlockPool();
    const taken = Array.from({ length: 6 }, () => next.take());
    equal(taken.filter(block => used.includes(block)).length, 4, 'not all of them are kept');
    for (const block of taken) next.give(block);
    next.end();
    deepEqual(
      cut([Buffer.from('one\ntwo')], 'lf').lines.map(one => [one.line, one.text]),
      [
        [1, 'one'],
        [2, 'two'],
      ],
    );
  });
});
