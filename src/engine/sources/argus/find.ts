/** The sources, Argus: recent failed and unfinished runs: those assigned to whose token it is, and those of the releases and tests that are watched. */
import { Fault } from '../../../base/fault.ts';
import type { Fact } from '../../../model/fact.ts';
import type { CallSignal } from '../client.ts';
import type { Finder, FoundRun, Sought } from '../finders.ts';
import type { Link } from '../outside.ts';
import { payloadOf } from './envelope.ts';
import { nameOf } from './facts.ts';
import { type ListedRun, ListedRuns, Stats, Users } from './nouns.ts';
import { jobsRequest, statsRequest, testRunsRequest, usersRequest } from './requests.ts';
import { isUnderWay, outcomeOf, pageOf, statusWords, titleOf, webAddress } from './words.ts';

export const argusFinder: Finder = { system: 'argus', find: findArgus };

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Newest builds that are looked at of one test. */
const BUILDS = 10;

async function findArgus(link: Link, _: Sought, life: CallSignal): Promise<FoundRun[]> {
  const watched = link.connection.watch;
  const [mine, users, ...others] = await Promise.all([
    listed(link, jobsRequest(), life),
    people(link, life),
    ...watched.map(name => (UUID.test(name) ? listed(link, testRunsRequest(name, BUILDS), life) : releaseRuns(link, name, life))),
  ]);
  const all = new Map<string, FoundRun>();
  for (const run of [...mine, ...others.flat()].filter(isWanted)) {
    const found = foundRun(run, { base: link.connection.url, users });
    if (!all.has(found.address)) all.set(found.address, found);
  }
  return [...all.values()].sort((one, other) => (other.at ?? Infinity) - (one.at ?? Infinity));
}

/** A run of release statistics may have no id; its build then names it. */
type Listed = Omit<ListedRun, 'id'> & { readonly id: string | null };

async function listed(link: Link, request: ReturnType<typeof jobsRequest>, life: CallSignal): Promise<Listed[]> {
  return payloadOf(await link.ask(request, life), ListedRuns, request.what ?? 'runs');
}

/** `RELEASE`, or `RELEASE/GROUP` for one of its groups. */
async function releaseRuns(link: Link, name: string, life: CallSignal): Promise<Listed[]> {
  const [release, group] = name.split('/', 2);
  const { groups } = payloadOf(await link.ask(statsRequest(release), life), Stats, `release ${release}`);
  return groups
    .filter(one => !group || one.group?.name === group)
    .flatMap(one => one.tests)
    .flatMap(test =>
      test.last_runs.map((run, at) => ({
        id: run.id,
        build_id: run.build_job_name ?? test.test?.name ?? null,
        build_number: run.build_number,
        build_job_url: null,
        status: run.status,
        // Of the newest run only.
        investigation_status: at === 0 ? test.investigation_status : null,
        assignee: run.assignee,
        start_time: run.start_time,
        end_time: null,
        scylla_version: null,
      })),
    );
}

/** Names are a courtesy: a list is good without them. */
async function people(link: Link, life: CallSignal): Promise<Users> {
  try {
    return payloadOf(await link.ask(usersRequest(), life), Users, 'users');
  } catch (failure) {
    if (failure instanceof Fault && failure.code !== 'cancelled') return {};
    throw failure;
  }
}

function isWanted(run: Listed): boolean {
  if (run.id === null && (run.build_id === null || run.build_number === null)) return false;
  return outcomeOf(run.status) === 'failed' || run.status === 'aborted' || isUnderWay(run.status);
}

function foundRun(run: Listed, { base, users }: { base: string; users: Users }): FoundRun {
  const named = { ...run, id: run.id ?? '' };
  const assignee = run.assignee && nameOf(users, run.assignee);
  const facts: Fact[] = [
    ...(run.scylla_version ? [{ label: 'Version', value: run.scylla_version, url: null }] : []),
    ...(assignee ? [{ label: 'Assignee', value: assignee, url: null }] : []),
    ...(webAddress(run.build_job_url) ? [{ label: 'Build', value: run.build_id ?? 'build', url: run.build_job_url }] : []),
  ];
  return {
    address: run.id ? `argus:${run.id}` : `argus:${run.build_id}#${run.build_number}`,
    title: titleOf(named),
    job: run.build_id ?? titleOf(named),
    outcome: outcomeOf(run.status) ?? 'unknown',
    status: statusWords(run.status, run.investigation_status),
    at: run.end_time ?? run.start_time,
    finished: !isUnderWay(run.status),
    url: run.id ? pageOf(base, { id: run.id, plugin: 'scylla-cluster-tests' }) : null,
    facts,
  };
}
