/** The window, log table: what a person can do in it, by key, button or command. */
import type { RefObject } from 'preact';
import { formatPlace } from '../../src/model/place.ts';
import { oneLine } from '../../src/tools/render/safe.ts';
import { count, counted } from '../../src/tools/render/words.ts';
import type { Act } from '../../src/tools/window.ts';
import { openDocument, openSource } from '../acts.ts';
import { failureOf } from '../ask.ts';
import type { Desk } from '../desk.ts';
import { t } from '../words.ts';
import { type LogsArrangement, type Mark, OPEN_FILTER } from './arrangement.ts';
import type { Facts } from './facts.ts';
import type { Doing, Wish } from './keys.ts';
import { nextMark, toggled } from './marks.ts';
import type { Row } from './pages.ts';
import type { Records } from './records.ts';
import * as scroll from './scroll.ts';
import type { TableState } from './table-state.ts';

export interface Hands {
  readonly desk: Desk;
  readonly state: TableState;
  readonly facts: Facts;
  readonly records: Records;
  readonly arrangement: LogsArrangement;
  arrange(part: Partial<LogsArrangement>): void;
  readonly field: RefObject<HTMLInputElement>;
  askTime(): void;
}

/** Lines that are copied at most. */
const MOST_COPIED = 10_000;
const PAGE = 1_000;
export const ERRORS = 'level:fatal,error';

export function activeRow(state: TableState): Row | undefined {
  const selection = state.selection();
  return selection ? state.view()?.blocks.row(selection.active) : undefined;
}

export function move({ state }: Hands, wish: Extract<Wish, { kind: 'move' }>): void {
  const { by, unit, extend } = wish;
  const count = state.view()?.count ?? 0;
  const selection = state.selection();
  const edge = by > 0 ? count - 1 : 0;
  const entry = by > 0 ? state.stand().row : scroll.lastShown(state.stand(), state.extent());
  const rows = unit === 'row' ? 1 : Math.max(1, Math.floor(state.extent().viewport / scroll.ROW) - 1);
  state.select(unit === 'all' ? edge : selection ? selection.active + by * rows : entry, { extend });
}

export function doIt(hands: Hands, what: Doing | Act): void {
  const { state, arrangement, arrange, field } = hands;
  const doings: Readonly<Record<Doing | Act, () => void | Promise<void>>> = {
    next_error: () => toError(hands, true),
    previous_error: () => toError(hands, false),
    open_line: () => open(hands, 'open_line'),
    open_source: () => open(hands, 'open_source'),
    copy_lines: () => copy(hands),
    copy_report: () => undefined,
    select_all: () => selectAll(state),
    toggle_bookmark: () => mark(hands, 'bookmarks'),
    pin_line: () => mark(hands, 'pins'),
    next_bookmark: () => toBookmark(hands),
    toggle_wrap: () => arrange({ wrap: !arrangement.wrap }),
    toggle_new: () => arrange({ new_only: !arrangement.new_only }),
    toggle_record: () => toggleRecord(hands),
    focus_filter: () => {
      field.current?.focus();
      field.current?.select();
    },
    clear_filter: () => arrange(OPEN_FILTER),
    jump_to_time: () => hands.askTime(),
    unselect: () => state.unselect(),
  };
  void attempt(hands.desk, doings[what]);
}

/** What fails is told at the foot; nothing of the table is lost by it. */
export async function attempt(desk: Desk, act: () => void | Promise<void>): Promise<void> {
  try {
    await act();
  } catch (failure) {
    const { words, hint } = failureOf(failure);
    desk.say(`${words} ${hint}`);
  }
}

async function toError({ state, desk }: Hands, down: boolean): Promise<void> {
  const view = state.view();
  const selection = state.selection();
  const index = selection?.active ?? state.stand().row;
  const row = view?.blocks.row(index);
  if (!view || !row) return;
  // Without a selection the first line in sight counts itself.
  const found = await view.pages.next({ index: selection ? index : index - 1, place: row.key }, ERRORS, down);
  if (found === null) return desk.say(down ? t('No further error among these lines.') : t('No earlier error among these lines.'));
  state.select(found, { centre: true });
}

async function open({ state, desk }: Hands, verb: 'open_line' | 'open_source'): Promise<void> {
  const row = activeRow(state);
  if (!row) return desk.say(t('Select a line first.'));
  if (verb === 'open_line') await openDocument(desk, row.place);
  else await openSource(desk, { place: row.key });
}

async function copy({ state, desk }: Hands): Promise<void> {
  const view = state.view();
  const selection = state.selection();
  if (!view || !selection) return desk.say(t('Select a line first.'));
  const first = Math.min(selection.active, selection.mark);
  const chosen = Math.abs(selection.active - selection.mark) + 1;
  const wanted = Math.min(chosen, MOST_COPIED);
  const texts: string[] = [];
  for (let done = 0; done < wanted; done += PAGE) {
    const lines = await view.pages.lines(first + done, Math.min(PAGE, wanted - done));
    texts.push(...lines.map(line => `${oneLine(line.place.member)}:${line.place.line} | ${oneLine(line.text)}`));
  }
  await desk.engine.copy_text({ text: texts.join('\n') });
  desk.say(
    chosen > wanted
      ? t('Copied the first {0} of {1} lines.', count(wanted), count(chosen))
      : t('Copied {0}.', counted(wanted, 'line')),
  );
}

function selectAll(state: TableState): void {
  const last = (state.view()?.count ?? 0) - 1;
  const stand = state.stand();
  state.select(0);
  state.select(last, { extend: true });
  state.moveTo(stand);
}

function mark({ state, desk, arrangement, arrange }: Hands, kind: 'bookmarks' | 'pins'): void {
  const row = activeRow(state);
  if (!row) {
    desk.say(t('Select a line first.'));
    return;
  }
  const one: Mark = { place: formatPlace(row.place), at: row.at };
  const marks = toggled(arrangement[kind], one);
  arrange({ [kind]: marks });
  const added = marks.length > arrangement[kind].length;
  if (kind === 'bookmarks') desk.say(added ? t('Bookmarked.') : t('Bookmark removed.'));
  else desk.say(added ? t('Pinned above the table.') : t('Unpinned.'));
}

function toBookmark({ state, desk, arrangement }: Hands): void {
  const row = activeRow(state);
  const next = nextMark(arrangement.bookmarks, row ? { place: row.key, at: row.at } : null);
  if (next) desk.go({ tab: 'logs', place: next.place });
  else desk.say(t('No line is bookmarked; b bookmarks the selected one.'));
}

async function toggleRecord({ state, records }: Hands): Promise<void> {
  const row = activeRow(state);
  if (row && row.end_line > row.place.line) await records.toggle(row);
}
