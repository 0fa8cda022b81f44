/** The store: unpacks the blocks of an open index and keeps those used last, whatever source they belong to. */
import { BlockText } from './block-text.ts';
import { type Columns, type Layout, unpackColumns, unpackLayout } from './codec.ts';
import { FRAME_ROWS, type Frame, frameRows, framesOf, tableBytes, unpackFrame, unpackText, unpackTextInPool } from './frames.ts';
import { type Database, guarded, type Statement, storeFault, type Whereabouts } from './open.ts';
import { Recent } from './recent.ts';
import type { BlockInfo } from './seal.ts';
import { type Far, type Texts, textsFar, textsHere } from './texts.ts';

const recent = new Recent();
/** Apart from texts, of which one weighs as much as ten of these: a page over many files needs the columns of all, and a little text. */
const recentColumns = new Recent(96 * 1024 * 1024);
let opened = 0;

/** Some rows of a block, beginning with row `first`. */
export interface Stretch {
  readonly first: number;
  readonly bytes: Buffer;
  readonly layout: Layout;
}

/** What the index knows of the server that keeps its texts. */
export type KeptFar = Omit<Far, 'home' | 'source' | 'columns'>;

export class Blocks {
  readonly #where: Whereabouts;
  /** Milliseconds by which a member's stamps are ahead, by member id. */
  readonly #ahead: ReadonlyMap<number, number>;
  /** Begins the keys of what is kept for this index. */
  readonly #key = `${++opened} `;
  readonly #columns: Statement;
  readonly #allFilters: Statement;
  readonly #texts: Texts;
  #filters: Uint8Array[] | null = null;
  /** By block; some numbers each, which cost as much to read as a frame. */
  readonly #frames = new Map<number, Frame[]>();

  /** `far`: the server that keeps the texts; null when they stand in the index. */
  constructor(db: Database, where: Whereabouts, { ahead, far }: { ahead: ReadonlyMap<number, number>; far: KeptFar | null }) {
    this.#where = where;
    this.#ahead = ahead;
    this.#columns = db.prepare('SELECT columns FROM packed WHERE id = CAST(? AS INT)').pluck();
    this.#texts = far ? textsFar({ ...where, ...far, columns: block => this.columns(block) }) : textsHere(db);
    this.#allFilters = db.prepare('SELECT filter FROM packed ORDER BY id').pluck();
  }

  forget(): void {
    recent.forget(this.#key);
    recentColumns.forget(this.#key);
  }

  columns(block: BlockInfo): Columns {
    const key = `${this.#key}c${block.id}`;
    const kept = recentColumns.get<Columns>(key);
    if (kept) return kept;
    const ahead = this.#ahead.get(block.member);
    const columns = guarded(this.#where, () => unpackColumns(this.#columns.get(block.id) as Uint8Array, block.count, ahead));
    return recentColumns.put(key, columns, block.count * 12 + columns.packedLayout.length);
  }

  text(block: BlockInfo): BlockText {
    const kept = this.#keptText(block);
    if (kept) return kept;
    const bytes = guarded(this.#where, () => unpackText(this.#texts.whole(block), block.count));
    const text = new BlockText(bytes, this.columns(block), block.count);
    return recent.put(this.#textKey(block), text, text.weight);
  }

  /** The rows around this one: its frame, or the whole text where that is at hand. */
  stretch(block: BlockInfo, row: number): Stretch {
    const whole = this.#keptText(block);
    if (whole) return { first: 0, bytes: whole.bytes, layout: whole.layout };
    const { from, to } = frameRows(row, block.count);
    const key = `${this.#key}f${block.id} ${from}`;
    const kept = recent.get<Stretch>(key);
    if (kept) return kept;
    const columns = this.columns(block);
    const bytes = guarded(this.#where, () => this.#frame(block, from / FRAME_ROWS));
    const layout = unpackLayout(columns, bytes, { from, to, count: block.count });
    return recent.put(key, { first: from, bytes, layout }, bytes.length + 12 * (to - from));
  }

  #frame(block: BlockInfo, index: number): Buffer {
    const frames = this.#frames.get(block.id) ?? framesOf(this.#bytes(block, 0, tableBytes(block.count)), block.count);
    this.#frames.set(block.id, frames);
    const frame = frames[index];
    return unpackFrame(this.#bytes(block, frame.at, frame.length), frame);
  }

  #bytes(block: BlockInfo, at: number, length: number): Uint8Array {
    return this.#texts.part(block, at, length);
  }

  /** Throws TextAway unless the texts of all of these are on this machine. */
  need(blocks: readonly BlockInfo[]): void {
    this.#texts.need(blocks);
  }

  /** Brings texts that are not on this machine; null when all are. */
  bring(blocks: readonly BlockInfo[], signal: AbortSignal): Promise<void> | null {
    return this.#texts.bring(blocks, signal);
  }

  /** The text when it is at hand, else a promise: it is unpacked in the thread pool, and not kept. */
  textSoon(block: BlockInfo): BlockText | Promise<BlockText> {
    return this.#keptText(block) ?? this.#unpackSoon(block);
  }

  async #unpackSoon(block: BlockInfo): Promise<BlockText> {
    // Whoever waits here has a life of its own, and asks for few blocks ahead.
    const bringing = this.#texts.bring([block], new AbortController().signal);
    if (bringing) await bringing;
    const packed = guarded(this.#where, () => this.#texts.whole(block));
    const columns = this.columns(block);
    try {
      return new BlockText(await unpackTextInPool(packed, block.count), columns, block.count);
    } catch (failure) {
      throw storeFault(failure, this.#where);
    }
  }

  /** The filter of the words that the block's rows do not have by their shape. */
  filter(block: BlockInfo): Uint8Array {
    this.#filters ??= guarded(this.#where, () => this.#allFilters.all() as Uint8Array[]);
    return this.#filters[block.id];
  }

  #keptText(block: BlockInfo): BlockText | undefined {
    return recent.get<BlockText>(this.#textKey(block));
  }

  #textKey(block: BlockInfo): string {
    return `${this.#key}t${block.id}`;
  }
}
