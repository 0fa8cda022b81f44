/** The reader: fills a block's columns from what a format finds in each line, and folds continuations under their record. */
import type { Gap } from '../../../model/coverage.ts';
import { ERROR, INFO, NONE, WARN } from '../../../model/level.ts';
import type { ZoneOrigin } from '../../../model/line.ts';
import { type Block, CONTINUED } from '../block.ts';
import { type Cursor, cursorOver, textAhead } from '../cursor.ts';
import { Fold } from '../fold.ts';
import { type Draft, emptyDraft } from './draft.ts';
import type { FormatReader } from './format.ts';
import { MemberClock } from './member-clock.ts';
import { plainLevel } from './plain-level.ts';

/** Lines without a stamp that are folded under one record at most. */
const LONGEST_RECORD = 1000;

/** How a format reads a line. */
export interface LineForm {
  /** Reads the header of the line at the cursor into the draft (stamp, level, body, text, columns). False: the line begins no record. */
  head(cursor: Cursor, draft: Draft): boolean;
  /** Reads a line that begins no record of this form and continues none. */
  stray(cursor: Cursor, draft: Draft): void;
  /**
   * Which lines without a header continue the record above: all; all but those that tell of a failure by themselves while the
   * record tells of none; or only those that look like a stack trace.
   */
  readonly folds: 'all' | 'quiet' | 'traces';
}

interface Context {
  readonly path: string;
  readonly modified: number | null;
}

export class RecordReader implements FormatReader {
  readonly #form: LineForm;
  readonly #clock: MemberClock;
  readonly #draft = emptyDraft();
  readonly #fold = new Fold();
  /** Whether there is a record that a line can continue, and one with a stamp. */
  #started = false;
  #headed = false;
  #run = 0;
  #level = NONE;
  #at = Number.NaN;
  /** Row of the open record's head in this block; -1 when it stands in an earlier one. */
  #headRow = -1;
  #columns = 0;
  #text = 0;
  #signature = 0;

  constructor(form: LineForm, context: Context) {
    this.#form = form;
    this.#clock = new MemberClock(context.path, context.modified);
  }

  read(block: Block): void {
    const cursor = cursorOver(block.bytes);
    this.#headRow = -1;
    for (let row = 0; row < block.count; row++) {
      const start = block.starts[row];
      cursor.pos = start;
      cursor.end = block.ends[row];
      this.#reset(start);
      if (this.#form.head(cursor, this.#draft)) this.#begin(block, row, cursor);
      else this.#follow(block, row, cursor);
    }
    if (this.#headRow >= 0) this.#signature = signature(cursor.bytes, this.#columns, this.#text);
  }

  zone(): ZoneOrigin {
    return this.#clock.zone();
  }

  gaps(): Gap[] {
    return this.#clock.gaps();
  }

  #reset(start: number): void {
    const draft = this.#draft;
    draft.stamped = false;
    draft.level = NONE;
    draft.body = start;
    draft.text = start;
    draft.columns = start;
  }

  /** A line with a header: a record, unless its text goes on with the stack trace of the same writer. */
  #begin(block: Block, row: number, cursor: Cursor): void {
    const draft = this.#draft;
    const at = draft.stamped ? this.#clock.take(draft.stamp, block.firstLine + row) : this.#clock.last;
    cursor.pos = draft.text;
    if (this.#started && this.#fold.mayContinue(cursor) && this.#sameWriter(cursor) && this.#fold.continues(cursor)) {
      this.#continue(block, row);
      return;
    }
    this.#fold.begin(cursor);
    if (this.#tellsMore(cursor, at)) {
      this.#continue(block, row);
      return;
    }
    this.#head(block, row, at);
    this.#headed ||= draft.stamped;
  }

  /** A trace right behind an error of the same writer and moment: a message of several lines, each with the prefix. */
  #tellsMore(cursor: Cursor, at: number): boolean {
    const { columns, text } = this.#draft;
    return this.#fold.isOpen() && this.#level >= WARN && at === this.#at && text > columns + 1 && this.#sameWriter(cursor);
  }

  #follow(block: Block, row: number, cursor: Cursor): void {
    cursor.pos = this.#draft.text;
    if (this.#headed && this.#form.folds !== 'traces' && this.#run < LONGEST_RECORD && !this.#speaksUp(cursor)) {
      if (this.#run++ === 0 && this.#level === NONE) this.#adoptLevel(block, row, cursor);
      // What the trace is decides whether it tells of an error.
      if (this.#level === NONE && this.#fold.mayContinue(cursor)) this.#fold.continues(cursor);
      this.#continue(block, row);
      return;
    }
    if (this.#started && this.#fold.mayContinue(cursor) && this.#fold.continues(cursor)) {
      this.#continue(block, row);
      return;
    }
    this.#fold.begin(cursor);
    this.#form.stray(cursor, this.#draft);
    const run = this.#run;
    this.#head(block, row, this.#clock.last);
    this.#run = run;
  }

  /** A crash prints right behind the last thing that was logged, which need not have been an error. */
  #speaksUp(cursor: Cursor): boolean {
    return (
      this.#form.folds === 'quiet' &&
      (this.#level === NONE || this.#level === INFO) &&
      !isCause(cursor) &&
      plainLevel(cursor) >= ERROR
    );
  }

  /** java.util.logging states the level at the beginning of the second line. */
  #adoptLevel(block: Block, row: number, cursor: Cursor): void {
    if (this.#headRow < 0) return;
    this.#level = plainLevel(cursor);
    block.level.fill(this.#level, this.#headRow, row);
  }

  #head(block: Block, row: number, at: number): void {
    const { level, body, columns, text } = this.#draft;
    block.at[row] = at;
    block.level[row] = level;
    block.body[row] = body;
    block.flags[row] = 0;
    this.#started = true;
    this.#level = level;
    this.#at = at;
    this.#headRow = row;
    this.#columns = columns;
    this.#text = text;
    this.#run = 0;
  }

  #continue(block: Block, row: number): void {
    if (this.#level === NONE && this.#headRow >= 0 && this.#fold.isFailure()) {
      // A record that carries a stack trace and states no level tells of an error.
      this.#level = ERROR;
      block.level.fill(ERROR, this.#headRow, row);
    }
    block.at[row] = this.#at;
    block.level[row] = this.#level;
    block.body[row] = this.#draft.text;
    block.flags[row] = CONTINUED;
  }

  /** Whether the columns of this line read like those of the open record: lines of several processes may interleave. */
  #sameWriter(cursor: Cursor): boolean {
    const { columns, text } = this.#draft;
    const mine = signature(cursor.bytes, columns, text);
    return mine === (this.#headRow >= 0 ? signature(cursor.bytes, this.#columns, this.#text) : this.#signature);
  }
}

/** The name of an exception, or something indented: what a logger prints below the message it was given with. */
function isCause(cursor: Cursor): boolean {
  return /^(?:\s|(?:[\w$]+\.)+[\w$]+(?::|$))/.test(textAhead(cursor, 100));
}

/** A hash of the bytes in between. */
function signature(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0;
  for (let pos = from; pos < to; pos++) hash = (Math.imul(hash, 31) + bytes[pos]) | 0;
  return hash;
}
