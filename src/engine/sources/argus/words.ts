/** The sources, Argus: how its runs are called and how they stand, in words of a person. */
import type { Outcome } from '../../../model/run.ts';

const FAILED = new Set(['failed', 'test_error', 'error']);
const UNDER_WAY = new Set(['created', 'running']);

/** Null where Argus knows no more than that it stopped: then the logs tell. */
export function outcomeOf(status: string | null): Outcome | null {
  if (status && FAILED.has(status)) return 'failed';
  return status === 'passed' ? 'passed' : null;
}

export function isUnderWay(status: string | null): boolean {
  return status !== null && UNDER_WAY.has(status);
}

/** `failed, under investigation` */
export function statusWords(status: string | null, investigation: string | null): string {
  const looked = status === 'passed' ? null : investigation === 'in_progress' ? 'under investigation' : investigation;
  return [status ?? 'status unknown', looked]
    .filter(Boolean)
    .map(word => String(word).replaceAll('_', ' '))
    .join(', ');
}

/** `longevity-10gb-3h-test #412` */
export function titleOf(run: {
  id: string;
  build_id: string | null;
  build_number: number | null;
  build_job_url: string | null;
}): string {
  const name = run.build_id?.split('/').pop() || `Argus run ${run.id.slice(0, 8)}`;
  const number = run.build_number ?? numberIn(run.build_job_url);
  return number === null ? name : `${name} #${number}`;
}

function numberIn(url: string | null): number | null {
  const digits = /\/(\d+)\/?$/.exec(url ?? '')?.[1];
  return digits ? Number(digits) : null;
}

export function pageOf(base: string, run: { id: string; plugin: string }): string {
  return `${base.replace(/\/+$/, '')}/tests/${encodeURIComponent(run.plugin)}/${encodeURIComponent(run.id)}`;
}

/** Only what a browser may open. */
export function webAddress(url: string | null): string | null {
  return url && /^https?:\/\//i.test(url) && URL.canParse(url) ? url : null;
}

export function counted(number: number, word: string): string {
  return `${number.toLocaleString('en')} ${word}${number === 1 ? '' : 's'}`;
}

export function stampOf(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
