/** The window, log table: where the table stands and how it moves: by exact pixels, or along a scrollbar that is scaled where rows are more than a browser can stack. */

/** Pixels of a row that is neither wrapped nor unfolded. */
export const ROW = 20;
/** Browsers cap the height of an element at 16 to 33 million pixels. */
const TALLEST = 8_000_000;

/** Where a row is brought that was not in sight: pixels below the upper edge, so that the first row shows as a whole. */
export function third({ viewport }: Pick<Extent, 'viewport'>): number {
  return Math.floor(viewport / 3 / ROW) * ROW;
}

/** The first row in sight, and how many of its pixels are above the edge. */
export interface Stand {
  readonly row: number;
  readonly within: number;
}

export interface Extent {
  readonly count: number;
  /** Pixels in sight. */
  readonly viewport: number;
  height(row: number): number;
}

export const TOP: Stand = { row: 0, within: 0 };

/** The stand at which the last row ends at the lower edge. */
export function endStand({ count, viewport, height }: Extent): Stand {
  let left = viewport;
  for (let row = count - 1; row >= 0; row--) {
    const tall = height(row);
    if (tall >= left) return { row, within: tall - left };
    left -= tall;
  }
  return TOP;
}

/** Moves by pixels, down when positive; never beyond the first or the last row. */
export function moved(stand: Stand, pixels: number, extent: Extent): Stand {
  let { row, within } = stand;
  within += pixels;
  while (within < 0 && row > 0) within += extent.height(--row);
  while (row < extent.count - 1 && within >= extent.height(row)) within -= extent.height(row++);
  return kept({ row, within: Math.max(0, within) }, extent);
}

/** The same stand, or the end where it lies beyond it. */
export function kept(stand: Stand, extent: Extent): Stand {
  const end = endStand(extent);
  return after(stand, end) ? end : stand;
}

function after(a: Stand, b: Stand): boolean {
  return a.row !== b.row ? a.row > b.row : a.within > b.within;
}

/** Where in rows, with fractions, the upper edge stands. */
function rowsAbove({ row, within }: Stand, { count, height }: Extent): number {
  return count === 0 ? 0 : row + within / height(row);
}

/** Pixels that the scrollbar can travel. */
export function travel(extent: Extent): number {
  return Math.min(TALLEST, Math.ceil(rowsAbove(endStand(extent), extent) * ROW));
}

/** Where the scrollbar stands. */
export function barOf(stand: Stand, extent: Extent): number {
  const end = rowsAbove(endStand(extent), extent);
  return end === 0 ? 0 : Math.min(1, rowsAbove(stand, extent) / end) * travel(extent);
}

/** The stand that the scrollbar points at. */
export function standAt(bar: number, extent: Extent): Stand {
  const end = endStand(extent);
  const way = travel(extent);
  if (way === 0) return TOP;
  const rows = (Math.max(0, bar) / way) * rowsAbove(end, extent);
  const row = Math.min(Math.floor(rows), extent.count - 1);
  return kept({ row, within: Math.round((rows - row) * extent.height(row)) }, extent);
}

/** The last row in sight. */
export function lastShown({ row, within }: Stand, { count, viewport, height }: Extent): number {
  let left = viewport + within;
  for (let at = row; at < count; at++) {
    left -= height(at);
    if (left <= 0) return at;
  }
  return count - 1;
}

/** The smallest move that brings a row into sight as a whole, or its beginning where it is taller than that. */
export function revealed(stand: Stand, row: number, extent: Extent): Stand {
  if (row < stand.row || (row === stand.row && stand.within > 0)) return { row, within: 0 };
  const low = placed(row, extent.viewport - extent.height(row), extent);
  return after(low, stand) ? low : stand;
}

/** The stand that has the upper edge of a row `y` pixels below the upper edge of the table. */
export function placed(row: number, y: number, extent: Extent): Stand {
  return moved({ row, within: 0 }, -Math.max(0, y), extent);
}

/** How many pixels below the upper edge a row begins; only for rows at or below the first one in sight. */
export function topOf(row: number, stand: Stand, extent: Extent): number {
  let top = -stand.within;
  for (let at = stand.row; at < row; at++) top += extent.height(at);
  return top;
}
