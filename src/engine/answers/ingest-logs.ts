/** The answers: bringing a run in: inputs are resolved, read into one source, and noted down. */
import { randomUUID } from 'node:crypto';
import { basename, dirname, sep } from 'node:path';
import { Fault } from '../../base/fault.ts';
import { doing } from '../../base/progress.ts';
import { type Gap, mergeGaps } from '../../model/coverage.ts';
import type { Ingestion, Outcome, Run } from '../../model/run.ts';
import type { Proved } from '../../rpc/verb.ts';
import type { table } from '../../tools/table.ts';
import { removeDamaged } from '../damage.ts';
import { type IngestRequest, ingest } from '../read/ingest.ts';
import { type Input, resolveInput } from '../read/inputs.ts';
import { textSender } from '../sources/kept-read.ts';
import { removeIndex } from '../store/home.ts';
import { withTexts } from '../store/texts.ts';
import { type CallLife, isAddress, type Workshop, withoutSecrets } from '../workshop.ts';
import { besideInputs } from './bring-metrics.ts';
import { type Brought, fetchRun, remoteOf } from './fetch-run.ts';
import { outcomeOf, statedIn } from './outcome.ts';
import { formerSource, idOf, sameRun } from './same-run.ts';
import { survey } from './survey.ts';

/** Reasons told when there is nothing to read. */
const TOLD_GAPS = 3;
/** Former readings that are remembered of a run that goes on for long. */
const FORMER = 500;

type Request = Proved<typeof table.ingest_logs>;

export async function ingestLogs(shop: Workshop, request: Request, life: CallLife): Promise<Ingestion> {
  const run = await bringIn(shop, request, life);
  return { run_id: run.run_id, title: run.title, state: 'done', lines: run.lines, bytes: 0, words: 'everything is searchable' };
}

/** Ingests what is new and notes the run down; returns at once for inputs that are known and unchanged. */
export async function bringIn(shop: Workshop, request: Request, life: CallLife): Promise<Run> {
  // First of all: a home that cannot be written is told before anything is read.
  const notebook = shop.notebook();
  const brought = await fetchRun(shop, request.inputs, life);
  const own = brought?.inputs ?? (await resolveAll(shop, request.inputs, life));
  const known = brought ? notebook.get(brought.runId) : await withTexts(() => sameRun(shop, own, life), life.signal);
  const runId = brought?.runId ?? known?.run_id ?? idOf(own);
  const inputs = [...own, ...(await besideInputs(shop, runId, life))];
  const sourceId = idOf(inputs);
  const title = request.title ?? brought?.fetched.title ?? titleOf(own);
  removeDamaged(shop, sourceId);
  const stated = known && statedOutcome(shop, known, sourceId);
  if (shop.limitsGiven && stoppedAtLimit(shop, sourceId)) removeSource(shop, sourceId);
  await read(shop, { sourceId, title, inputs: [...inputs] }, life);
  const source = shop.source(sourceId);
  if (source.lines === 0) {
    // Nobody could ask for it by a name: it is not kept.
    removeSource(shop, sourceId);
    throw noLogs(inputs, source.gaps);
  }
  const states = await withTexts(() => statedIn(source), life.signal);
  const run: Run = {
    ...told(request, { brought, known, job: states.agent ?? jobOf(title), title }),
    run_id: runId,
    outcome: request.outcome ?? brought?.fetched.outcome ?? stated ?? states.outcome,
    sources: [sourceId],
    inputs: brought ? [brought.address.text] : own.map(input => input.path),
    ingested_at: known?.ingested_at ?? Date.now(),
    lines: source.lines,
    from: source.firstAt,
    to: states.to,
    tests_failed: source.tests?.failed ?? null,
    former: formerOf(known, sourceId),
  };
  notebook.put(run);
  for (const id of known?.sources ?? []) if (id !== sourceId) removeSource(shop, id);
  return run;
}

interface Knowledge {
  readonly brought: Brought | null;
  readonly known: Run | null;
  readonly title: string;
}

/** What is said of the run beside what its lines tell: by the request, by the system it comes from, by its former report. */
function told(request: Request, { brought, known, job, title }: Knowledge & { job: string }) {
  return {
    title: request.title ?? brought?.fetched.title ?? known?.title ?? title,
    job: request.job ?? brought?.fetched.job ?? known?.job ?? job,
    origin: brought?.address.kind.origin ?? (request.inputs.some(isAddress) ? ('web' as const) : (known?.origin ?? 'files')),
    remote: brought ? remoteOf(brought) : null,
    category: known?.category ?? null,
    summary: known?.summary ?? null,
    confidence: known?.confidence ?? null,
  };
}

/** What was said of the run by whoever knows; what its former lines told counts no more once there are others. */
function statedOutcome(shop: Workshop, known: Run, sourceId: string): Outcome | null {
  if (known.sources[0] === sourceId) return known.outcome;
  const former = formerSource(shop, known);
  return known.outcome === 'unknown' || (former && outcomeOf(former) === known.outcome) ? null : known.outcome;
}

