/** The store: writes the index of one source under a temporary name and gives it its own name when it is whole. */
import { rmSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import type { Member } from '../../model/corpus.ts';
import type { Gap } from '../../model/coverage.ts';
import type { KeptBlock, SentBlock, TextSender } from '../../model/kept.ts';
import { finalTemplates } from './final.ts';
import { indexFile, indexFolder, makeIndexFolder, temporaryFile } from './home.ts';
import { packKindLists } from './kind-lists.ts';
import { clearLeftovers } from './leftovers.ts';
import { type Database, guarded, openDatabase, storeFault } from './open.ts';
import { keptSchema, schema } from './schema.ts';
import type { BlockInfo, SealedBlock, Sealer } from './seal.ts';
import { sentAgain } from './sent-again.ts';
import { pinTexts, Spool } from './spool.ts';
import { type Survey, writeFindings, writeGaps } from './survey.ts';
import { packVarints } from './varints.ts';

const EMPTY = new Uint8Array(0);

/** Texts being packed at once; more only pile up memory behind the thread pool. */
const PACKING = 3;

/** What is known of the source at its end. */
export interface Summary {
  readonly title: string;
  readonly members: readonly Member[];
  readonly gaps: readonly Gap[];
}

export class IndexWriter {
  readonly #home: string;
  readonly #sourceId: string;
  readonly #path: string;
  readonly #db: Database;
  readonly #blocks: BlockInfo[] = [];
  readonly #packing = new Set<Promise<void>>();
  readonly #meta: (key: string, value: string | number | Uint8Array) => void;
  readonly #insert: (block: SealedBlock, text: Uint8Array) => void;
  /** The server that is to keep the texts, which stay in the spool too as long as there is room. */
  readonly #sender: TextSender | null;
  readonly #spool: Spool | null;
  readonly #unpin: () => void;
  #failure: unknown = null;

  /** Begins an index. Throws home_unwritable, disk_full. */
  constructor(home: string, sourceId: string, sender: TextSender | null = null) {
    this.#home = home;
    this.#sourceId = sourceId;
    makeIndexFolder(home);
    this.#path = temporaryFile(home, sourceId);
    this.#db = openDatabase(this.#path, { readonly: false, journal: 'memory' });
    this.#db.exec(schema);
    this.#db.exec('BEGIN');
    const meta = this.#db.prepare('INSERT INTO meta VALUES (?, ?)');
    this.#meta = (key, value) => void meta.run(key, value);
    this.#sender = sender;
    this.#spool = sender && new Spool(home, sender.kept.ingestion);
    this.#unpin = sender ? pinTexts(home) : () => undefined;
    if (sender) this.#db.exec(keptSchema);
    if (sender) this.#meta('kept', JSON.stringify(sender.kept));
    const insert = this.#db.prepare('INSERT INTO packed (id, filter, columns, text) VALUES (CAST(? AS INT), ?, ?, ?)');
    this.#insert = (block, text) => {
      this.#spool?.put(block.info.id, text);
      insert.run(block.info.id, block.filter, block.columns, this.#spool ? EMPTY : text);
    };
    guarded({ home, source: sourceId }, () => clearLeftovers(home));
  }

  /** Takes a block; settles when there is room for another. `free` is called when the block's bytes may be reused. `rows`: it for a log server. */
  async add(block: SealedBlock, free: () => void, rows?: () => SentBlock): Promise<void> {
    this.#blocks.push(block.info);
    const sent = this.#sender && rows ? this.#sender.put(rows()) : null;
    // Waited for below, unless the packing fails first.
    sent?.catch(() => undefined);
    const done: Promise<void> = block.text
      .then(text => this.#guarded(() => this.#insert(block, text)))
      .then(() => sent)
      .catch(failure => {
        this.#failure ??= failure;
      })
      .then(() => {
        this.#packing.delete(done);
        free();
      });
    this.#packing.add(done);
    if (this.#packing.size >= PACKING) await Promise.race(this.#packing);
    if (this.#failure !== null) throw this.#failure;
  }

  /** Writes what is known at the end and what the survey finds, brings all of it to the disk and shows the index under its name. */
  async finish(sealer: Sealer, summary: Summary, survey: Survey): Promise<void> {
    await Promise.all(this.#packing);
    if (this.#failure !== null) throw this.#failure;
    this.#guarded(() => {
      this.#writeSummary(summary);
      this.#writeTemplates(sealer);
      this.#writeBlocks();
    });
    const where = { home: this.#home, source: this.#sourceId };
    await writeFindings(this.#db, where, survey);
    // Only what is proved to be there is shown.
    if (this.#sender) this.#writeKept(await this.#sender.finish(sentAgain(where, this.#db)));
    this.#guarded(() => {
      this.#db.exec('COMMIT');
      this.#db.close();
    });
    try {
      await sync(this.#path);
      await rename(this.#path, indexFile(this.#home, this.#sourceId));
      await sync(indexFolder(this.#home));
      this.#unpin();
    } catch (failure) {
      throw storeFault(failure, { home: this.#home, source: this.#sourceId });
    }
  }

  /** Gives up; nothing of the index remains. */
  async abandon(): Promise<void> {
    await Promise.all(this.#packing);
    this.#db.close();
    rmSync(this.#path, { force: true });
    this.#spool?.remove();
    this.#unpin();
  }

  #guarded<T>(work: () => T): T {
    return guarded({ home: this.#home, source: this.#sourceId }, work);
  }

  #writeSummary(summary: Summary): void {
    this.#meta('title', summary.title);
    const member = this.#db.prepare('INSERT INTO member VALUES (CAST(? AS INT), ?, ?, CAST(? AS INT), CAST(? AS INT), ?, ?, ?)');
    for (const one of summary.members) {
      member.run(one.id, one.path, one.format, one.lines, one.bytes, one.firstAt, one.lastAt, one.zone);
    }
    writeGaps(this.#db, summary.gaps);
  }

  #writeTemplates(sealer: Sealer): void {
    const { templates, finalId } = finalTemplates(sealer);
    const insert = this.#db.prepare(
      `INSERT INTO template VALUES (CAST(? AS INT), ?, CAST(? AS INT), CAST(? AS INT), ?, ?, CAST(? AS INT), CAST(? AS INT), ?)`,
    );
    for (const one of templates) {
      insert.run(
        one.id,
        one.text,
        one.count,
        one.level,
        one.firstAt,
        one.lastAt,
        one.firstMember,
        one.firstLine,
        one.former.join(' '),
      );
    }
    const head = this.#db.prepare('INSERT INTO head VALUES (CAST(? AS INT), ?)');
    for (const [id, mask] of sealer.heads.masks.entries()) head.run(id, mask);
    for (const name of ['shape', 'kind'] as const) {
      const columns = sealer[`${name}s`].columns();
      this.#meta(`${name}_template`, packVarints(Array.from(columns.template, finalId)));
      this.#meta(`${name}_head`, packVarints(columns.head));
      this.#meta(`${name}_level`, columns.level);
      this.#meta(`${name}_continued`, columns.continued);
    }
    const rollup = sealer.rollup.pack();
    this.#meta('rollup_first', rollup.first);
    this.#meta('rollup_entries', rollup.entries);
    this.#meta('rollup', rollup.bytes);
  }

  #writeBlocks(): void {
    const insert = this.#db.prepare(
      'INSERT INTO block VALUES (CAST(? AS INT), CAST(? AS INT), CAST(? AS INT), CAST(? AS INT), ?, ?, CAST(? AS INT), CAST(? AS INT))',
    );
    for (const one of this.#blocks) {
      insert.run(one.id, one.member, one.firstLine, one.count, one.minAt, one.maxAt, one.unstamped, one.size);
    }
    this.#meta('block_kinds', packKindLists(this.#blocks));
  }

  #writeKept(blocks: readonly KeptBlock[]): void {
    const insert = this.#db.prepare(
      'INSERT INTO kept VALUES (CAST(? AS INT), ?, ?, CAST(? AS INT), CAST(? AS INT), CAST(? AS INT))',
    );
    this.#guarded(() => {
      for (const one of blocks) insert.run(one.id, one.from, one.to, one.records, one.bytes, one.crc);
    });
  }
}

/** Brings a file or folder to the disk, without keeping the thread from hearing a cancel. */
async function sync(path: string): Promise<void> {
  // Windows has no folders that can be opened.
  if (process.platform === 'win32' && !path.endsWith('.part')) return;
  const file = await open(path, process.platform === 'win32' ? 'r+' : 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
