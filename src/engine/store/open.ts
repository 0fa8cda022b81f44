/** The store: the only file that knows the SQLite driver; it turns the driver's refusals into faults. */
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type BetterSqlite from 'better-sqlite3';
import { Fault } from '../../base/fault.ts';

export type Database = BetterSqlite.Database;
export type Statement = BetterSqlite.Statement;

const OLDEST_NODE = [22, 19] as const;

/** How a database is opened: `wal` for one that several processes write, `memory` for one that is thrown away unless finished. */
export interface OpenMode {
  readonly readonly: boolean;
  readonly journal?: 'wal' | 'memory';
}

/** Opens the database file, making it unless `readonly`. Throws home_unwritable, disk_full, index_damaged. */
export function openDatabase(path: string, mode: OpenMode): Database {
  const Driver = loadDriver();
  return guarded({ home: dirname(path), source: path }, () => {
    const db = new Driver(path, { readonly: mode.readonly, fileMustExist: mode.readonly, timeout: 5000 });
    if (mode.readonly) return db;
    if (mode.journal === 'memory') {
      // The driver's SQLite refuses to do without a journal.
      // Large pages: what is packed lies in fewer of them.
      const settings = ['page_size = 16384', 'journal_mode = MEMORY', 'synchronous = OFF', 'locking_mode = EXCLUSIVE'];
      for (const setting of settings) db.pragma(setting);
    } else db.pragma('journal_mode = WAL');
    return db;
  });
}

/**
 * Locks a file of its own for as long as the answer is open; null while somebody else has it. The system lets go of the lock when the
 * process ends, at whatever moment, and threads of one process are told apart. Throws home_unwritable, disk_full.
 */
export function tryHold(path: string): Database | null {
  const Driver = loadDriver();
  return guarded({ home: dirname(path), source: path }, () => {
    const db = new Driver(path, { timeout: 0 });
    try {
      // Nothing is written: without a journal beside it.
      db.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
      return db;
    } catch (failure) {
      db.close();
      if (failure instanceof Driver.SqliteError && failure.code === 'SQLITE_BUSY') return null;
      throw failure;
    }
  });
}

/** The driver crashes older Nodes while it is loaded, so that the version is looked at first. */
function loadDriver(): typeof BetterSqlite {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
    throw new Fault('bad_input', {
      problem: `Node.js ${OLDEST_NODE.join('.')} or newer is needed; this is ${process.versions.node}.`,
    });
  }
  return createRequire(import.meta.url)('better-sqlite3') as typeof BetterSqlite;
}

/** Where work on the store failed. */
export interface Whereabouts {
  readonly home: string;
  readonly source: string;
}

/** Runs the work; a full disk, a home that cannot be written and a damaged file become faults, anything else is thrown as it is. */
export function guarded<T>(where: Whereabouts, work: () => T): T {
  try {
    return work();
  } catch (failure) {
    throw storeFault(failure, where);
  }
}

const FULL = /^(SQLITE_FULL|ENOSPC|EDQUOT)/;
const UNWRITABLE = /^(SQLITE_(READONLY|CANTOPEN|PERM|AUTH|IOERR)|EACCES|EPERM|EROFS|ENOTDIR|EEXIST|EISDIR)/;
const DAMAGED = /^(SQLITE_(CORRUPT|NOTADB|ERROR|MISMATCH|RANGE)|ZSTD_|Z_|ERR_BUFFER|ERR_OUT_OF_RANGE|ERR__ERROR)/;

/** The fault that stands for a failure of the driver, the file system or zlib; the failure itself when it is none of these. */
export function storeFault(failure: unknown, where: Whereabouts): unknown {
  if (failure instanceof Fault || !(failure instanceof Error)) return failure;
  const code = String((failure as NodeJS.ErrnoException).code ?? '');
  if (FULL.test(code)) return new Fault('disk_full', { home: where.home });
  if (UNWRITABLE.test(code)) return new Fault('home_unwritable', { home: where.home, problem: failure.message });
  if (DAMAGED.test(code)) return new Fault('index_damaged', { source: where.source, problem: failure.message });
  return failure;
}
