/** The window, patterns: the table, drawn: one row has the focus; keys lead from row to row, and open the examples below one. */
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { labelsOf } from '../../src/tools/render/labels.ts';
import { useVirtual, type Virtual } from '../virtual.ts';
import { t } from '../words.ts';
import type { PatternsArrangement } from './arrangement.ts';
import { Examples } from './examples.tsx';
import type { PartLook } from './part.ts';
import { keyOf, type Pattern } from './pattern.ts';
import { PatternRow } from './row.tsx';

/** Pixels of a row in a wide window; narrow ones are measured. */
const ROW = 24;

export interface TableLook extends PartLook {
  /** What scrolls. */
  readonly pane: RefObject<HTMLDivElement>;
}

/** A pattern, or what stands open below one. */
interface Row {
  readonly pattern: Pattern;
  readonly place: number;
  readonly examples: boolean;
}

export function PatternTable(look: TableLook) {
  const { page, arrangement, change } = look;
  const table = useRef<HTMLTableElement>(null);
  const [at, setAt] = useState(0);
  const focused = Math.min(at, page.templates.length - 1);
  const toggle = (key: string, open = arrangement.open !== key) => change({ open: open ? key : null });
  const openAt = page.templates.findIndex(pattern => keyOf(pattern) === arrangement.open);
  const indexOf = (place: number) => (openAt >= 0 && place > openAt ? place + 1 : place);
  const virtual = useRows(look, { table, openAt, focused: indexOf(focused) });
  const focus = useFocus(table, focused);
  const go = (to: number) => {
    setAt(to);
    focus(to);
    virtual.scrollToIndex(indexOf(to));
  };
  return (
    <table
      class="pt-table"
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose rows open is a treegrid
      role="treegrid"
      aria-label={t('Patterns')}
      aria-rowcount={page.in_all + 1}
      ref={table}
      onKeyDown={event => pressed(event, { page, focused, toggle, go })}
      onFocusIn={event => setAt(rowOf(event) ?? at)}
    >
      <thead>
        <Heads arrangement={arrangement} change={change} compared={page.compared_with > 0} />
      </thead>
      <tbody style={{ height: `${virtual.getTotalSize()}px` }}>
        <Rows {...{ page, virtual, openAt, focused, toggle }} />
      </tbody>
    </table>
  );
}

interface RowsLook extends Pick<PartLook, 'page'> {
  readonly virtual: Virtual;
  readonly openAt: number;
  readonly focused: number;
  toggle(key: string): void;
}

function Rows({ page, virtual, openAt, focused, toggle }: RowsLook) {
  const labels = labelsOf(page.templates.flatMap(one => one.member ?? []));
  const { scrollMargin } = virtual.options;
  return (
    <>
      {virtual.getVirtualItems().map(({ index, key, start }) => {
        const { pattern, place, examples } = rowAt(page.templates, openAt, index);
        const drawn = { ref: virtual.measureElement, 'data-index': index, style: { top: `${start - scrollMargin}px` } };
        if (examples) return <Examples key={key} {...{ pattern, page, drawn }} />;
        const look = { pattern, page, labels, place, drawn, open: place === openAt, focused: place === focused };
        return <PatternRow key={key} {...look} toggle={() => toggle(keyOf(pattern))} />;
      })}
    </>
  );
}

function rowAt(templates: readonly Pattern[], openAt: number, index: number): Row {
  const behind = openAt >= 0 && index > openAt;
  const place = behind ? index - 1 : index;
  return { pattern: templates[place], place, examples: behind && index === openAt + 1 };
}

/** The rows in sight; the one with the focus stays, and so does what stands open. */
function useRows(
  { page, pane }: TableLook,
  { table, openAt, focused }: { table: RefObject<HTMLTableElement>; openAt: number; focused: number },
): Virtual {
  const { templates } = page;
  const [above, setAbove] = useState({ body: 0, head: ROW });
  useLayoutEffect(() => {
    const body = table.current?.tBodies[0].offsetTop ?? 0;
    const head = table.current?.tHead?.offsetHeight ?? ROW;
    if (body !== above.body || head !== above.head) setAbove({ body, head });
  });
  return useVirtual({
    count: templates.length + (openAt >= 0 ? 1 : 0),
    scroller: pane,
    row: ROW,
    keyOf: index => {
      const { pattern, examples } = rowAt(templates, openAt, index);
      return `${examples ? 'below ' : ''}${keyOf(pattern)}`;
    },
    kept: [...new Set([focused, ...(openAt >= 0 ? [openAt, openAt + 1] : [])])].sort((a, b) => a - b),
    above: above.body,
    covered: above.head,
  });
}

/** A row gets the focus once it is drawn. */
function useFocus(table: RefObject<HTMLTableElement>, focused: number): (place: number) => void {
  const wanted = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (wanted.current !== focused) return;
    wanted.current = null;
    table.current?.querySelector<HTMLElement>(`[data-at="${focused}"]`)?.focus({ preventScroll: true });
  });
  return place => {
    wanted.current = place;
  };
}

function rowOf(event: Event): number | null {
  const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-at]') : null;
  return row ? Number(row.dataset.at) : null;
}

interface Pressed extends Pick<PartLook, 'page'> {
  readonly focused: number;
  toggle(key: string, open?: boolean): void;
  go(to: number): void;
}

/** Keys mean something on a row itself, not on what stands in it. */
function pressed(event: KeyboardEvent, { page, focused, toggle, go }: Pressed): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (!(event.target instanceof Element) || !event.target.matches('[data-at]')) return;
  const to = rowAfter(event.key, focused, page.templates.length);
  const key = keyOf(page.templates[focused]);
  if (to !== null) go(to);
  else if (event.key === 'Enter' || event.key === ' ') toggle(key);
  else if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') toggle(key, event.key === 'ArrowRight');
  else return;
  event.preventDefault();
}

const PAGE = 10;

/** Null: the key does not lead to another row. */
export function rowAfter(key: string, at: number, rows: number): number | null {
  const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE, PageUp: -PAGE, Home: -rows, End: rows };
  return key in steps ? Math.max(0, Math.min(rows - 1, at + steps[key])) : null;
}

type Sort = PatternsArrangement['sort'];

function Heads({ arrangement, change, compared }: Omit<PartLook, 'page'> & { compared: boolean }) {
  const head = (sort: Sort, words: string) => (
    <th class={`pt-${sort}`} aria-sort={arrangement.sort === sort ? 'descending' : 'none'}>
      <button type="button" onClick={() => change({ sort })} aria-pressed={arrangement.sort === sort} title={t('Sort by it')}>
        {words}
      </button>
    </th>
  );
  return (
    <tr class="pt-row pt-heads" aria-rowindex={1}>
      {head('change', t('change'))}
      {head('count', t('here'))}
      <th class="pt-passing">{compared ? t('passing') : ''}</th>
      <th class="pt-level">{t('level')}</th>
      <th class="pt-text">{t('pattern')}</th>
      {head('first', t('first seen'))}
    </tr>
  );
}
