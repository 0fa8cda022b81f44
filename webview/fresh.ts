/** The window: how a run that goes on is kept fresh while it is in sight: when it is asked for again, and how that reads. */
import { clock, lasting } from '../src/tools/render/words.ts';
import { t } from './words.ts';

const SOON_MS = 30_000;
const LATE_MS = 300_000;
/** A refresh that took long is not wanted at once again. */
const SHARE = 5;

export interface Freshness {
  /** How long the last refresh took. */
  readonly tookMs: number;
  /** Refreshes that failed one after another. */
  readonly failures: number;
  /** It is over, but not all of it could be had. */
  readonly over: boolean;
}

/** Milliseconds until the next refresh. */
export function nextRefresh({ tookMs, failures, over }: Freshness): number {
  if (over) return LATE_MS;
  return Math.min(LATE_MS, Math.max(SOON_MS * 2 ** failures, tookMs * SHARE));
}

/** `Under way, as of 11:12 UTC, refreshed 12 s ago`. */
export function freshWords({ over, fetchedAt, now }: { over: boolean; fetchedAt: number; now: number }): string {
  const values = [
    clock(fetchedAt).slice(0, 5),
    lasting(Math.max(1000, Math.floor((now - fetchedAt) / 1000) * 1000)).replace(/\.0 s$/, ' s'),
  ];
  return over
    ? t('Not all of it could be had yet, as of {0} UTC, refreshed {1} ago', ...values)
    : t('Under way, as of {0} UTC, refreshed {1} ago', ...values);
}
