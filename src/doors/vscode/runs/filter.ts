/** The editor: which runs the tree shows, and how that reads above them. */

import { originLabels } from '../../../model/origin-labels.ts';
import type { RemoteRun } from '../../../model/remote-run.ts';
import type { Origin, Outcome, Run } from '../../../model/run.ts';
import { said, t } from '../l10n.ts';

export interface Filter {
  /** In title, job, id or verdict. */
  readonly text?: string;
  readonly outcome?: Outcome;
  readonly origin?: Origin;
  readonly job?: string;
}

export function isFiltered(filter: Filter): boolean {
  return Object.values(filter).some(Boolean);
}

export const outcomeWords: Readonly<Record<Outcome, string>> = {
  failed: said('failed'),
  passed: said('passed'),
  unknown: said('outcome unknown'),
};

/** Where a run was read from, in the tree's words. */
export function originLabel(origin: Origin): string {
  return t(originLabels[origin]);
}

/** The line above the tree: what is in force, and how much of all it leaves. */
export function filterMessage(filter: Filter, counts: { shown: number; inAll: number }): string | undefined {
  if (!isFiltered(filter)) return undefined;
  const parts = [
    filter.outcome && t(outcomeWords[filter.outcome]),
    filter.origin && originLabel(filter.origin),
    filter.job && t('job {job}', { job: filter.job }),
    filter.text && `“${filter.text}”`,
  ];
  const words = parts.filter(Boolean).join(' · ');
  if (counts.shown === 0) return t('No run fits: {filter}.', { filter: words });
  return t('{filter}: {shown} of {all} runs.', { filter: words, shown: counts.shown, all: counts.inAll });
}

/** What the engine is asked for. */
export function listRequest({ text, outcome, origin, job }: Filter): Filter {
  return { ...(text && { text }), ...(outcome && { outcome }), ...(origin && { origin }), ...(job && { job }) };
}

/** A system is asked for all; what the filter leaves is chosen here. */
export function fitsRemote(run: RemoteRun, filter: Filter): boolean {
  const words = `${run.title} ${run.job} ${run.status} ${run.address}`.toLowerCase();
  return (
    (!filter.origin || run.system === filter.origin) &&
    (!filter.job || run.job === filter.job) &&
    (!filter.outcome || run.outcome === filter.outcome) &&
    (!filter.text || words.includes(filter.text.toLowerCase()))
  );
}

export function fits(run: Run, filter: Filter): boolean {
  return (!filter.origin || run.origin === filter.origin) && (!filter.job || run.job === filter.job);
}
