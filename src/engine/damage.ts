/** The engine: what fails in the store while a question is answered, told by names that a person knows; a damaged index is marked to be made anew. */
import { existsSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { Fault } from '../base/fault.ts';
import { indexFile, removeIndex } from './store/home.ts';
import { storeFault } from './store/open.ts';
import type { Workshop } from './workshop.ts';

/** SQLite tells some full disks as a failed write; with less than this free, in bytes, full is what they are. */
const FULL_BELOW = 1 << 16;

/** The failure as it is told; what is no failure of the store stays as it is. */
export function toldFailure(shop: Workshop, failure: unknown): unknown {
  // All work on indexes names its source itself: what comes bare comes from the notebook.
  const fault = storeFault(failure, { home: shop.home, source: shop.notebookFile });
  if (isBusy(fault)) return new Fault('home_unwritable', { home: shop.home, problem: 'another process keeps it locked' });
  if (!(fault instanceof Fault)) return fault;
  if (fault.code === 'home_unwritable' && isFull(shop.home)) return new Fault('disk_full', { home: shop.home });
  if (fault.code !== 'index_damaged' && fault.code !== 'lines_lost') return fault;
  const { source } = fault.details;
  if (source === shop.notebookFile)
    return new Fault('notebook_damaged', { file: shop.notebookFile, problem: fault.details.problem });
  markDamaged(shop.home, String(source));
  const run = shop.notebook().get(String(source));
  return new Fault(fault.code, { ...fault.details, source: run ? `${run.title} (${run.inputs.join(', ')})` : source });
}

/** Removes an index that was found to be damaged, so that it is made anew. */
export function removeDamaged(shop: Workshop, sourceId: string): void {
  const mark = markOf(shop.home, sourceId);
  if (!existsSync(mark)) return;
  shop.close(sourceId);
  removeIndex(shop.home, sourceId);
  rmSync(mark, { force: true });
}

/** Its whole blocks can be read as before until then: the logs may be gone. */
function markDamaged(home: string, sourceId: string): void {
  if (!existsSync(indexFile(home, sourceId))) return;
  try {
    writeFileSync(markOf(home, sourceId), '');
  } catch (failure) {
    // A home that cannot be written cannot be mended either.
    if (!(failure instanceof Error && 'code' in failure)) throw failure;
  }
}

function markOf(home: string, sourceId: string): string {
  return `${indexFile(home, sourceId)}.damaged`;
}

/** Others write for milliseconds and are waited for; a lock that outlasts that belongs to a process that hangs, or to a backup. */
function isBusy(failure: unknown): boolean {
  return failure instanceof Error && /^SQLITE_(BUSY|LOCKED)/.test(String((failure as NodeJS.ErrnoException).code));
}

function isFull(home: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(home);
    return bavail * bsize < FULL_BELOW;
  } catch (failure) {
    if (failure instanceof Error && 'code' in failure) return false;
    throw failure;
  }
}
