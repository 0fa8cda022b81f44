/** The reader: what holds for every format and any bytes. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CONTINUED } from '../../../../src/engine/read/block.ts';
import type { Format } from '../../../../src/engine/read/formats/format.ts';
import { formats, recognise } from '../../../../src/engine/read/formats/table.ts';
import { FATAL } from '../../../../src/model/level.ts';
import { blockOf, MODIFIED, rowsOf, tell } from './rows.ts';

/** Pieces of which headers, traces and values are made, so that chance comes near to real lines. */
const piece = fc.oneof(
  fc.constantFrom(
    '2024-05-06T07:08:09.123Z',
    '2024-13-46 27:68:99',
    'May  6 07:08:09',
    '[',
    ']',
    '<',
    '>',
    '(',
    '{"time":"',
    '"msg":',
    ',',
    '"',
    '\\',
  ),
  fc.constantFrom(
    'INFO',
    '!ERR |',
    'ERROR:',
    ' - ',
    ': ',
    '\t',
    '   ',
    '\x1b[31m',
    '\x1b_',
    '\r',
    '\r\r',
    '< t:',
    ' p:',
    'I0506',
    '=',
    'level=',
    '|',
  ),
  fc.constantFrom(
    'Traceback (most recent call last):',
    '\tat a.b(C.java:1)',
    'goroutine 1 [running]:',
    '==1==',
    '#0 0x',
    '1714979289',
    '\uFEFF',
    '',
  ),
  fc.string({ unit: 'binary', maxLength: 8 }),
);
const line = fc.oneof(
  fc.array(piece, { maxLength: 8 }).map(pieces => Buffer.from(pieces.join('').replaceAll('\n', ''))),
  fc.uint8Array({ maxLength: 60 }),
);

/** Enough bytes that looking at all of them again and again would be noticed. */
const LONG = 1 << 16;

function proveColumns(format: Format, lines: readonly Uint8Array[], modified: number | null): void {
  const sample = lines.map(one => Buffer.from(one).toString());
  const reader = format.reader({ path: 'a.log', modified, sample });
  for (let from = 0; from < lines.length; from += 3) {
    const block = blockOf(lines.slice(from, from + 3), from + 1);
    reader.read(block);
    for (let row = 0; row < block.count; row++) {
      assert.ok(block.body[row] >= block.starts[row] && block.body[row] <= block.ends[row], `body of row ${row}`);
      assert.ok(block.level[row] <= FATAL, `level of row ${row}`);
      assert.ok(block.flags[row] === 0 || block.flags[row] === CONTINUED, `flags of row ${row}`);
      assert.ok(Number.isNaN(block.at[row]) || Number.isInteger(block.at[row]), `time of row ${row}: ${block.at[row]}`);
      assert.notEqual(block.at[row], -1, `time of row ${row}`);
      if (block.flags[row] === 0) continue;
      assert.ok(from + row > 0, 'the first line continues nothing');
      if (row === 0) continue;
      assert.equal(block.level[row], block.level[row - 1], `level of row ${row}`);
      assert.ok(Object.is(block.at[row], block.at[row - 1]), `time of row ${row}`);
    }
  }
  assert.equal(
    reader.gaps().every(gap => gap.member === 'a.log' && gap.words.endsWith('.')),
    true,
  );
  assert.ok(['given', 'assumed', 'none'].includes(reader.zone()));
}

describe('formats', () => {
  for (const [index, format] of formats.entries()) {
    it(`${format.name} (${index}) fills every column from any bytes`, () => {
      fc.assert(
        fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), fc.constantFrom(MODIFIED, null), (lines, modified) => {
          proveColumns(format, lines, modified);
        }),
        { numRuns: 60 },
      );
    });
  }

  it('takes the longest lines of one byte, or of two in turn', () => {
    const long = ['\r', '\x1b', '\x1b[', '[', ' ', '{', '"', '<', '\t', '|', '1', 'E', '=', ': ', '\\', '1:', 'a.'].map(piece =>
      Buffer.alloc(LONG, piece),
    );
    for (const format of formats) proveColumns(format, long, MODIFIED);
  });

  it('recognise takes any sample, the last format every member', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 80 }), { maxLength: 10 }), sample => {
        assert.ok(formats.includes(recognise('a.log', sample)));
        assert.equal(formats.at(-1)?.recognises('a.log', sample), true);
      }),
    );
    assert.equal(recognise('a.log', []).name, 'text');
  });

  it('reads the same however the member is cut into blocks', () => {
    const text = [
      '2024-05-06 07:08:09,100 ERROR [main] org.acme.Cart - broken',
      'java.lang.Error: x',
      '\tat a.b.C.d(C.java:1)',
      '2024-05-06 07:08:10,100 INFO  [main] org.acme.Cart - going on',
      '2024-05-06 07:08:11,100 WARN  [main] org.acme.Cart - slow',
    ].join('\n');
    for (const cut of [1, 2, 3]) assert.equal(tell(text, { cut }).rows, tell(text).rows);
  });

  it('folds a trace under its record across blocks', () => {
    const text = 'Traceback (most recent call last):\n  File "a.py", line 1, in f\nValueError: x\nafter';
    assert.equal(tell(text, { cut: 1 }).rows, tell(text).rows);
  });

  it('ends a record after a thousand lines', () => {
    const lines = ['2024-05-06 07:08:09 INFO one', ...Array.from({ length: 1200 }, () => 'more'), '2024-05-06 07:08:10 INFO two'];
    const reader = recognise('a.log', [lines[0], lines[1201]]).reader({
      path: 'a.log',
      modified: null,
      sample: [lines[0], lines[1201]],
    });
    const block = blockOf(lines.map(text => Buffer.from(text)));
    reader.read(block);
    assert.equal(rowsOf(block).filter(row => row.includes(' + more')).length, 1000);
    assert.equal(block.at[1100], block.at[0]);
  });
});
