/** The window, log table: one row; it carries no handlers, since the table hears all its rows. */
import type { ComponentChildren } from 'preact';
import type { Line } from '../../src/model/line.ts';
import type { Labels } from '../../src/tools/render/labels.ts';
import { elidedLeft, oneLine } from '../../src/tools/render/safe.ts';
import { clock, count, stamp } from '../../src/tools/render/words.ts';
import { messageEnd } from '../message.ts';
import { t } from '../words.ts';
import { type Column, type Laid, signsIn } from './columns.ts';
import { mentionsOf } from './mention.ts';
import { DRAWN, type Row } from './pages.ts';

/** What all rows share. */
export interface RowStyle {
  readonly laid: Laid;
  readonly labels: Labels;
  /** Pixels of a character. */
  readonly sign: number;
  /** Pixels of the whole row. */
  readonly room: number;
  readonly dated: boolean;
  readonly wrap: boolean;
  readonly raw: boolean;
}

export interface RowState {
  readonly index: number;
  readonly selected: boolean;
  readonly active: boolean;
  readonly isNew: boolean;
  readonly bookmarked: boolean;
  readonly pinned: boolean;
  /** The next row goes on with its record. */
  readonly followed: boolean;
  /** The further lines of its record; null while they are folded. */
  readonly record: readonly Line[] | null;
}

export function rowId(index: number): string {
  return `log-row-${index}`;
}

export function TableRow({ row, state, style }: { row: Row | undefined; state: RowState; style: RowStyle }) {
  const tone = row ? toneOf(row) : 'absent';
  const flags = [
    state.record && 'unfolded',
    state.selected && 'selected',
    state.active && 'active',
    state.bookmarked && 'bookmarked',
  ].filter(Boolean);
  return (
    <div
      role="row"
      class={`log-row ${tone} ${flags.join(' ')}`}
      id={rowId(state.index)}
      data-row={state.index}
      aria-rowindex={state.index + 2}
      aria-selected={state.selected}
    >
      {style.laid.columns.map((column, at) => (
        <span role="gridcell" aria-colindex={at + 1} class={`log-${column}`} key={column}>
          {row ? <Cell {...{ column, row, state, style }} /> : column === 'message' && t('row {0}', count(state.index + 1))}
        </span>
      ))}
    </div>
  );
}

function toneOf({ level }: Row): string {
  return level === 'fatal' ? 'error' : level;
}

function Cell({ column, row, state, style }: { column: Column; row: Row; state: RowState; style: RowStyle }) {
  switch (column) {
    case 'mark':
      return <Marks {...state} />;
    case 'time':
      return <>{timeOf(row, style)}</>;
    case 'level':
      return <>{row.level === 'none' ? '' : style.laid.narrow ? row.level[0].toUpperCase() : row.level}</>;
    case 'member':
      return <>{elidedLeft(oneLine(style.labels.place(row.place)), signsIn(style.laid.widths.member, style.sign))}</>;
    case 'source':
      return <SourceCell row={row} />;
    case 'message':
      return <Message {...{ row, state, style }} />;
  }
}

function Marks({ isNew, bookmarked, pinned }: RowState) {
  return (
    <>
      {isNew && <span class="dot new" />}
      {pinned && <span class="log-pin" />}
      <span class="heard">
        {[isNew && t('new'), bookmarked && t('bookmarked'), pinned && t('pinned')].filter(Boolean).join(', ')}
      </span>
    </>
  );
}

function timeOf({ at }: Row, { dated, laid }: RowStyle): string {
  return dated && !laid.narrow ? stamp(at).slice(5) : clock(at);
}

function SourceCell({ row }: { row: Row }) {
  const { shown } = mentionsOf(row);
  return shown ? (
    <span class="log-source-link" data-source="shown">
      {oneLine(shown.words)}
    </span>
  ) : null;
}

function Message({ row, state, style }: { row: Row; state: RowState; style: RowStyle }) {
  const folded = row.end_line - row.place.line;
  return (
    <>
      <span class="log-first">
        <span class="log-text">{messageParts(row, style)}</span>
        {row.cut > 0 && <span class="log-more">{t('+{0} characters', count(row.cut))}</span>}
        {folded > 0 && !state.followed && (
          <span class="log-fold" data-fold="true">
            {state.record ? t('({0} lines) ⌄', count(folded + 1)) : t('({0} lines) ›', count(folded + 1))}
          </span>
        )}
      </span>
      {state.record?.map(line => (
        <span class="log-continued" key={line.place.line}>
          {oneLine(line.text.slice(0, DRAWN))}
        </span>
      ))}
    </>
  );
}

/** The text that can be seen, the places in source files marked in it. */
function messageParts(row: Row, { raw, wrap, room, sign }: RowStyle): ComponentChildren {
  const from = raw ? 0 : row.body;
  const whole = raw ? row.text.length : messageEnd(row);
  const end = wrap ? whole : Math.min(whole, from + signsIn(room, sign) + 1);
  const parts: ComponentChildren[] = [];
  let at = from;
  mentionsOf(row).within.forEach((one, index) => {
    const [start, stop] = [row.body + one.from, row.body + one.to];
    if (start < at || stop > end) return;
    parts.push(
      oneLine(row.text.slice(at, start)),
      <span class="log-source-link" data-source={index}>
        {oneLine(row.text.slice(start, stop))}
      </span>,
    );
    at = stop;
  });
  return [...parts, oneLine(row.text.slice(at, end))];
}
