/** The window, patterns: the table, drawn: one row has the focus; keys lead from row to row, and open the examples below one. */
import { useRef, useState } from 'preact/hooks';
import { labelsOf } from '../../src/tools/render/labels.ts';
import { t } from '../words.ts';
import type { PatternsArrangement } from './arrangement.ts';
import type { PartLook } from './part.ts';
import { keyOf } from './pattern.ts';
import { PatternRow } from './row.tsx';

export function PatternTable({ page, arrangement, change }: PartLook) {
  const table = useRef<HTMLTableElement>(null);
  const [at, setAt] = useState(0);
  const focused = Math.min(at, page.templates.length - 1);
  const labels = labelsOf(page.templates.flatMap(one => one.member ?? []));
  const toggle = (key: string, open = arrangement.open !== key) => change({ open: open ? key : null });
  return (
    <table
      class="pt-table"
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose rows open is a treegrid
      role="treegrid"
      aria-label={t('Patterns')}
      aria-rowcount={page.in_all + 1}
      ref={table}
      onKeyDown={event => pressed(event, { table: table.current, page, focused, toggle })}
      onFocusIn={event => setAt(rowOf(event) ?? at)}
    >
      <thead>
        <Heads arrangement={arrangement} change={change} compared={page.compared_with > 0} />
      </thead>
      <tbody>
        {page.templates.map((pattern, place) => (
          <PatternRow
            key={keyOf(pattern)}
            {...{ pattern, page, labels, place }}
            open={arrangement.open === keyOf(pattern)}
            focused={place === focused}
            toggle={() => toggle(keyOf(pattern))}
          />
        ))}
      </tbody>
    </table>
  );
}

function rowOf(event: Event): number | null {
  const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-at]') : null;
  return row ? Number(row.dataset.at) : null;
}

interface Pressed extends Pick<PartLook, 'page'> {
  readonly table: HTMLElement | null;
  readonly focused: number;
  toggle(key: string, open?: boolean): void;
}

/** Keys mean something on a row itself, not on what stands in it. */
function pressed(event: KeyboardEvent, { table, page, focused, toggle }: Pressed): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (!(event.target instanceof Element) || !event.target.matches('[data-at]')) return;
  const to = rowAfter(event.key, focused, page.templates.length);
  const key = keyOf(page.templates[focused]);
  if (to !== null) table?.querySelector<HTMLElement>(`[data-at="${to}"]`)?.focus();
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
