/** The store: an ingested source, read-only: its members, its blocks, and its lines as they were. */
import type { Corpus, Member, Row, TemplateStat } from '../../model/corpus.ts';
import { Gap } from '../../model/coverage.ts';
import type { TestResults } from '../../model/tests.ts';
import { BlockText } from './block-text.ts';
import { type Columns, unpackColumns, unpackText, unpackTextInPool } from './codec.ts';
import { constantRuns, headRuns } from './constants.ts';
import { corpusOf } from './corpus.ts';
import { indexFile } from './home.ts';
import { Lexicon } from './lexicon.ts';
import { existsSync } from 'node:fs';
import { type Database, guarded, openDatabase, type Statement, storeFault } from './open.ts';
import { loadIndex, type LoadedIndex } from './load.ts';
import { Recent } from './recent.ts';
import type { BlockInfo } from './seal.ts';
import type { ShapeColumns } from './shapes.ts';
import { type Seconds, unpackRollup } from './tally.ts';

const recent = new Recent();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
let opened = 0;

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
  /** In the order of members and lines. */
  readonly blocks: readonly BlockInfo[];
  readonly shapes: ShapeColumns;
  readonly #db: Database;
  readonly #home: string;
  readonly #loaded: LoadedIndex;
  readonly #key: string;
  readonly #selectColumns: Statement;
  readonly #selectText: Statement;
  #lexicon: Lexicon | null = null;
  #filters: Uint8Array[] | null = null;
  #seconds: Seconds | null = null;

  /** Opens the index of a source; null when it was not ingested. Throws index_damaged, home_unwritable. */
  static open(home: string, sourceId: string): Source | null {
    const path = indexFile(home, sourceId);
    if (!existsSync(path)) return null;
    const db = openDatabase(path, { readonly: true });
    try {
      return new Source(home, sourceId, db);
    } catch (failure) {
      db.close();
      throw failure;
    }
  }

  private constructor(home: string, sourceId: string, db: Database) {
    this.#db = db;
    this.#home = home;
    this.id = sourceId;
    this.#key = `${++opened} `;
    this.#loaded = this.#guarded(() => loadIndex(db));
    this.#selectColumns = db.prepare('SELECT columns FROM packed WHERE id = CAST(? AS INT)').pluck();
    this.#selectText = db.prepare('SELECT text FROM packed WHERE id = CAST(? AS INT)').pluck();
    const { title, members, templates, gaps, blocks, shapes } = this.#loaded;
    this.title = title;
    this.members = members;
    this.templates = templates;
    this.gaps = gaps;
    this.blocks = blocks;
    this.shapes = shapes;
    this.lines = members.reduce((sum, member) => sum + member.lines, 0);
    this.bytes = members.reduce((sum, member) => sum + member.bytes, 0);
    const stamps = members.flatMap(member => (member.firstAt === null || member.lastAt === null ? [] : [member]));
    this.firstAt = stamps.reduce<number | null>((least, { firstAt }) => Math.min(least ?? Number.POSITIVE_INFINITY, firstAt!), null);
    this.lastAt = stamps.reduce<number | null>((most, { lastAt }) => Math.max(most ?? Number.NEGATIVE_INFINITY, lastAt!), null);
  }

  close(): void {
    recent.forget(this.#key);
    this.#db.close();
  }

  /** What analysis may ask; `tests` are the results found in it, where they are known. */
  corpus(tests: TestResults | null = null): Corpus {
    return corpusOf(this, tests);
  }

  /** Lines of a member in file order, both bounds 1-based and inclusive, clipped to the member. */
  *rows(member: number, from: number, to: number): Generator<Row> {
    for (const block of this.blocksOf(member, from, to)) {
      const first = Math.max(0, from - block.firstLine);
      const last = Math.min(block.count - 1, to - block.firstLine);
      for (let row = first; row <= last; row++) yield this.row(block, row);
    }
  }

  /** One line of a block. */
  row(block: BlockInfo, row: number): Row {
    const columns = this.columns(block);
    const { bytes, layout } = this.text(block);
    const { starts, ends, body } = layout;
    const shape = block.shapes[columns.shape[row]];
    const at = columns.at[row];
    const head = decode(bytes, starts[row], body[row]);
    return {
      member: block.member,
      line: block.firstLine + row,
      at: Number.isNaN(at) ? null : at,
      level: this.shapes.level[shape],
      template: this.shapes.template[shape],
      continued: this.shapes.continued[shape] === 1,
      text: head + decode(bytes, body[row], ends[row]),
      body: head.length,
    };
  }

  /** The stored bytes of the lines, line ends included. */
  rawBytes(member: number, fromLine: number, toLine: number): Uint8Array {
    const parts = this.blocksOf(member, fromLine, toLine).map(block => {
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
        if (this.shapes.continued[block.shapes[shape[row]]] === 0) return end;
        end = block.firstLine + row;
      }
    }
    return end;
  }

  /** Ids of the members in which one of the templates occurs. */
  membersWith(templates: ReadonlySet<number>): Set<number> {
    const { template } = this.shapes;
    return new Set(this.blocks.filter(block => block.shapes.some(shape => templates.has(template[shape]))).map(block => block.member));
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
    const key = `${this.#key}c${block.id}`;
    const kept = recent.get<Columns>(key);
    if (kept) return kept;
    const columns = this.#guarded(() => unpackColumns(this.#selectColumns.get(block.id) as Uint8Array, block.count));
    return recent.put(key, columns, block.count * 16);
  }

  text(block: BlockInfo): BlockText {
    return this.#keptText(block) ?? this.keep(block, this.#blockText(block, this.#guarded(() => unpackText(this.#packedText(block), block.size))));
  }

  /** The text when it is at hand, else a promise: it is unpacked in the thread pool, and not kept. */
  textSoon(block: BlockInfo): BlockText | Promise<BlockText> {
    const kept = this.#keptText(block);
    if (kept) return kept;
    const unpacking = unpackTextInPool(this.#packedText(block), block.size);
    return unpacking.then(
      bytes => this.#blockText(block, bytes),
      failure => {
        throw storeFault(failure, { home: this.#home, source: this.id });
      },
    );
  }

  keep(block: BlockInfo, text: BlockText): BlockText {
    return recent.put(`${this.#key}t${block.id}`, text, text.weight);
  }

  #keptText(block: BlockInfo): BlockText | undefined {
    return recent.get<BlockText>(`${this.#key}t${block.id}`);
  }

  #blockText(block: BlockInfo, bytes: Buffer): BlockText {
    return new BlockText(bytes, this.columns(block), block.count);
  }

  /** The filter of the words that the block's rows do not have by their shape. */
  filter(block: BlockInfo): Uint8Array {
    this.#filters ??= this.#guarded(() => this.#db.prepare('SELECT filter FROM packed ORDER BY id').pluck().all() as Uint8Array[]);
    return this.#filters[block.id];
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

  #packedText(block: BlockInfo): Uint8Array {
    return this.#guarded(() => this.#selectText.get(block.id) as Uint8Array);
  }

  #guarded<T>(work: () => T): T {
    return guarded({ home: this.#home, source: this.id }, work);
  }
}

function decode(bytes: Buffer, start: number, end: number): string {
  return end > start ? decoder.decode(bytes.subarray(start, end)) : '';
}
