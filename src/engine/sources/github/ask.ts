/** GitHub: what is asked of its API (docs.github.com/rest/actions), as requests; parts of paths were checked when the address was read. */
import type { Request } from '../request.ts';
import type { RunAddress } from './address.ts';

type Repository = Pick<RunAddress, 'owner' | 'repository'>;

const VERSION = { 'x-github-api-version': '2022-11-28' };
/** The most that GitHub gives in one page. */
export const PAGE = 100;

function inRepository({ owner, repository }: Repository, rest: string): string {
  return `/repos/${encodeURIComponent(owner)}/${encodeURIComponent(repository)}${rest}`;
}

export function runRequest(run: RunAddress): Request {
  const attempt = run.attempt === null ? '' : `/attempts/${run.attempt}`;
  const what = `workflow run ${run.owner}/${run.repository} ${run.id}, or none that the token may see`;
  return { path: inRepository(run, `/actions/runs/${run.id}${attempt}`), headers: VERSION, what };
}

/** Of the latest attempt, or of the one that is named. */
export function jobsRequest(run: RunAddress, page: number): Request {
  const attempt = run.attempt === null ? '' : `/attempts/${run.attempt}`;
  const query = { per_page: PAGE, page, ...(run.attempt === null && { filter: 'latest' }) };
  return {
    path: inRepository(run, `/actions/runs/${run.id}${attempt}/jobs`),
    query,
    headers: VERSION,
    what: 'list of its jobs',
  };
}

/** Leads to a host of its own, where the log is plain text for a minute. */
export function jobLogRequest(run: Repository, job: number): Request {
  return { path: inRepository(run, `/actions/jobs/${job}/logs`), headers: VERSION, leads: true, what: 'log of the job' };
}

/** A job is a check run of the same number. */
export function annotationsRequest(run: Repository, job: number): Request {
  return {
    path: inRepository(run, `/check-runs/${job}/annotations`),
    query: { per_page: PAGE },
    headers: VERSION,
    what: 'annotations of the job',
  };
}

export function artifactsRequest(run: RunAddress): Request {
  return {
    path: inRepository(run, `/actions/runs/${run.id}/artifacts`),
    query: { per_page: PAGE },
    headers: VERSION,
    what: 'list of its artifacts',
  };
}

export function artifactRequest(run: Repository, id: number): Request {
  return { path: inRepository(run, `/actions/artifacts/${id}/zip`), headers: VERSION, leads: true, what: 'artifact' };
}

/** `status` is a status or a conclusion there. */
export function runsRequest(repository: Repository, status: string, limit: number): Request {
  const what = `repository ${repository.owner}/${repository.repository}, or none that the token may see`;
  return {
    path: inRepository(repository, '/actions/runs'),
    query: { status, per_page: Math.min(PAGE, limit) },
    headers: VERSION,
    what,
  };
}
