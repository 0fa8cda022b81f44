/** The answers: the whole walk from a run's lines to its report, in steps that can be cancelled between. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { stopIfCancelled } from '../../base/pace.ts';
import { doing, type ProgressText } from '../../base/progress.ts';
import type { Corpus } from '../../model/corpus.ts';
import { type Gap, mergeGaps } from '../../model/coverage.ts';
import { originLabels } from '../../model/origin-labels.ts';
import type { Report } from '../../model/report.ts';
import type { Run } from '../../model/run.ts';
import type { Proved } from '../../rpc/verb.ts';
import type { table } from '../../tools/table.ts';
import { classify } from '../analyze/classify/classify.ts';
import { compareRuns } from '../analyze/compare/compare.ts';
import { withoutSamples } from '../analyze/metrics/stored.ts';
import { readMoments } from '../analyze/moments.ts';
import type { Suspect } from '../analyze/opinions.ts';
import { orderStory } from '../analyze/order/story.ts';
import { rankSuspects } from '../analyze/rank/rank.ts';
import { makeReport } from '../rca/report.ts';
import { rest } from '../rest.ts';
import { addressOf } from '../sources/addresses.ts';
import type { Source } from '../store/source.ts';
import { withTexts } from '../store/texts.ts';
import { type CallLife, sourcesOf, type Workshop } from '../workshop.ts';
import { agentReport } from './agent-report.ts';
import { aroundCause } from './around-cause.ts';
import { bringMetrics } from './bring-metrics.ts';
import { isSettled } from './fetch-run.ts';
import { withFindings } from './findings.ts';
import { bringIn, bringInGood } from './ingest-logs.ts';
import { documentsFor } from './knowledge-instructions.ts';

/** Passing runs of the same job that a run is compared with when none are named. */
const GOOD_RUNS = 5;
const SUSPECTS = 50;
/** Characters of a line, and of a record, that rules look at: their patterns were not made for lines of hundreds of KiB. */
const LINE_UNITS = 4096;
const RECORD_UNITS = 1 << 16;

type Request = Proved<typeof table.investigate_run>;

export async function investigateRun(shop: Workshop, request: Request, life: CallLife): Promise<Report> {
  const started = performance.now();
  const { run, gaps } = await measured(shop, request, life);
  const good = await goodRuns(shop, { run, against: request.against }, life);
  const made = await analyse(shop, { run, gaps, good: good.map(one => one.corpus), mode: request.mode, started }, life);
  const around = await aroundCause(sourcesOf(shop, run)[0], made, life);
  const documents = await documentsFor(shop, { run, report: made }, life);
  const report = {
    ...made,
    ...around,
    documents,
    run: { ...made.run, ...remoteOf(run) },
    engine: { ...made.engine, against: good.map(one => one.run_id) },
  };
  shop.notebook().putReport(report);
  return withFindings(shop, report);
}

/** What its system says of it, for the head of the report. */
function remoteOf({ origin, remote }: Run): Pick<Report['run'], 'remote'> {
  if (!remote) return {};
  const { url, finished, facts } = remote;
  return { remote: { system: originLabels[origin], url, finished, facts } };
}

/** The run, with its metrics where they are asked for. */
async function measured(shop: Workshop, request: Request, life: CallLife): Promise<{ run: Run; gaps: readonly Gap[] }> {
  const run = await runOf(shop, request, life);
  if (!request.metrics) return { run, gaps: [] };
  const { fresh, gaps } = await bringMetrics(shop, run, life);
  return { run: fresh ? await bringIn(shop, { inputs: run.inputs, title: run.title, job: run.job }, life) : run, gaps };
}

/** A run that is known by name, unless a file of that name exists; else its inputs are ingested. What may have changed is fetched anew. */
export async function runOf(
  shop: Workshop,
  { inputs, title, job }: Pick<Request, 'inputs' | 'title' | 'job'>,
  life: CallLife,
): Promise<Run> {
  const [only, ...more] = inputs;
  const named =
    more.length === 0 && !existsSync(resolve(shop.cwd, only))
      ? shop.notebook().find(addressOf(only, shop.addressKinds)?.text ?? only)
      : null;
  if (named && isSettled(named)) return named;
  return bringIn(shop, { inputs: named?.remote ? [named.remote.address] : inputs, title, job }, life);
}

