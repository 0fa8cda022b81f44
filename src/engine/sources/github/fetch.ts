/** GitHub: fetches a workflow run: its jobs and annotations as lines, the logs of the jobs that matter, and the artifacts that hold test results. */
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '../../../base/fault.ts';
import type { Gap } from '../../../model/coverage.ts';
import type { AddressKind, Fetched, Fetching } from '../addresses.ts';
import { fileName } from '../file-name.ts';
import type { Link } from '../outside.ts';
import type { Request } from '../request.ts';
import { writeIfNew } from '../write-file.ts';
import { formatAddress, type RunAddress, readAddress, servesHost } from './address.ts';
import { annotationsRequest, artifactRequest, artifactsRequest, jobLogRequest, jobsRequest, PAGE, runRequest } from './ask.ts';
import { type Annotation, Annotations, type Artifact, Artifacts, type Job, Jobs, WorkflowRun } from './read.ts';
import { annotationLines, factsOf, isFinished, jobLines, jobOf, outcomeOf, titleOf } from './story.ts';

/** Logs fetched of one run; a matrix may have hundreds of jobs. */
const LOGS = 40;
const JOBS = 1000;
/** Artifacts fetched, and bytes of each at most. */
const ARTIFACTS = 10;
const ARTIFACT_BYTES = 100 * 1024 ** 2;
const TELLING = /test|junit|report|result|log|trace|core|dump/i;

export const githubAddress: AddressKind = {
  origin: 'github',
  claims: text => {
    const read = readAddress(text);
    return read && formatAddress(read);
  },
  fetch: async (text, by) => fetchRun(readAddress(text) as RunAddress, by),
};

/** What a fetch hands around. */
interface Work {
  readonly link: Link;
  readonly run: RunAddress;
  readonly by: Fetching;
  readonly gaps: Gap[];
}

async function fetchRun(run: RunAddress, by: Fetching): Promise<Fetched> {
  const work: Work = { link: await linkFor(run, by), run, by, gaps: [] };
  const told = (await work.link.ask(runRequest(run), by)).json(WorkflowRun);
  const jobs = await jobsOf(work);
  const outcome = isFinished(told) ? outcomeOf(told.conclusion) : 'unknown';
  const telling = jobs.filter(job => (outcome === 'passed' ? job.conclusion === 'success' : isTelling(job)));
  await writeIfNew(join(by.folder, 'jobs.jsonl'), jobLines(jobs));
  await writeAnnotations(work, telling.slice(0, LOGS));
  await fetchLogs(work, telling);
  const artifacts = isFinished(told) ? await fetchArtifacts(work) : [];
  return {
    folder: by.folder,
    title: titleOf(told),
    job: jobOf(run, told),
    outcome: outcome === 'unknown' ? null : outcome,
    url: told.html_url || null,
    finished: isFinished(told),
    facts: factsOf(told, { jobs, artifacts }),
    gaps: work.gaps,
  };
}

/** Of those that ended, what did not succeed; nobody looks into what was skipped. */
function isTelling(job: Job): boolean {
  return job.conclusion !== '' && job.conclusion !== 'success' && job.conclusion !== 'skipped';
}

/** The connection whose API serves the host. Throws `not_connected`. */
async function linkFor({ host }: RunAddress, by: Fetching): Promise<Link> {
  const all = await by.outside.door.connections({});
  const ours = all.find(one => one.system === 'github' && servesHost(one.url, host));
  if (!ours && host !== 'github.com')
    throw new Fault('not_connected', {
      system: `GitHub at ${host}`,
      variable: 'GITHUB_API_URL',
      setting: 'investigator.github.url',
      name: 'github',
    });
  return by.outside.link('github', ours?.name);
}

async function jobsOf({ link, run, by }: Work): Promise<Job[]> {
  const jobs: Job[] = [];
  for (let page = 1; ; page++) {
    const told = (await link.ask(jobsRequest(run, page), by)).json(Jobs);
    jobs.push(...told.jobs);
    if (told.jobs.length < PAGE || jobs.length >= Math.min(told.total_count, JOBS)) return jobs;
  }
}

async function writeAnnotations(work: Work, jobs: readonly Job[]): Promise<void> {
  const annotated: { job: Job; annotations: Annotation[] }[] = [];
  await Promise.all(
    jobs.map(async job => {
      const annotations = await tolerant(work, `The annotations of job “${job.name}”`, async () =>
        (await work.link.ask(annotationsRequest(work.run, job.id), work.by)).json(Annotations),
      );
      if (annotations?.length) annotated.push({ job, annotations });
    }),
  );
  annotated.sort((a, b) => a.job.id - b.job.id);
  if (annotated.length) await writeIfNew(join(work.by.folder, 'annotations.jsonl'), annotationLines(annotated));
}

async function fetchLogs(work: Work, telling: readonly Job[]): Promise<void> {
  const [fetched, left] = [telling.slice(0, LOGS), telling.slice(LOGS)];
  for (const [done, job] of fetched.entries()) {
    const name = `${fileName(job.name)}-${job.id}.log`;
    // A job that ended logs no more.
    if (existsSync(join(work.by.folder, name))) continue;
    work.by.onProgress({ words: 'Fetching the logs of jobs', done, total: fetched.length, unit: 'steps' });
    await tolerant(work, `The log of job “${job.name}”`, () => bring(work, jobLogRequest(work.run, job.id), name));
  }
  if (left.length)
    work.gaps.push({
      kind: 'over_limit',
      words: `The logs of ${left.length} further jobs were not fetched; the first ${LOGS} were.`,
    });
}

/** Artifacts by name, those that may hold results or logs; what is too large is told. */
async function fetchArtifacts(work: Work): Promise<Artifact[]> {
  const all = await tolerant(work, 'The list of artifacts', async () =>
    (await work.link.ask(artifactsRequest(work.run), work.by)).json(Artifacts),
  );
  const artifacts = (all?.artifacts ?? []).filter(one => !one.expired);
  const telling = artifacts.filter(one => TELLING.test(one.name)).slice(0, ARTIFACTS);
  for (const artifact of telling) {
    const bytes = artifact.size_in_bytes ?? 0;
    if (bytes > ARTIFACT_BYTES) {
      const megabytes = Math.round(bytes / 1e6);
      work.gaps.push({ kind: 'over_limit', words: `The artifact “${artifact.name}” was not fetched: it has ${megabytes} MB.` });
      continue;
    }
    await tolerant(work, `The artifact “${artifact.name}”`, () =>
      bring(work, artifactRequest(work.run, artifact.id), `${fileName(artifact.name)}-${artifact.id}.zip`),
    );
  }
  return artifacts;
}

/** GitHub leads on to a storage host, with an address that needs no credential and must not get one. */
async function bring({ link, by }: Work, request: Request, name: string): Promise<void> {
  const reply = await link.ask(request, by);
  if (reply.leadsTo) await by.download(reply.leadsTo.href, name);
  else await writeFile(join(by.folder, name), reply.bytes);
}

const MISSING = new Set(['source_missing', 'source_failed', 'source_refused', 'download_failed', 'over_limit']);

/** What is missing of a run that is there is a gap; a server that cannot be reached at all, or is busy, fails the fetch. */
async function tolerant<T>({ gaps }: Work, what: string, act: () => Promise<T>): Promise<T | null> {
  try {
    return await act();
  } catch (failure) {
    if (!(failure instanceof Fault) || !MISSING.has(failure.code)) throw failure;
    gaps.push({ kind: 'unreachable', words: `${what} could not be fetched: ${failure.message}` });
    return null;
  }
}
