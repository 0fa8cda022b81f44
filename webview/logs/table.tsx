/** The window, log table: the grid: rows in sight in a layer that stays in place, beside a scrollbar as long as all rows or as a browser allows. */
import type { VNode } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Line } from '../../src/model/line.ts';
import { t } from '../words.ts';
import { EDGE, GAP, template } from './columns.ts';
import { Head } from './head.tsx';
import type { Row } from './pages.ts';
import { type RowState, type RowStyle, rowId, TableRow } from './row.tsx';
import { RowNumber } from './row-number.tsx';
import * as scroll from './scroll.ts';
import type { TableState } from './table-state.ts';
import { useScroll } from './use-scroll.ts';

export interface TableLook {
  readonly state: TableState;
  readonly style: RowStyle;
  readonly marksOf: (row: Row) => Pick<RowState, 'isNew' | 'bookmarked' | 'pinned'>;
  readonly recordOf: (index: number) => readonly Line[] | null;
  /** The rows are of a former filter. */
  readonly stale: boolean;
  readonly acts: TableActs;
}

export interface TableActs {
  onKey(event: KeyboardEvent): void;
  /** A row was clicked; `source` tells which of its source places, `fold` that its record is to be folded or unfolded. */
  onRow(index: number, click: { readonly event: MouseEvent; readonly source: string | null; readonly fold: boolean }): void;
  onOpen(index: number): void;
  onRoom(width: number, height: number): void;
  onWidth(column: string, width: number): void;
}

export function Table(look: TableLook) {
  const { state, style, stale, acts } = look;
  const grid = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const scrolling = useScroll(grid, state, acts.onRoom);
  useMeasured(body, state, style.wrap);
  const rows = useRows(look);
  const { stand, first, last } = state.drawn();
  const active = state.selection()?.active ?? -1;
  return (
    <div
      ref={grid}
      class={`log-grid${style.wrap ? ' wrap' : ''}${stale ? ' stale' : ''}`}
      style={{ '--log-columns': template(style.laid), '--log-gap': `${GAP}px`, '--log-edge': `${EDGE}px` }}
      role="grid"
      tabIndex={0}
      aria-label={t('Log lines')}
      aria-rowcount={(state.view()?.count ?? 0) + 1}
      aria-colcount={style.laid.columns.length}
      aria-multiselectable="true"
      aria-busy={stale}
      aria-activedescendant={active >= first && active <= last ? rowId(active) : undefined}
      onKeyDown={acts.onKey}
      {...scrolling}
    >
      <div class="log-layer" role="presentation">
        <Head laid={style.laid} onWidth={acts.onWidth} />
        <div ref={body} role="rowgroup" style={{ transform: `translateY(${-stand.within}px)` }} {...clicksOf(acts)}>
          {rows}
        </div>
        <RowNumber state={state} />
      </div>
      <div class="log-way" role="presentation" style={{ height: `${scroll.travel(state.extent())}px` }} />
    </div>
  );
}

/** One row more than is in sight, so that a small move finds it drawn; a row that looks as before is not drawn anew. */
function useRows({ state, style, marksOf, recordOf }: TableLook): VNode[] {
  const before = useRef(new Map<number, Drawn>());
  const now = new Map<number, Drawn>();
  const view = state.view();
  const selection = state.selection();
  const { first, last } = state.drawn();
  for (let index = first; view && index <= Math.min(last + 1, view.count - 1); index++) {
    const row = view.blocks.row(index);
    const selected = !!selection && between(index, selection.active, selection.mark);
    const marks = row ? marksOf(row) : NO_MARKS;
    const followed = !!row && goesOn(row, view.blocks.row(index + 1));
    const look = { index, selected, active: index === selection?.active, followed, record: recordOf(index), ...marks };
    const known = before.current.get(index);
    const same = known && known.row === row && known.style === style && alike(known.look, look);
    const vnode = same ? known.vnode : <TableRow key={index} row={row} state={look} style={style} />;
    now.set(index, { row, style, look, vnode });
  }
  before.current = now;
  return [...now.values()].map(({ vnode }) => vnode);
}

interface Drawn {
  readonly row: Row | undefined;
  readonly style: RowStyle;
  readonly look: RowState;
  readonly vnode: VNode;
}

const NO_MARKS = { isNew: false, bookmarked: false, pinned: false };

function goesOn({ place, end_line }: Row, next: Row | undefined): boolean {
  return end_line > place.line && next?.place.member === place.member && next.place.line === place.line + 1;
}

function alike(a: RowState, b: RowState): boolean {
  return (Object.keys(a) as (keyof RowState)[]).every(key => a[key] === b[key]);
}

function between(index: number, a: number, b: number): boolean {
  return index >= Math.min(a, b) && index <= Math.max(a, b);
}

function clicksOf({ onRow, onOpen }: TableActs) {
  const hit = (event: MouseEvent) => {
    const target = event.target as Element;
    const row = target.closest('[data-row]')?.getAttribute('data-row');
    return row ? { index: Number(row), target } : null;
  };
  return {
    onClick: (event: MouseEvent) => {
      const found = hit(event);
      if (!found) return;
      const source = found.target.closest('[data-source]')?.getAttribute('data-source') ?? null;
      onRow(found.index, { event, source, fold: found.target.closest('[data-fold]') !== null });
    },
    onDblClick: (event: MouseEvent) => {
      const found = hit(event);
      if (found && !found.target.closest('[data-source], [data-fold]')) onOpen(found.index);
    },
  };
}

/** Rows may be of any height when they wrap or show a whole record; then what they measure moves the others. */
function useMeasured(body: { current: HTMLDivElement | null }, state: TableState, wrap: boolean): void {
  useLayoutEffect(() => {
    const heights = new Map<number, number>();
    for (const element of body.current?.children ?? []) {
      const row = Number(element.getAttribute('data-row'));
      if (wrap || state.extent().height(row) !== scroll.ROW || element.querySelector('.log-continued'))
        heights.set(row, (element as HTMLElement).offsetHeight);
    }
    if (heights.size > 0) state.measure(heights);
  });
}