export interface GoodRun {
  readonly run_id: string;
  readonly corpus: Corpus;
}

/** The passing runs with their corpora; those named are ingested where needed. */
export async function goodRuns(
  shop: Workshop,
  what: { run: Run; against: readonly string[] },
  life: CallLife,
): Promise<GoodRun[]> {
  const runs: Run[] = [];
  for (const name of what.against) {
    const path = resolve(shop.cwd, name);
    const known = existsSync(path) ? null : shop.notebook().find(name);
    runs.push(known ?? (await bringInGood(shop, name, life)));
  }
  const chosen = runs.length ? runs : shop.notebook().goodRuns(what.run.job, GOOD_RUNS + 1);
  const good: GoodRun[] = [];
  for (const run of chosen.filter(one => one.run_id !== what.run.run_id).slice(0, Math.max(GOOD_RUNS, runs.length))) {
    const [source] = sourcesOf(shop, run);
    good.push({ run_id: run.run_id, corpus: source.corpus() });
  }
  return good;
}

interface Analysis {
  readonly run: Run;
  /** Of what was asked for beside its own lines. */
  readonly gaps: readonly Gap[];
  readonly good: readonly Corpus[];
  readonly mode: 'fast' | 'hybrid';
  readonly started: number;
}

async function analyse(shop: Workshop, what: Analysis, life: CallLife): Promise<Report> {
  const { run, good, mode } = what;
  const [source] = sourcesOf(shop, run);
  const step = stepper(life);
  const corpus = source.corpus();
  const pass = <T>(work: () => T) => withTexts(work, life.signal);
  const tell = (text: ProgressText) => life.onProgress({ ...doing(text), done: 0, total: null, unit: 'steps' });
  const ofAgent = await pass(() => agentReport({ ...unseen(corpus), good, ...circumstances(shop, what, source) }, tell));
  if (ofAgent) return ofAgent;
  await step('Ordering events');
  const moments = await pass(() => readMoments(corpus));
  await step('Comparing with passing runs');
  const lines = withoutSamples(corpus);
  const differences = good.length ? await pass(() => compareRuns(lines, good)) : [];
  await step('Ranking lines');
  const ranked = await pass(() => rankSuspects(lines, good, { mode, limit: SUSPECTS, moments }));
  const suspects = await pass(() => orderStory({ corpus: lines, suspects: ranked, moments, good }));
  await step('Classifying the failure');
  const text = (suspect: Suspect) => textOf(source, suspect);
  const verdicts = await pass(() => classify({ corpus: lines, suspects, text, moments, tests: corpus.tests }));
  await step('Writing the report');
  const found = { corpus, good, suspects, differences, verdicts, moments, tests: corpus.tests };
  return pass(() => makeReport({ ...found, ...circumstances(shop, what, source) }));
}

function circumstances(shop: Workshop, { run, gaps, mode, started }: Analysis, source: Source) {
  return {
    run: { run_id: run.run_id, title: run.title, source: source.id, from: source.firstAt, to: source.lastAt },
    gaps: mergeGaps([...source.gaps, ...(run.remote?.gaps ?? []), ...gaps]),
    version: shop.version,
    mode,
    tookMs: Math.round(performance.now() - started),
    bytes: (member: number, from: number, to: number) => source.rawBytes(member, from, to),
    sha256: (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex'),
  };
}

/** A case of which nothing was found out yet. */
function unseen(corpus: Corpus) {
  return { corpus, suspects: [], differences: [], verdicts: [], moments: [], tests: corpus.tests };
}

/** Tells each step, and lets a cancel and other calls in between. */
function stepper(life: CallLife): (text: ProgressText) => Promise<void> {
  const total = 5;
  let done = 0;
  return async text => {
    life.onProgress({ ...doing(text), done: done++, total, unit: 'steps' });
    await rest();
    stopIfCancelled(life.signal);
  };
}

/** Rules judge what a person would read: the beginning of each line, and of the record. */
function textOf(source: Source, suspect: Suspect): string {
  const text = [...source.rows(suspect.member, suspect.line, suspect.endLine)].map(row => row.text.slice(0, LINE_UNITS));
  return text.join('\n').slice(0, RECORD_UNITS);
}
