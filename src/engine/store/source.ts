/** The store: an ingested source, read-only: its members, its blocks, and its lines as they were. */

import { existsSync } from 'node:fs';
import type { Corpus, Member, Row, TemplateStat } from '../../model/corpus.ts';
import type { Gap } from '../../model/coverage.ts';
import type { Kept, KeptBlock, TextReader } from '../../model/kept.ts';
import type { TestResults } from '../../model/tests.ts';
import type { BlockText } from './block-text.ts';
import { Blocks, type Stretch } from './blocks.ts';
import type { Columns } from './codec.ts';
import { constantRuns, headRuns } from './constants.ts';
import { corpusOf } from './corpus.ts';
import { FRAME_ROWS } from './frames.ts';
import { indexFile } from './home.ts';
import { Lexicon } from './lexicon.ts';
import { type LoadedIndex, loadIndex } from './load.ts';
import { type Database, guarded, openDatabase, type Whereabouts } from './open.ts';
import type { BlockInfo } from './seal.ts';
import type { ShapeColumns } from './shapes.ts';
import { type Seconds, unpackRollup } from './tally.ts';

export class Source {
  readonly id: string;
  readonly title: string;
  readonly members: readonly Member[];
  readonly templates: readonly TemplateStat[];
  readonly lines: number;
  readonly bytes: number;
  readonly firstAt: number | null;
  readonly lastAt: number | null;
  readonly gaps: Gap[];
  /** Milliseconds by which a member's stamps are ahead of the source's clock, by member id; every time here is on that clock. */
  readonly ahead: ReadonlyMap<number, number>;
  /** What test tools reported in it; null when none did. */
  readonly tests: TestResults | null;
  /** In the order of members and lines. */
  readonly blocks: readonly BlockInfo[];
  readonly shapes: ShapeColumns;
  readonly kinds: ShapeColumns;
  /** The log server that keeps its texts; null when they are here. */
  readonly kept: { readonly kept: Kept; readonly blocks: ReadonlyMap<number, KeptBlock> } | null;
  readonly #db: Database;
  readonly #loaded: LoadedIndex;
  readonly #packed: Blocks;
  #lexicon: Lexicon | null = null;
  #seconds: Seconds | null = null;

  /** Opens the index of a source; null when it was not ingested. Throws index_damaged, home_unwritable. */
  static open(home: string, sourceId: string, read: TextReader | null = null): Source | null {
    const path = indexFile(home, sourceId);
    if (!existsSync(path)) return null;
    const db = openDatabase(path, { readonly: true });
    try {
      return new Source({ home, source: sourceId }, db, read);
    } catch (failure) {
      db.close();
      throw failure;
    }
  }

  /** Reads an index in the making, through the connection that writes it. */
  static draft({ home, source }: Whereabouts, db: Database): Source {
    return new Source({ home, source }, db, null);
  }

  private constructor(where: Whereabouts, db: Database, read: TextReader | null) {
    this.#db = db;
    this.id = where.source;
    this.#loaded = guarded(where, () => loadIndex(db, where.source));
    const { title, members, templates, gaps, ahead, tests, blocks, shapes, kinds, kept } = this.#loaded;
    this.kept = kept;
    const far = kept && { ...kept, infos: blocks, read };
    this.#packed = guarded(where, () => new Blocks(db, where, { ahead, far }));
    this.title = title;
    this.ahead = ahead;
    this.tests = tests;
    this.members = members;
    this.templates = templates;
    this.gaps = gaps;
    this.blocks = blocks;
    this.shapes = shapes;
    this.kinds = kinds;
    this.lines = members.reduce((sum, member) => sum + member.lines, 0);
    this.bytes = members.reduce((sum, member) => sum + member.bytes, 0);
    const stamps = members.flatMap(({ firstAt, lastAt }) => (firstAt === null || lastAt === null ? [] : [firstAt, lastAt]));
    this.firstAt = stamps.length ? stamps.reduce((a, b) => Math.min(a, b)) : null;
    this.lastAt = stamps.length ? stamps.reduce((a, b) => Math.max(a, b)) : null;
  }

  close(): void {
    this.forget();
    this.#db.close();
  }

  /** Gives back the memory of what was unpacked. */
  forget(): void {
    this.#packed.forget();
  }

  /** What analysis may ask. */
  corpus(): Corpus {
    return corpusOf(this);
  }

  /** Lines of a member in file order, both bounds 1-based and inclusive, clipped to the member. */
  *rows(member: number, from: number, to: number): Generator<Row> {
    const blocks = this.blocksOf(member, from, to);
    this.#packed.need(blocks);
    for (const block of blocks) {
      const first = Math.max(0, from - block.firstLine);
      const last = Math.min(block.count - 1, to - block.firstLine);
      const rowAt = this.#rowReader(block, last - first + 1);
      for (let row = first; row <= last; row++) yield rowAt(row);
    }
  }

