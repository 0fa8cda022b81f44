/** The table: a series of numbers as a line of blocks, which any terminal shows. */

const BLOCKS = '▁▂▃▄▅▆▇█';

export interface Plotted {
  readonly at: readonly number[];
  /** NaN and infinities leave their cell empty unless it holds others. */
  readonly values: readonly number[];
}

/**
 * One cell per equal part of `from` to `to`, as high as the most in it; a part without samples is a blank. Flat lines stand low.
 */
export function sparkline({ at, values }: Plotted, span: { from: number; to: number; cells: number }): string {
  const { from, to, cells } = span;
  const highest = new Array<number>(cells).fill(Number.NEGATIVE_INFINITY);
  for (const [index, time] of at.entries()) {
    if (!Number.isFinite(values[index])) continue;
    const share = to > from ? (time - from) / (to - from) : 0;
    const cell = Math.min(cells - 1, Math.max(0, Math.floor(share * cells)));
    highest[cell] = Math.max(highest[cell], values[index]);
  }
  const known = values.filter(Number.isFinite);
  const least = known.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const most = known.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const block = (value: number) =>
    BLOCKS[most > least ? Math.round(((value - least) / (most - least)) * (BLOCKS.length - 1)) : 0];
  return highest.map(value => (Number.isFinite(value) ? block(value) : ' ')).join('');
}
