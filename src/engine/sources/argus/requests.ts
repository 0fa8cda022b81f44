/** The sources, Argus: what is asked of it, as data below its address; all of it only reads. */
import type { Request } from '../request.ts';

const API = '/api/v1';

/** Severities in the order of their weight. */
export const severities = ['CRITICAL', 'ERROR', 'WARNING', 'NORMAL', 'DEBUG'] as const;
export type Severity = (typeof severities)[number];

/** Finds the run whatever its kind; says of which test, group and release it is, with comments. */
export function infoRequest(id: string): Request {
  return { path: `${API}/client/testrun/${part(id)}/info`, what: `test run ${id}` };
}

/** The run with what lies in tables of its own: nemeses, resources. */
export function runRequest(plugin: string, id: string): Request {
  return { path: `${API}/run/${part(plugin)}/${part(id)}`, what: `test run ${id}` };
}

/** `build` is the whole path of a Jenkins job. */
export function buildRequest(build: string, number: number): Request {
  return { path: `${API}/test/${build.split('/').map(part).join('/')}/${number}`, what: `run of ${build} #${number}` };
}

/** Oldest first, at most `limit`; `after` in whole seconds since 1970, which are part of the answer. */
export function eventsRequest(id: string, of: { severity: Severity; limit: number; after?: number }): Request {
  const { severity, limit, after } = of;
  return { path: `${API}/client/sct/${part(id)}/events/${severity}/get`, query: { limit, after }, what: `events of ${id}` };
}

export function countRequest(id: string, severity: Severity): Request {
  return { path: `${API}/client/sct/${part(id)}/events/${severity}/count`, what: `events of ${id}` };
}

export function issuesRequest(id: string): Request {
  return { path: `${API}/issues/get`, query: { filterKey: 'run_id', id }, what: `issues of ${id}` };
}

export function configsRequest(id: string): Request {
  return { path: `${API}/client/${part(id)}/config/all`, what: `configuration of ${id}` };
}

/** Who is behind the ids of people. */
export function usersRequest(): Request {
  return { path: `${API}/users` };
}

/** Leads to a presigned address, to which nothing of ours is shown. */
export function logRequest(run: { plugin: string; id: string }, name: string): Request {
  const path = `${API}/tests/${part(run.plugin)}/${part(run.id)}/log/${part(name)}/download`;
  return { path, leads: true, what: `log ${name}` };
}

/** Leads to one file of a bucket, for a name that two of a run's logs share. Null for a link that is none of S3. */
export function bucketRequest(link: string): Request | null {
  const [, bucket, key] = /^https:\/\/([^./]+)\.s3[^/]*\.amazonaws\.com\/([^?#]+)/.exec(link) ?? [];
  return bucket ? { path: `${API}/s3/${bucket}/${key}`, leads: true, what: key } : null;
}

/** Bytes of what lies at a link of a run. */
export function sizeRequest(link: string): Request {
  return { path: `${API}/artifact/resolveSize`, query: { l: link } };
}

/** Runs of the last 30 days that are assigned to whose token it is. */
export function jobsRequest(): Request {
  return { path: `${API}/user/jobs` };
}

/** Both flags are mandatory; `limited` would leave out the runs themselves. */
export function statsRequest(release: string): Request {
  const query = { release, limited: 0, force: 0, includeNoVersion: 1 };
  return { path: `${API}/release/stats/v2`, query, what: `release ${release}` };
}

/** Newest build first. */
export function testRunsRequest(test: string, limit: number): Request {
  return { path: `${API}/test/${part(test)}/runs`, query: { limit }, what: `test ${test}` };
}

function part(text: string): string {
  return encodeURIComponent(text);
}
