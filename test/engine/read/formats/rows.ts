/** The reader: reads own example lines through the table of formats and shows the columns as text. */
import { type Block, CONTINUED } from '../../../../src/engine/read/block.ts';
import type { FormatReader } from '../../../../src/engine/read/formats/format.ts';
import { recognise } from '../../../../src/engine/read/formats/table.ts';
import { levels } from '../../../../src/model/level.ts';

/** The time at which the examples were last written to. */
export const MODIFIED = Date.parse('2024-05-07T12:00:00Z');

/** A block of these lines, each behind a line end; the columns hold what no reader may leave there. */
export function blockOf(lines: readonly Uint8Array[], firstLine = 1): Block {
  const count = lines.length;
  const starts = new Uint32Array(count + 1);
  const ends = new Uint32Array(count);
  lines.forEach((line, row) => {
    ends[row] = starts[row] + line.length;
    starts[row + 1] = ends[row] + 1;
  });
  const bytes = Buffer.concat(lines.flatMap(line => [line, Buffer.from('\n')]));
  const at = new Float64Array(count).fill(-1);
  const body = new Uint32Array(count).fill(0xffffffff);
  const [level, flags] = [new Uint8Array(count).fill(99), new Uint8Array(count).fill(99)];
  return { firstLine, count, bytes, starts, ends, at, level, body, flags, template: new Uint32Array(count) };
}

/** `at level body` of each row; `+` marks a continuation. */
export function rowsOf(block: Block): string[] {
  return Array.from({ length: block.count }, (_, row) => {
    const at = Number.isNaN(block.at[row]) ? '-' : new Date(block.at[row]).toISOString();
    const mark = block.flags[row] & CONTINUED ? ' +' : '';
    const body = Buffer.from(block.bytes).toString('utf8', block.body[row], block.ends[row]);
    return `${at} ${levels[block.level[row]]}${mark} ${body}`;
  });
}

export interface Told {
  readonly format: string;
  readonly rows: string;
  readonly reader: FormatReader;
}

/** Reads the text as one member; `cut` splits it into blocks of so many lines. */
export function tell(text: string, { path = 'a.log', modified = MODIFIED as number | null, cut = 4096 } = {}): Told {
  const lines = text.split('\n');
  const format = recognise(path, lines.slice(0, 200));
  const reader = format.reader({ path, modified, sample: lines.slice(0, 200) });
  const rows: string[] = [];
  for (let from = 0; from < lines.length; from += cut) {
    const block = blockOf(
      lines.slice(from, from + cut).map(line => Buffer.from(line)),
      from + 1,
    );
    reader.read(block);
    rows.push(...rowsOf(block));
  }
  return { format: format.name, rows: rows.join('\n'), reader };
}

/** The lines themselves: one that begins a record is marked with its level, one that continues it with a plus. */
export function folded(text: string): string {
  const rows = tell(text, { path: 'a.txt' }).rows.split('\n');
  const lines = text.split('\n');
  return rows
    .map(row => row.split(' '))
    .map(([, level, mark], index) => (mark === '+' ? '    + ' : `${level.padEnd(5)} `) + lines[index])
    .join('\n');
}

/** Takes the marks off again. */
export function unfolded(marked: string): string {
  return marked.replace(/^.{6}/gm, '');
}
