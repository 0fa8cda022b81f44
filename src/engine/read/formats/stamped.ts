/** The reader: members whose lines begin with a stamp, with the header that was learned from their first lines. */
import { NONE } from '../../../model/level.ts';
import { BLANK, type Cursor, skipBlanks, skipInvisible, TAB } from '../cursor.ts';
import { levelOfColumn } from '../severity.ts';
import { NO_DATE } from '../stamp-parts.ts';
import { kindsOf, LEVEL, nextColumn, SEPARATOR, TAG } from './column.ts';
import type { Draft } from './draft.ts';
import type { Format } from './format.ts';
import { findStamp, type Header, learnHeader, type Slot, stampColumn } from './header.ts';
import { readPlain } from './plain.ts';
import { plainLevel } from './plain-level.ts';
import { type LineForm, RecordReader } from './record-reader.ts';

/** Share of a member's lines (traces aside) that must begin with a stamp. */
const ENOUGH = 0.5;
/** The same where the stamp stands behind other columns, as it may in a sentence. */
const ENOUGH_BEHIND = 0.7;

export const stamped: Format = {
  name: 'stamped',
  recognises: (_, sample) => findHeader(sample) !== null,
  reader: context => new RecordReader(stampedForm(findHeader(context.sample)), context),
};

/** The header of a member whose lines mostly begin with a stamp; null for other members. */
export function findHeader(sample: readonly string[]): Header | null {
  for (const dateless of [false, true]) {
    const { before, share } = stampColumn(sample, dateless);
    if (share >= (before === 0 ? ENOUGH : ENOUGH_BEHIND) && (before === 0 || sample.length > 1))
      return learnHeader(sample, before, dateless);
  }
  return null;
}

const BARE: Header = { before: 0, levelBefore: -1, dateless: false, slots: [] };

export function stampedForm(learned: Header | null): LineForm {
  const header = learned ?? BARE;
  const statesLevel = header.levelBefore >= 0 || header.slots.some(slot => slot.kinds === LEVEL);
  return {
    folds: 'quiet',
    stray: readPlain,
    head(cursor, draft) {
      const from = cursor.pos;
      if (!findStamp(cursor, draft.stamp, header.before) || (draft.stamp.lacks === NO_DATE) !== header.dateless) return false;
      draft.stamped = true;
      draft.columns = cursor.pos;
      for (const slot of header.slots) if (!takeSlot(cursor, draft, slot)) break;
      finishHeader(cursor, draft);
      if (!statesLevel) draft.level = plainLevel(cursor);
      else if (header.levelBefore >= 0) draft.level = levelAtColumn(cursor, from, header.levelBefore);
      return true;
    },
  };
}

/** The text begins one blank behind the header, the message where something stands. */
export function finishHeader(cursor: Cursor, draft: Draft): void {
  const next = cursor.pos < cursor.end ? cursor.bytes[cursor.pos] : 0;
  draft.text = next === BLANK || next === TAB ? cursor.pos + 1 : cursor.pos;
  skipBlanks(cursor);
  draft.body = cursor.pos;
}

function levelAtColumn(cursor: Cursor, from: number, index: number): number {
  const stay = cursor.pos;
  cursor.pos = from;
  skipInvisible(cursor);
  let start = -1;
  for (let column = 0; column <= index; column++) start = nextColumn(cursor);
  const level = start < 0 ? NONE : levelOfColumn(cursor.bytes, start, cursor.pos);
  cursor.pos = stay;
  return level;
}

/** Moves behind the columns of the slot; false, and the cursor stays, when the line has other ones. */
export function takeSlot(cursor: Cursor, draft: Draft, slot: Slot): boolean {
  const stay = cursor.pos;
  if (slot.kinds === LEVEL) return takeLevel(cursor, draft);
  for (let step = 0; step < slot.within; step++) {
    const from = nextColumn(cursor);
    if (from < 0) break;
    if (slot.kinds === 0) return true;
    if (
      (slot.kinds & (TAG | SEPARATOR)) === TAG + SEPARATOR
        ? endsWriter(cursor, from)
        : (kindsOf(cursor.bytes, from, cursor.pos) & slot.kinds) !== 0
    ) {
      return true;
    }
  }
  cursor.pos = stay;
  return false;
}

function endsWriter(cursor: Cursor, from: number): boolean {
  if (cursor.bytes[cursor.pos - 1] === 0x3a) return true;
  return cursor.pos - from <= 3 && (kindsOf(cursor.bytes, from, cursor.pos) & SEPARATOR) !== 0;
}

/** The level stands here, or, where a line has a further column, a little behind. */
function takeLevel(cursor: Cursor, draft: Draft): boolean {
  const stay = cursor.pos;
  for (let step = 0; step < 3; step++) {
    const from = nextColumn(cursor);
    if (from < 0) break;
    draft.level = levelOfColumn(cursor.bytes, from, cursor.pos);
    if (draft.level !== NONE) return true;
  }
  cursor.pos = stay;
  return false;
}
