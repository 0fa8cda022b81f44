/** The answers: what is known: runs, one run's members, ingestions under way; and how a run is forgotten. */
import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from '../../base/fault.ts';
import { connectionLabel } from '../../model/connection.ts';
import { mergeGaps } from '../../model/coverage.ts';
import { levels } from '../../model/level.ts';
import type { ReportHead, Run, RunInfo } from '../../model/run.ts';
import type { Proved } from '../../rpc/verb.ts';
import type { table } from '../../tools/table.ts';
import { removeDamaged } from '../damage.ts';
import { histogram } from '../query/run.ts';
import { removeKept } from '../sources/kept-read.ts';
import { APP } from '../sources/kept-server.ts';
import { indexFile, indexFolder, removeIndex } from '../store/home.ts';
import type { Source } from '../store/source.ts';
import { Spool } from '../store/spool.ts';
import { type CallLife, findRun, sourcesOf, type Workshop } from '../workshop.ts';
import { besideFolder } from './bring-metrics.ts';
import { removeHandedIn } from './handed-in.ts';
import { memberInfo } from './members.ts';
import { ingestionsOfOthers } from './others.ts';

export async function listRuns(
  shop: Workshop,
  request: Proved<typeof table.list_runs>,
): Promise<{ runs: Run[]; in_all: number; next: string | null }> {
  const { outcome, job, origin } = request;
  const text = request.text.toLowerCase();
  const fits = (run: Run) =>
    (!origin || run.origin === origin) && holds(text, [run.run_id, run.title, run.job, run.category, run.summary]);
  const { items, ...page } = paged(shop.notebook().list({ outcome, job }).filter(fits), request);
  return { runs: items, ...page };
}

export async function listReports(
  shop: Workshop,
  request: Proved<typeof table.list_reports>,
): Promise<{ reports: ReportHead[]; in_all: number; next: string | null }> {
  const text = request.text.toLowerCase();
  const fits = (head: ReportHead) => holds(text, [head.run_id, head.title, head.category, head.summary]);
  const { items, ...page } = paged(shop.notebook().reports().filter(fits), request);
  return { reports: items, ...page };
}

function holds(text: string, fields: readonly (string | null)[]): boolean {
  return fields.some(field => field?.toLowerCase().includes(text));
}

/** Cursors are positions: lists begin with the newest, and what comes in meanwhile may show an item twice, never hide one. */
function paged<T>(all: readonly T[], { cursor, limit }: { cursor?: string; limit: number }) {
  if (!/^\d{0,9}$/.test(cursor ?? '')) throw new Fault('bad_input', { problem: `"${cursor}" is not a cursor.` });
  const from = Number(cursor ?? 0);
  const until = from + limit;
  return { items: all.slice(from, until), in_all: all.length, next: until < all.length ? String(until) : null };
}

export async function getTestRunInfo(
  shop: Workshop,
  request: Proved<typeof table.get_test_run_info>,
  life: CallLife,
): Promise<RunInfo> {
  const run = findRun(shop, request.run_id);
  const [source] = sourcesOf(shop, run);
  const counts = await histogram([source], { kind: 'all' }, { buckets: 1 }, life.signal);
  return {
    run,
    members: source.members.slice(0, request.limit).map(member => memberInfo(source, member)),
    members_in_all: source.members.length,
    levels: Object.fromEntries(levels.map(level => [level, (counts.counts[level] ?? []).reduce((sum, count) => sum + count, 0)])),
    tests: source.tests,
    gaps: mergeGaps([...source.gaps, ...(run.remote?.gaps ?? [])]),
  };
}

export async function checkIngestionStatus(shop: Workshop) {
  return {
    version: shop.version,
    home: shop.home,
    runs: shop.notebook().count(),
    index_bytes: indexBytes(shop.home),
    ingestions: [...shop.ingestions.values(), ...ingestionsOfOthers(shop.home, new Set(shop.ingestions.keys()))],
  };
}

export async function markRun(shop: Workshop, { run_id, outcome }: Proved<typeof table.mark_run>): Promise<Run> {
  const run = { ...findRun(shop, run_id), outcome };
  shop.notebook().put(run);
  return run;
}

export async function forgetRun(shop: Workshop, request: { run_id: string }, life: Pick<CallLife, 'signal'> = NEVER) {
  const run = findRun(shop, request.run_id);
  let freed = 0;
  const stays: string[] = [];
  for (const id of run.sources) {
    freed += sizeOf(indexFile(shop.home, id));
    stays.push(...(await removeFar(shop, id, life)));
    removeDamaged(shop, id);
    shop.close(id);
    removeIndex(shop.home, id);
  }
  removeHandedIn(shop, run);
  rmSync(besideFolder(shop, run.run_id), { recursive: true, force: true });
  if (run.remote) rmSync(join(shop.downloads, run.origin, run.run_id), { recursive: true, force: true });
  shop.notebook().forget(run.run_id);
  return { run_id: run.run_id, title: run.title, freed_bytes: freed, stays: stays.join(' ') || null };
}

const NEVER: Pick<CallLife, 'signal'> = { signal: new AbortController().signal };

/** Lines that a log server keeps are deleted there where it deletes at all; what stays is told. */
async function removeFar(shop: Workshop, id: string, life: Pick<CallLife, 'signal'>): Promise<string[]> {
  const kept = keptBy(shop, id);
  if (!kept) return [];
  const { system, name, ingestion } = kept.kept;
  const where = `${connectionLabel({ system, name })} ({app="${APP}",ingestion="${ingestion}"})`;
  new Spool(shop.home, ingestion).remove();
  try {
    if (await removeKept(shop.outside, kept.kept, { blocks: [...kept.blocks.values()], life })) return [];
    return [`Its lines stay in ${where} until its retention ends.`];
  } catch (failure) {
    if (!(failure instanceof Fault) || failure.code === 'cancelled') throw failure;
    return [`Its lines stay in ${where}: ${failure.message}`];
  }
}

function keptBy(shop: Workshop, id: string): Source['kept'] {
  try {
    return shop.source(id).kept;
  } catch (failure) {
    if (failure instanceof Fault && failure.code === 'index_damaged') return null;
    throw failure;
  }
}

function indexBytes(home: string): number {
  const folder = indexFolder(home);
  if (!statSync(folder, { throwIfNoEntry: false })) return 0;
  return readdirSync(folder).reduce((sum, name) => sum + sizeOf(join(folder, name)), 0);
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
