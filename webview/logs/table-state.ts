/** The window, log table: what it shows and where: a filter's rows, the stand of the scroll, the selection; it changes in place and tells when it did. */
import type { Blocks } from './blocks.ts';
import type { Filter } from './filter.ts';
import type { Pages, Row } from './pages.ts';
import * as scroll from './scroll.ts';

/** The lines that fit one filter. */
export interface View {
  readonly filter: Filter;
  readonly pages: Pages;
  readonly blocks: Blocks<Row>;
  readonly count: number;
  readonly scanned: number;
}

/** Rows from one to another, in any order; `active` is where the keyboard stands. */
export interface Selection {
  readonly active: number;
  readonly mark: number;
}

/** Rows that are not there yet are waited for this long while the former ones stay in sight. */
const PATIENCE_MS = 150;

export interface TableState {
  view(): View | null;
  /** What is drawn: where the table stands, or stood while its rows are on their way. */
  drawn(): { readonly stand: scroll.Stand; readonly first: number; readonly last: number };
  /** The row at the upper edge as the scrollbar has it. */
  stand(): scroll.Stand;
  extent(): scroll.Extent;
  selection(): Selection | null;
  /** Shows other rows, one of them `y` pixels below the upper edge. */
  open(view: View, at: { readonly index: number; readonly y: number; readonly select: boolean } | null): void;
  resize(viewport: number): void;
  moveBy(pixels: number): void;
  dragTo(bar: number): void;
  moveTo(stand: scroll.Stand): void;
  select(index: number, how?: { readonly extend?: boolean; readonly centre?: boolean }): void;
  unselect(): void;
  /** Notes what rows measure that are not of the plain height; null forgets all. */
  measure(heights: ReadonlyMap<number, number> | null): void;
  redraw(): void;
  /** Whether a person ever moved it. */
  wasMoved(): boolean;
}

export function makeTableState(changed: () => void, now: () => number = () => performance.now()): TableState {
  let view: View | null = null;
  let stand = scroll.TOP;
  let drawnStand = scroll.TOP;
  let viewport = 400;
  let selection: Selection | null = null;
  let down = true;
  let wasMoved = false;
  let lostAt: number | null = null;
  const heights = new Map<number, number>();

  const extent = (): scroll.Extent => ({
    count: view?.count ?? 0,
    viewport,
    height: row => heights.get(row) ?? scroll.ROW,
  });

  function open(next: View, at: { index: number; y: number; select: boolean } | null): void {
    view?.blocks.end();
    view = next;
    heights.clear();
    stand = at ? scroll.placed(at.index, at.y, extent()) : scroll.TOP;
    selection = at?.select ? { active: at.index, mark: at.index } : null;
    drawnStand = stand;
    settle();
  }

  /** Asks for what is in sight, and draws it as soon as it is there or has been waited for long enough. */
  function settle(): void {
    changed();
    if (!view) return;
    const first = stand.row;
    const last = scroll.lastShown(stand, extent());
    view.blocks.want(first, last, down);
    const away = Math.abs(stand.row - drawnStand.row) > last - first;
    const wait = away && view.count > 0 && !view.blocks.has(first, last) && (lostAt === null || now() - lostAt < PATIENCE_MS);
    if (!wait) {
      drawnStand = stand;
      lostAt = null;
    } else if (lostAt === null) {
      lostAt = now();
      setTimeout(settle, PATIENCE_MS);
    }
  }

  function goTo(next: scroll.Stand, byHand = false): void {
    wasMoved ||= byHand;
    down = next.row > stand.row || (next.row === stand.row && next.within >= stand.within);
    stand = next;
    settle();
  }

  function select(index: number, { extend, centre }: { extend?: boolean; centre?: boolean } = {}): void {
    if (!view || view.count === 0) return;
    const active = Math.max(0, Math.min(index, view.count - 1));
    selection = { active, mark: extend ? (selection?.mark ?? active) : active };
    const seen = active >= stand.row && active <= scroll.lastShown(stand, extent());
    goTo(centre && !seen ? scroll.placed(active, scroll.third(extent()), extent()) : scroll.revealed(stand, active, extent()));
  }

  /** What was selected in sight stays in sight when there is less room. */
  function resize(pixels: number): void {
    const active = selection?.active ?? -1;
    const seen = active >= stand.row && active <= scroll.lastShown(stand, extent());
    viewport = Math.max(scroll.ROW, pixels);
    const next = scroll.kept(stand, extent());
    goTo(seen ? scroll.revealed(next, active, extent()) : next);
  }

  function measure(measured: ReadonlyMap<number, number> | null): void {
    if (measured === null) heights.clear();
    let differs = measured === null;
    for (const [row, height] of measured ?? []) {
      differs ||= heights.get(row) !== height;
      heights.set(row, height);
    }
    if (differs) goTo(scroll.kept(stand, extent()));
  }

  return {
    view: () => view,
    drawn: () => ({ stand: drawnStand, first: drawnStand.row, last: scroll.lastShown(drawnStand, extent()) }),
    stand: () => stand,
    extent,
    selection: () => selection,
    open,
    resize,
    moveBy: pixels => goTo(scroll.moved(stand, pixels, extent()), true),
    dragTo: bar => goTo(scroll.standAt(bar, extent()), true),
    moveTo: next => goTo(scroll.kept(next, extent()), true),
    select,
    unselect: () => {
      selection = null;
      changed();
    },
    measure,
    redraw: settle,
    wasMoved: () => wasMoved,
  };
}
