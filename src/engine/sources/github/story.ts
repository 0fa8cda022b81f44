/** GitHub: a workflow run as the house tells it: its title, its outcome, its facts, and its jobs and annotations as lines. */
import type { Fact } from '../../../model/fact.ts';
import type { Outcome } from '../../../model/run.ts';
import type { RunAddress } from './address.ts';
import type { Annotation, Artifact, Job, WorkflowRun } from './read.ts';

const FAILED = new Set(['failure', 'timed_out', 'startup_failure']);

/** Cancelled, skipped and neutral ones are neither. */
export function outcomeOf(conclusion: string): Outcome {
  return FAILED.has(conclusion) ? 'failed' : conclusion === 'success' ? 'passed' : 'unknown';
}

export function isFinished(run: WorkflowRun): boolean {
  return run.status === 'completed';
}

/** `CI #412: Fix the flaky test`. */
export function titleOf(run: WorkflowRun): string {
  const number = run.run_number ? ` #${run.run_number}` : '';
  const attempt = run.run_attempt && run.run_attempt > 1 ? ` (attempt ${run.run_attempt})` : '';
  const about = run.display_title && run.display_title !== run.name ? `: ${run.display_title}` : '';
  return `${run.name || 'Workflow run'}${number}${attempt}${about}`;
}

/** Runs of one workflow of one repository are compared with each other. */
export function jobOf({ owner, repository }: Pick<RunAddress, 'owner' | 'repository'>, run: WorkflowRun): string {
  return `${owner}/${repository} ${run.name}`.trim();
}

export function factsOf(run: WorkflowRun, more: { jobs?: readonly Job[]; artifacts?: readonly Artifact[] } = {}): Fact[] {
  const { jobs = [], artifacts = [] } = more;
  const failed = jobs.filter(job => FAILED.has(job.conclusion));
  const rows: [label: string, value: string][] = [
    ['Status', statusOf(run)],
    ['Branch', run.head_branch],
    ['Commit', run.head_sha],
    ['Event', run.event],
    ['Pull request', run.pull_requests.map(one => `#${one.number}`).join(', ')],
    ['Started by', run.actor?.login ?? ''],
    ['Failed jobs', failed.length ? `${failed.length} of ${jobs.length}: ${failed.map(job => job.name).join(', ')}` : ''],
    ['Artifacts', artifacts.map(one => one.name).join(', ')],
  ];
  return rows.filter(([, value]) => value !== '').map(([label, value]) => ({ label, value, url: null }));
}

export function statusOf(run: WorkflowRun): string {
  return isFinished(run) ? run.conclusion.replaceAll('_', ' ') : run.status.replaceAll('_', ' ');
}

/** One JSON object a line: each step that ended, then the job, at the time it ended. */
export function jobLines(jobs: readonly Job[]): string {
  const rows = jobs.flatMap(job => [
    ...job.steps.map(step => ({
      at: step.completed_at ?? step.started_at,
      conclusion: step.conclusion,
      what: `job ${job.name}, step ${step.name}`,
    })),
    {
      at: job.completed_at ?? job.started_at,
      conclusion: job.conclusion || job.status,
      what: `job ${job.name}${job.runner_name ? ` on ${job.runner_name}` : ''}`,
    },
  ]);
  return linesOf(
    rows
      .filter(row => row.conclusion !== '' && row.conclusion !== 'skipped')
      .map(({ at, conclusion, what }) => ({
        at,
        level: FAILED.has(conclusion) ? 'error' : conclusion === 'cancelled' ? 'warning' : 'info',
        message: `${what}: ${conclusion.replaceAll('_', ' ')}`,
      })),
  );
}

const LEVELS: Readonly<Record<string, string>> = { failure: 'error', warning: 'warning', notice: 'info' };

/** `src/a.py:12: title: message`, so that the place in the source can be opened. GitHub gives annotations no time: the job's end stands for it. */
export function annotationLines(
  annotated: readonly { readonly job: Job; readonly annotations: readonly Annotation[] }[],
): string {
  return linesOf(
    annotated.flatMap(({ job, annotations }) =>
      annotations.map(one => ({
        at: job.completed_at ?? job.started_at,
        level: LEVELS[one.annotation_level] ?? 'info',
        message: [whereOf(one), one.title, one.message].filter(Boolean).join(': '),
        job: job.name,
      })),
    ),
  );
}

/** `.github` stands for the whole workflow. */
function whereOf({ path, start_line, start_column }: Annotation): string {
  if (!path || path === '.github') return '';
  return [path, start_line, start_column].filter(part => part !== null && part !== undefined).join(':');
}

interface Told {
  readonly at: number | null;
  readonly level: string;
  readonly message: string;
  readonly job?: string;
}

function linesOf(rows: readonly Told[]): string {
  return [...rows]
    .sort((a, b) => (a.at ?? 0) - (b.at ?? 0))
    .map(({ at, ...row }) => `${JSON.stringify({ time: at === null ? null : new Date(at).toISOString(), ...row })}\n`)
    .join('');
}
