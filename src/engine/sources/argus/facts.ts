/** The sources, Argus: what it says of a run beside its logs, as facts that a person reads. */
import type { Fact } from '../../../model/fact.ts';
import type { ArgusRun, Comment, Issue, Users } from './nouns.ts';
import { bucketRequest, type Severity } from './requests.ts';
import { counted, stampOf, statusWords, webAddress } from './words.ts';

export interface Known {
  readonly run: ArgusRun;
  readonly release: string | null;
  readonly comments: readonly Comment[];
  readonly users: Users;
  readonly issues: readonly Issue[];
  readonly configs: readonly string[];
  readonly counts: ReadonlyMap<Severity, number>;
}

/** Of each kind that may be many. */
const MOST = 20;

/** `base` is where Argus is: it leads to what lies in buckets of its own. */
export function factsOf(known: Known, base: string): Fact[] {
  const { run, users } = known;
  const build = webAddress(run.build_job_url);
  return [
    ...fact('Status', statusWords(run.status, run.investigation_status)),
    ...fact('Version', versionOf(run)),
    ...fact('Assignee', run.assignee && nameOf(users, run.assignee)),
    ...known.issues.slice(0, MOST).map(issueFact),
    ...fact('Events', eventWords(known.counts)),
    ...fact('Nemeses', nemesisWords(run)),
    ...fact('Release', known.release),
    ...fact('Build', build && (run.build_id ?? build), build),
    ...fact('Test', run.test_method ?? run.test_name),
    ...fact('Started by', run.started_by),
    ...fact('Branch', [run.branch_name, run.scm_revision_id?.slice(0, 12)].filter(Boolean).join(' at ')),
    ...fact('Configuration', configWords(known)),
    ...fact('Machines', machineWords(run)),
    ...fact('Resources', resourceWords(run)),
    ...fact('Packages', packageWords(run)),
    ...known.comments.slice(-MOST).flatMap(comment => commentFact(comment, users)),
    ...run.screenshots.slice(0, MOST).flatMap(one => screenshotFact(one, base)),
  ];
}

export function nameOf(users: Users, id: string): string | null {
  const user = users[id];
  return user ? (user.full_name ?? user.username) : null;
}

function fact(label: string, value: string | null, url: string | null = null): Fact[] {
  return value ? [{ label, value, url }] : [];
}

/** Which of the packages is what was tested, the first that is there. */
const TESTED = ['scylla-server-upgraded', 'scylla-server-upgrade-target', 'scylla-server', 'scylla-server-target'];

export function versionOf({ packages, scylla_version, product_version }: ArgusRun): string | null {
  const tested = TESTED.map(name => packages.find(one => one.name === name)).find(Boolean);
  const version = scylla_version ?? product_version ?? tested?.version ?? null;
  const built = [tested?.date, tested?.revision_id].filter(Boolean).join('.');
  return version && built && !version.includes(built) ? `${version} (${built})` : version;
}

function issueFact(issue: Issue): Fact {
  const key = issue.key ?? (issue.number === null ? '' : `${issue.owner}/${issue.repo}#${issue.number}`);
  const words = [key, issue.title ?? issue.summary, issue.state && `(${issue.state})`].filter(Boolean).join(' ');
  return { label: 'Issue', value: words || 'linked', url: webAddress(issue.url ?? issue.permalink) };
}

/** Files by their path; those that Argus keeps have their names only. */
function configWords({ run, configs }: Known): string {
  const others = configs.filter(name => !run.config_files.some(path => `/${path}`.endsWith(`/${name}`)));
  return [...run.config_files, ...others].slice(0, MOST).join(', ');
}

function eventWords(counts: ReadonlyMap<Severity, number>): string {
  return [...counts]
    .flatMap(([severity, count]) => (count > 0 ? [`${count.toLocaleString('en')} ${severity.toLowerCase()}`] : []))
    .join(', ');
}

function nemesisWords({ nemesis_data }: ArgusRun): string | null {
  if (nemesis_data.length === 0) return null;
  const states = new Map<string, number>();
  for (const { status } of nemesis_data) states.set(status ?? 'unknown', (states.get(status ?? 'unknown') ?? 0) + 1);
  const failed = nemesis_data.filter(one => one.status === 'failed').map(one => one.name ?? one.class_name);
  const counts = [...states].map(([status, count]) => `${count} ${status}`).join(', ');
  return failed.length ? `${counts}; failed: ${[...new Set(failed)].slice(0, MOST).join(', ')}` : counts;
}

function machineWords({ cloud_setup, region_name }: ArgusRun): string | null {
  if (!cloud_setup) return null;
  const roles = { db: cloud_setup.db_node, loader: cloud_setup.loader_node, monitor: cloud_setup.monitor_node };
  const machines = Object.entries(roles).flatMap(([role, of]) =>
    of?.node_amount ? [`${of.node_amount} ${role} × ${of.instance_type ?? 'unknown type'}`] : [],
  );
  const where = [cloud_setup.backend, ...region_name].filter(Boolean).join(' ');
  return [machines.join(', '), where && `on ${where}`].filter(Boolean).join(' ') || null;
}

/** How a machine goes at the end of a test. */
const EXPECTED = /^graceful/i;

/** Machines that went away for a reason of their own are what a person asks for first. */
function resourceWords({ allocated_resources }: ArgusRun): string | null {
  if (allocated_resources.length === 0) return null;
  const reasons = allocated_resources.flatMap(({ name, instance_info }) =>
    instance_info?.termination_reason && !EXPECTED.test(instance_info.termination_reason)
      ? [`${name ?? 'one'}: ${instance_info.termination_reason}`]
      : [],
  );
  const told = reasons.length ? `; terminated: ${reasons.slice(0, MOST).join(', ')}` : '';
  return `${counted(allocated_resources.length, 'machine')}${told}`;
}

function packageWords({ packages }: ArgusRun): string {
  return packages
    .slice(0, MOST)
    .map(({ name, version }) => [name, version].filter(Boolean).join(' '))
    .join(', ');
}

function commentFact({ message, user_id, posted_at }: Comment, users: Users): Fact[] {
  const who = user_id && nameOf(users, user_id);
  const label = ['Comment', who && `by ${who}`, posted_at && `on ${stampOf(posted_at)}`].filter(Boolean).join(' ');
  return fact(label, message);
}

/** The bucket shows nothing to strangers; Argus leads whoever is signed in there to it. */
function screenshotFact(link: string, base: string): Fact[] {
  const stored = bucketRequest(link);
  const url = stored ? base.replace(/\/+$/, '') + stored.path : webAddress(link);
  return fact('Screenshot', url && (new URL(url).pathname.split('/').pop() || url), url);
}