  /** One line of a block. */
  row(block: BlockInfo, row: number): Row {
    return this.#rowReader(block)(row);
  }

  #rowReader(block: BlockInfo, rows = 1): (row: number) => Row {
    const { shape, at } = this.columns(block);
    const { level, template, continued } = this.shapes;
    let near: Stretch | null = null;
    return row => {
      if (!near || row < near.first || row >= near.first + near.layout.ends.length) near = this.#stretch(block, row, rows);
      const { bytes, layout, first } = near;
      const { starts, ends, body } = layout;
      const i = row - first;
      const id = shape[row];
      const text = bytes.toString('utf8', starts[i], ends[i]);
      const head = body[i] - starts[i];
      return {
        member: block.member,
        line: block.firstLine + row,
        at: Number.isNaN(at[row]) ? null : at[row],
        level: level[id],
        template: template[id],
        continued: continued[id] === 1,
        text,
        // As many units as bytes: each is one byte.
        body: text.length === ends[i] - starts[i] ? head : bytes.toString('utf8', starts[i], body[i]).length,
      };
    };
  }

  /** For many rows the whole text is unpacked at once. */
  #stretch(block: BlockInfo, row: number, rows: number): Stretch {
    if (rows <= FRAME_ROWS) return this.#packed.stretch(block, row);
    const { bytes, layout } = this.text(block);
    return { first: 0, bytes, layout };
  }

  /** The stored bytes of the lines, line ends included. */
  rawBytes(member: number, fromLine: number, toLine: number): Uint8Array {
    const blocks = this.blocksOf(member, fromLine, toLine);
    this.#packed.need(blocks);
    const parts = blocks.map(block => {
      const { bytes, layout } = this.text(block);
      const first = Math.max(0, fromLine - block.firstLine);
      const behind = Math.min(block.count, toLine - block.firstLine + 1);
      return bytes.subarray(layout.starts[first], layout.starts[behind]);
    });
    return Buffer.concat(parts);
  }

  /** The last line of the record that begins at, or goes through, the line. */
  recordEnd(member: number, line: number): number {
    let end = line;
    for (const block of this.blocksOf(member, line + 1, Number.MAX_SAFE_INTEGER)) {
      const { shape } = this.columns(block);
      for (let row = Math.max(0, line + 1 - block.firstLine); row < block.count; row++) {
        if (this.shapes.continued[shape[row]] === 0) return end;
        end = block.firstLine + row;
      }
    }
    return end;
  }

  /** Whether one of the templates occurs in the block; answered from memory. */
  holds(block: BlockInfo, templates: ReadonlySet<number>): boolean {
    const { template } = this.kinds;
    return block.kinds.some((kind: number) => templates.has(template[kind]));
  }

  /** The blocks that hold some of the member's lines, both bounds inclusive. */
  blocksOf(member: number, from: number, to: number): BlockInfo[] {
    const { blocks } = this;
    let low = 0;
    for (let high = blocks.length; low < high; ) {
      const middle = (low + high) >>> 1;
      const block = blocks[middle];
      if (block.member < member || (block.member === member && block.firstLine + block.count <= from)) low = middle + 1;
      else high = middle;
    }
    let end = low;
    while (end < blocks.length && blocks[end].member === member && blocks[end].firstLine <= to) end++;
    return blocks.slice(low, end);
  }

  columns(block: BlockInfo): Columns {
    return this.#packed.columns(block);
  }

  text(block: BlockInfo): BlockText {
    return this.#packed.text(block);
  }

  /** The text when it is at hand, else a promise: it is unpacked in the thread pool, and not kept. */
  textSoon(block: BlockInfo): BlockText | Promise<BlockText> {
    return this.#packed.textSoon(block);
  }

  /** Brings the texts of blocks to this machine, where a log server keeps them; null when all are here. */
  bring(blocks: readonly BlockInfo[], signal: AbortSignal): Promise<void> | null {
    return this.#packed.bring(blocks, signal);
  }

  /** The filter of the words that the block's rows do not have by their shape. */
  filter(block: BlockInfo): Uint8Array {
    return this.#packed.filter(block);
  }

  lexicon(): Lexicon {
    const { templates, former, heads } = this.#loaded;
    this.#lexicon ??= new Lexicon(
      templates.map(({ id, text }, i) => ({ id, runs: constantRuns(text), former: former[i] })),
      heads.map(headRuns),
    );
    return this.#lexicon;
  }

  /** Lines with a stamp per second and level. */
  seconds(): Seconds {
    this.#seconds ??= unpackRollup(this.#loaded.rollup);
    return this.#seconds;
  }
}
