/** The answers: whether files that changed are the same run, which only went on: what was read of them before still stands at their beginning. */
import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Fault } from '../../base/fault.ts';
import { stopIfCancelled } from '../../base/pace.ts';
import type { Member } from '../../model/corpus.ts';
import type { Run } from '../../model/run.ts';
import type { Input } from '../read/inputs.ts';
import { indexFile } from '../store/home.ts';
import type { Source } from '../store/source.ts';
import type { CallLife, Workshop } from '../workshop.ts';
import { besideInputs } from './bring-metrics.ts';
import { isKeptAgentRun } from './kept-agent-run.ts';

/** Lines compared at the beginning of a file, and before its former end: another run differs there, were it only by its times. */
const HEAD_LINES = 20;
const TAIL_LINES = 200;

/** Names what is read together by what it holds. */
export function idOf(inputs: readonly Input[]): string {
  const fingerprints = inputs.map(input => input.fingerprint).join('\n');
  return createHash('sha256').update(fingerprints).digest('hex').slice(0, 12);
}

/** The run that was read from the same files before, when they only grew since; null: they are a run of their own. */
export async function sameRun(shop: Workshop, own: readonly Input[], life: CallLife): Promise<Run | null> {
  const id = idOf(own);
  const notebook = shop.notebook();
  const known = notebook.get(id) ?? notebook.ofInputs(own.map(input => input.path));
  if (!known || known.run_id === id || own.every(input => isKeptAgentRun(shop.home, input.path))) return known;
  const beside = await besideInputs(shop, known.run_id, life);
  if (known.sources.includes(idOf([...own, ...beside]))) return known;
  const former = formerSource(shop, known);
  // Without its former lines nobody can tell.
  if (!former || known.remote) return null;
  const readAt = statSync(indexFile(shop.home, former.id)).mtimeMs;
  return (await goesOn(former, { own, beside, readAt }, life)) ? known : null;
}

/** What was read of the run before; null where its index is gone or damaged. */
export function formerSource(shop: Workshop, { sources: [id] }: Run): Source | null {
  try {
    return id === undefined ? null : shop.source(id);
  } catch (failure) {
    if (failure instanceof Fault && failure.code === 'index_damaged') return null;
    throw failure;
  }
}

interface Now {
  readonly own: readonly Input[];
  /** What was brought to the run later, and is not part of what it is. */
  readonly beside: readonly Input[];
  /** When the former lines were read to the end; milliseconds since 1970 UTC. */
  readonly readAt: number;
}

/** Every file of before is still there, and begins with what it was. */
async function goesOn(source: Source, now: Now, life: CallLife): Promise<boolean> {
  for (const member of source.members) {
    stopIfCancelled(life.signal);
    const file = fileOf(member.path, now.own);
    if (!file && fileOf(member.path, now.beside)) continue;
    if (!file) return false;
    const { ctimeMs, size } = statSync(file);
    // Unlike the time of modification it cannot be set, so that what was unpacked over it is seen.
    if (ctimeMs < now.readAt) continue;
    // What stands in an archive cannot be compared by its bytes: a rewritten archive is another run.
    if (member.path.includes('!/') || size < member.bytes || !(await beginsWith(file, source, member))) return false;
  }
  return true;
}

/** Its head, and the lines before its former end, as they were. */
async function beginsWith(file: string, source: Source, member: Member): Promise<boolean> {
  const head = source.rawBytes(member.id, 1, HEAD_LINES);
  const tail = source.rawBytes(member.id, Math.max(1, member.lines - TAIL_LINES), member.lines);
  const handle = await open(file);
  try {
    for (const [at, bytes] of [
      [0, head],
      [member.bytes - tail.length, tail],
    ] as const) {
      const now = Buffer.alloc(bytes.length);
      const { bytesRead } = await handle.read(now, 0, now.length, at);
      if (bytesRead < bytes.length || !now.equals(bytes)) return false;
    }
    return true;
  } finally {
    await handle.close();
  }
}

/** The file that holds a member, or the archive around it. */
function fileOf(path: string, inputs: readonly Input[]): string | null {
  const outer = path.split('!/')[0];
  const candidates = inputs.map(input =>
    input.kind === 'folder' ? join(input.path, outer) : basename(input.path) === outer ? input.path : '',
  );
  return candidates.find(one => one && existsSync(one)) ?? null;
}
