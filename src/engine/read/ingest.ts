/** The reader: ingests a source once, whoever asks and however often: reads it into an index, or waits for the process that does. */

import { Fault } from '../../base/fault.ts';
import { objectIn } from '../../base/lenient.ts';
import { pacer, stopIfCancelled } from '../../base/pace.ts';
import type { TextSender } from '../../model/kept.ts';
import { TemplateMiner } from '../analyze/templates/miner.ts';
import { rest } from '../rest.ts';
import { removeIndex } from '../store/home.ts';
import { type Lock, lockNote, tryLock } from '../store/lock.ts';
import { storeFault } from '../store/open.ts';
import { Source } from '../store/source.ts';
import type { Survey } from '../store/survey.ts';
import { IndexWriter } from '../store/writer.ts';
import { asAgentLines } from './agents/member.ts';
import { recognise } from './formats/table.ts';
import { type FoundMember, Ingestion } from './ingestion.ts';
import type { Input } from './inputs.ts';
import type { Limits } from './limits.ts';
import { walk } from './walk.ts';

export interface IngestProgress {
  readonly lines: number;
  /** Unpacked bytes read. */
  readonly bytes: number;
  /** Packed bytes read, of `total`. */
  readonly packed: number;
  readonly total: number | null;
  readonly member: string;
}

export interface IngestRequest {
  readonly home: string;
  readonly sourceId: string;
  readonly title: string;
  readonly inputs: readonly Input[];
  readonly limits: Limits;
  /** Begins to send the lines to the log server that is to keep them; absent where they are kept here. */
  readonly keep?: (signal: AbortSignal) => Promise<TextSender>;
  /** What is to be found out of the whole source before it is shown. */
  readonly survey: Survey['look'];
}

export interface IngestLife {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: IngestProgress) => void;
}

const NOTE_MS = 200;
/** How often a waiting process looks whether the other has finished. */
const LOOK_MS = 40;

/**
 * Brings the source into the home folder; returns at once when it is there. Waits while another process (or another call) ingests it,
 * and takes over when that one ends without a result. Throws cancelled, disk_full, home_unwritable.
 */
export async function ingest(request: IngestRequest, life: IngestLife): Promise<void> {
  const { home, sourceId } = request;
  for (;;) {
    stopIfCancelled(life.signal);
    if (isIngested(home, sourceId)) return;
    const lock = tryLock(home, sourceId);
    if (!lock) {
      showOthers(request, life);
      await sleep(LOOK_MS);
      continue;
    }
    try {
      // It may have been finished between the look and the lock.
      if (!isIngested(home, sourceId)) await build(request, life, lock);
      return;
    } finally {
      lock.release();
    }
  }
}

/** A damaged index is as good as none: it is made anew from the inputs. */
function isIngested(home: string, sourceId: string): boolean {
  try {
    const source = Source.open(home, sourceId);
    source?.close();
    return source !== null;
  } catch (failure) {
    if (!(failure instanceof Fault) || failure.code !== 'index_damaged') throw failure;
    removeIndex(home, sourceId);
    return false;
  }
}

async function build(request: IngestRequest, life: IngestLife, lock: Lock): Promise<void> {
  const { home, sourceId, title, inputs, limits, survey } = request;
  const writer = new IndexWriter(home, sourceId, await request.keep?.(life.signal));
  let packed = 0;
  const ingestion = new Ingestion({ writer, miner: new TemplateMiner(), recognise, survey, pause });
  const total = inputs.every(input => input.bytes !== null) ? inputs.reduce((sum, input) => sum + (input.bytes ?? 0), 0) : null;
  const breathe = pacer(life.signal, rest);
  let noted = 0;

  function pause(): Promise<void> | undefined {
    const now = performance.now();
    if (now - noted > NOTE_MS) {
      noted = now;
      report();
    }
    return breathe();
  }

  function report(): void {
    const { lines, bytes, member } = ingestion;
    const progress: IngestProgress = { lines, bytes, packed, total, member };
    lock.note(JSON.stringify({ ...progress, member: member.slice(-60) }));
    life.onProgress(progress);
  }

  try {
    let before = 0;
    for (const input of inputs) {
      if (input.gap) ingestion.gaps.push(input.gap);
      const onBytes = (read: number) => {
        packed = before + read;
      };
      for await (const found of walk(input, { limits, signal: life.signal, onBytes })) {
        if (found.kind === 'gap') ingestion.gaps.push(found.gap);
        else await addMember(ingestion, found);
      }
      before = packed;
    }
    stopIfCancelled(life.signal);
    await ingestion.finish(title);
    report();
  } catch (failure) {
    await writer.abandon();
    throw storeFault(failure, { home, source: sourceId });
  }
}

async function addMember(ingestion: Ingestion, member: FoundMember): Promise<void> {
  const { found, gaps } = await asAgentLines(member);
  ingestion.gaps.push(...gaps);
  await ingestion.add(found);
}

/** Shows how far the process has come that ingests this source. */
function showOthers(request: IngestRequest, life: IngestLife): void {
  const note = lockNote(request.home, request.sourceId);
  const progress = objectIn(note ?? '');
  // Null while it is being written: the next look shows it.
  if (progress) life.onProgress(progress as unknown as IngestProgress);
}

function sleep(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms));
}
