/** GitHub: the failed and unfinished workflow runs of the watched repositories, newest first. */
import { Fault } from '../../../base/fault.ts';
import type { CallSignal } from '../client.ts';
import type { Finder, FoundRun, Sought } from '../finders.ts';
import type { Link } from '../outside.ts';
import { formatAddress } from './address.ts';
import { runsRequest } from './ask.ts';
import { Runs, type WorkflowRun } from './read.ts';
import { factsOf, isFinished, jobOf, outcomeOf, statusOf, titleOf } from './story.ts';

/** GitHub takes one status or conclusion at a time; a run that timed out is no failure there. */
const STATUSES = ['failure', 'timed_out', 'startup_failure', 'in_progress'];

interface Repository {
  readonly host: string;
  readonly owner: string;
  readonly repository: string;
}

export const githubFinder: Finder = {
  system: 'github',
  lacks: ({ watch }) =>
    watch.length
      ? null
      : 'No repository of GitHub is named whose runs are listed; set GITHUB_REPOSITORY=OWNER/NAME, in the editor investigator.github.repositories.',
  find: async (link, sought, life) => {
    const found = await Promise.all(link.connection.watch.map(name => findIn(link, repositoryOf(link, name), { sought, life })));
    return found.flat().sort((a, b) => (b.at ?? 0) - (a.at ?? 0));
  },
};

function repositoryOf(link: Link, text: string): Repository {
  const found = /^([\w.-]+)\/([\w.-]+)$/.exec(text.trim());
  if (!found) throw new Fault('bad_input', { problem: `“${text}” is not a repository; it reads OWNER/NAME.` });
  const { host } = new URL(link.connection.url);
  return { host: host === 'api.github.com' ? 'github.com' : host, owner: found[1], repository: found[2] };
}

async function findIn(link: Link, where: Repository, by: { sought: Sought; life: CallSignal }): Promise<FoundRun[]> {
  const { sought, life } = by;
  const pages = await Promise.all(
    STATUSES.map(async status => (await link.ask(runsRequest(where, status, sought.limit), life)).json(Runs).workflow_runs),
  );
  return pages.flat().map(run => foundRun(where, run));
}

function foundRun(where: Repository, run: WorkflowRun): FoundRun {
  const finished = isFinished(run);
  return {
    address: formatAddress({ ...where, id: String(run.id), attempt: null }),
    title: titleOf(run),
    job: jobOf(where, run),
    outcome: finished ? outcomeOf(run.conclusion) : 'unknown',
    status: statusOf(run),
    at: finished ? run.updated_at : (run.run_started_at ?? run.created_at),
    finished,
    url: run.html_url || null,
    facts: factsOf(run),
  };
}
