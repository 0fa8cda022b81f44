/** The reader: cuts a member's bytes into lines and its lines into blocks; here every line gets its number, once. */
import { BLOCK_BYTES, BLOCK_LINES, type Block, LINE_BYTES } from './block.ts';

const LF = 10;
const CR = 13;
/** Bytes taken over at a time: what lies behind a block's end is copied once more into the next. */
const STEP = 1 << 16;
const ROOM = BLOCK_BYTES + LINE_BYTES + STEP;

/** Of ingestions that are over; many small ones would make a new block each. */
const spare: Block[] = [];
const SPARE = 4;

/** Blocks are big and used again: whoever has finished with one gives it back. */
export class BlockPool {
  readonly #free: Block[] = [];

  take(): Block {
    return this.#free.pop() ?? spare.pop() ?? makeBlock();
  }

  give(block: Block): void {
    this.#free.push(block);
  }

  /** Leaves what is free to the next ingestion; nobody takes from this pool any more. */
  end(): void {
    spare.push(...this.#free.splice(0).slice(0, SPARE - spare.length));
  }
}

function makeBlock(): Block {
  return {
    firstLine: 1,
    count: 0,
    // A Buffer finds a byte four times as fast as a loop does.
    bytes: Buffer.allocUnsafeSlow(ROOM),
    starts: new Uint32Array(BLOCK_LINES + 1),
    ends: new Uint32Array(BLOCK_LINES),
    at: new Float64Array(BLOCK_LINES),
    level: new Uint8Array(BLOCK_LINES),
    body: new Uint32Array(BLOCK_LINES),
    flags: new Uint8Array(BLOCK_LINES),
    template: new Uint32Array(BLOCK_LINES),
  };
}

/** What ends a line: LF or CR LF; or, in a file without any LF, CR. */
export type LineEnd = 'lf' | 'cr';

/** Cuts one member. Lines beyond LINE_BYTES keep their first LINE_BYTES bytes and their end. */
export class Cutter {
  /** Number of the first line that was cut short, and how many there were. */
  firstLong = 0;
  longLines = 0;
  readonly #pool: BlockPool;
  readonly #lineEnd: LineEnd;
  #block: Block;
  #fill = 0;
  #scanned = 0;
  #lineStart = 0;
  /** The rest of an overlong line is being dropped; `#droppedCr`: its last byte was a CR. */
  #dropping = false;
  #droppedCr = false;

  constructor(pool: BlockPool, lineEnd: LineEnd) {
    this.#pool = pool;
    this.#lineEnd = lineEnd;
    this.#block = this.#fresh(1);
  }