/** Logs only grow: a line of an earlier fetch stands at the same place of today's. */
function formerOf(known: Run | null, sourceId: string): string[] {
  return [...new Set([...(known?.former ?? []), ...(known?.sources ?? [])])].filter(id => id !== sourceId).slice(-FORMER);
}

/** Whether an earlier ingestion left something out that other limits may let in. */
function stoppedAtLimit(shop: Workshop, sourceId: string): boolean {
  try {
    return shop.source(sourceId).gaps.some(gap => gap.kind === 'over_limit');
  } catch (failure) {
    if (failure instanceof Fault && failure.code === 'index_damaged') return false;
    throw failure;
  }
}

function removeSource(shop: Workshop, sourceId: string): void {
  shop.close(sourceId);
  removeIndex(shop.home, sourceId);
}

/** Says why nothing was read: what was passed over is the whole story here. */
function noLogs(inputs: readonly Input[], gaps: readonly Gap[]): Fault {
  const told = mergeGaps(gaps).map(gap => gap.words);
  const more = told.length > TOLD_GAPS ? ` And ${told.length - TOLD_GAPS} more of the kind.` : '';
  const problem = told.length ? `${told.slice(0, TOLD_GAPS).join(' ')}${more}` : 'there is no file in it.';
  return new Fault('no_logs', { input: inputs.map(input => input.path).join(', '), problem });
}

/** Brings a run in and marks it as one to compare with. */
export function bringInGood(shop: Workshop, path: string, life: CallLife): Promise<Run> {
  return bringIn(shop, { inputs: [path], outcome: 'passed' satisfies Outcome }, life);
}

async function resolveAll(shop: Workshop, texts: readonly string[], life: CallLife): Promise<Input[]> {
  const found: Input[] = [];
  const network = texts.some(isAddress) ? await shop.outside.door.network({}, life) : undefined;
  for (const text of texts) {
    const onBytes = (done: number, total: number | null) =>
      life.onProgress({ ...doing('Downloading {name}', { name: basename(withoutSecrets(text)) }), done, total, unit: 'bytes' });
    const options = { cwd: shop.cwd, cacheFolder: shop.downloads, limits: shop.limits, signal: life.signal, network, onBytes };
    found.push(...(await resolveInput(text, options)));
  }
  const around = found.find(input => input.kind === 'folder' && `${shop.home}${sep}`.startsWith(input.path + sep));
  if (around)
    throw new Fault('bad_input', {
      problem: `${around.path} holds the home folder ${shop.home}; point at a folder that does not, or choose another --home.`,
    });
  return found.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

async function read(shop: Workshop, what: { sourceId: string; title: string; inputs: Input[] }, life: CallLife): Promise<void> {
  const { sourceId, title } = what;
  const note = (state: Ingestion['state'], words: string, read = { lines: 0, bytes: 0 }) =>
    shop.ingestions.set(sourceId, { run_id: sourceId, title, state, lines: read.lines, bytes: read.bytes, words });
  note('running', 'starting');
  try {
    await ingest(
      { home: shop.home, limits: shop.limits, survey, keep: keepOf(shop, sourceId), ...what },
      {
        signal: life.signal,
        onProgress: seen => {
          note('running', `reading ${seen.member}`, seen);
          life.onProgress({
            ...doing('Reading {name}', { name: title }),
            done: seen.packed,
            total: seen.total,
            unit: 'bytes',
            lines: seen.lines,
          });
        },
      },
    );
    shop.ingestions.delete(sourceId);
  } catch (failure) {
    note('failed', failure instanceof Fault ? failure.message : 'the engine failed');
    throw failure;
  }
}

/** Each ingestion is one of its own at the server, so that what is left of one that broke off is never read. */
function keepOf(shop: Workshop, source: string): IngestRequest['keep'] {
  const { store, outside } = shop;
  if (store === 'embedded') return undefined;
  return signal => textSender(outside, { system: store, source, ingestion: randomUUID() }, { signal });
}

/** A folder that is called by what happened, or by what it holds, says more with the folder above it. */
const SAYS_LITTLE = /^(passed|failed|pass|fail|good|bad|logs?|out|output|results?|artifacts?)$/i;

export function titleOf(inputs: readonly Pick<Input, 'path' | 'title'>[]): string {
  const [{ path, title }] = inputs;
  const more = inputs.length > 1 ? ` and ${inputs.length - 1} more` : '';
  const above = basename(dirname(path));
  return `${SAYS_LITTLE.test(title) && above ? `${above}/${title}` : title}${more}`;
}

/** Runs of one job share the title but for ids, numbers, dates and the words passed and failed. */
export function jobOf(title: string): string {
  return (
    title
      .replace(/\.(tar|tgz|zip|gz|zst|bz2|xz|log|txt)\b/gi, '')
      .replace(/[\s\-_.:/]+/g, ' ')
      .replace(/\b(passed|failed|pass|fail|ok|good|bad)\b/gi, '')
      .replace(/\b(?=[0-9a-f]*\d)[0-9a-f]{6,}\b|\d+/gi, '')
      .replace(/ +/g, ' ')
      .trim() || title
  );
}