  /** Yields each block that the chunk completes. */
  *push(chunk: Uint8Array): Generator<Block> {
    for (let at = 0; at < chunk.length; ) {
      if (this.#dropping) {
        at = this.#drop(chunk, at);
        continue;
      }
      const step = Math.min(STEP, chunk.length - at, ROOM - this.#fill);
      this.#block.bytes.set(chunk.subarray(at, at + step), this.#fill);
      at += step;
      this.#fill += step;
      yield* this.#scan(false);
    }
  }

  /** Yields the last blocks; a last line without line end is a line too. */
  *finish(): Generator<Block> {
    if (!this.#dropping) yield* this.#scan(true);
    if (this.#fill > this.#lineStart) this.#endRow(this.#fill, this.#fill);
    if (this.#block.count > 0) yield this.#block;
    else this.#pool.give(this.#block);
  }

  *#scan(atEnd: boolean): Generator<Block> {
    for (;;) {
      const full = this.#lineEnd === 'lf' ? this.#scanLf() : this.#scanCr(atEnd);
      if (!full) break;
      yield this.#turn();
    }
    if (this.#fill - this.#lineStart <= LINE_BYTES) return;
    // The CR of a CR LF that is to come must not count as text.
    this.#noteLong();
    this.#dropping = true;
    this.#droppedCr = this.#block.bytes[this.#fill - 1] === CR;
    this.#fill = this.#lineStart + LINE_BYTES;
  }

  /** Ends rows until the block is full (true) or the bytes are used up (false). */
  #scanLf(): boolean {
    const bytes = (this.#block.bytes as Buffer).subarray(0, this.#fill);
    for (let at = bytes.indexOf(LF, this.#scanned); at >= 0; at = bytes.indexOf(LF, at + 1)) {
      const end = at > this.#lineStart && bytes[at - 1] === CR ? at - 1 : at;
      if (end - this.#lineStart > LINE_BYTES) {
        this.#scanned = this.#shorten(end, at + 1);
        return this.#endRow(this.#lineStart + LINE_BYTES, this.#scanned) || this.#scanLf();
      }
      this.#scanned = at + 1;
      if (this.#endRow(end, at + 1)) return true;
    }
    this.#scanned = this.#fill;
    return false;
  }

  #scanCr(atEnd: boolean): boolean {
    const { bytes } = this.#block;
    for (let at = this.#scanned; at < this.#fill; at++) {
      if (bytes[at] !== CR && bytes[at] !== LF) continue;
      const maybePair = bytes[at] === CR && at + 1 === this.#fill;
      if (maybePair && !atEnd) {
        this.#scanned = at;
        return false;
      }
      let behind = bytes[at] === CR && at + 1 < this.#fill && bytes[at + 1] === LF ? at + 2 : at + 1;
      const long = at - this.#lineStart > LINE_BYTES;
      if (long) behind = this.#shorten(at, behind);
      this.#scanned = behind;
      if (this.#endRow(long ? this.#lineStart + LINE_BYTES : at, behind)) return true;
      at = behind - 1;
    }
    this.#scanned = this.#fill;
    return false;
  }

  /** Takes the overlong middle out of the line whose text ends at `end` and which ends before `behind`; returns its new end. */
  #shorten(end: number, behind: number): number {
    this.#noteLong();
    const keep = this.#lineStart + LINE_BYTES;
    this.#block.bytes.copyWithin(keep, end, this.#fill);
    this.#fill -= end - keep;
    return keep + behind - end;
  }

  /** Drops up to the line's end and keeps that; returns where the chunk goes on. */
  #drop(chunk: Uint8Array, from: number): number {
    const lf = this.#lineEnd === 'lf';
    const at = lf ? indexOfLf(chunk, from) : indexOfEnd(chunk, from);
    if (at === chunk.length) {
      if (at > from) this.#droppedCr = chunk[at - 1] === CR;
      return at;
    }
    const cr = at > from ? chunk[at - 1] === CR : this.#droppedCr;
    if (lf && cr) this.#block.bytes[this.#fill++] = CR;
    // From here on the scan finds the line's end as if the rest had never been there.
    this.#scanned = this.#lineStart + LINE_BYTES;
    this.#dropping = false;
    return at;
  }

  /** Notes a row down; true when the block is full with it. */
  #endRow(end: number, behind: number): boolean {
    const block = this.#block;
    block.ends[block.count] = end;
    block.starts[++block.count] = behind;
    this.#lineStart = behind;
    return block.count === BLOCK_LINES || behind >= BLOCK_BYTES;
  }

  /** Takes the full block out; what lies behind its last row begins the next. */
  #turn(): Block {
    const full = this.#block;
    const rest = full.bytes.subarray(this.#lineStart, this.#fill);
    this.#block = this.#fresh(full.firstLine + full.count);
    this.#block.bytes.set(rest);
    this.#fill = rest.length;
    this.#scanned = 0;
    this.#lineStart = 0;
    return full;
  }

  #fresh(firstLine: number): Block {
    const block = this.#pool.take();
    block.firstLine = firstLine;
    block.count = 0;
    block.starts[0] = 0;
    return block;
  }

  #noteLong(): void {
    if (this.longLines++ === 0) this.firstLong = this.#block.firstLine + this.#block.count;
  }
}

function indexOfLf(chunk: Uint8Array, from: number): number {
  const at = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length).indexOf(LF, from);
  return at < 0 ? chunk.length : at;
}

function indexOfEnd(chunk: Uint8Array, from: number): number {
  let at = from;
  while (at < chunk.length && chunk[at] !== LF && chunk[at] !== CR) at++;
  return at;
}
