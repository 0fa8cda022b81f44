/** The editor: how long ago something was, as short as a tree needs it. */
import { t } from './l10n.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `just now`, `5 min ago`, `3 h ago`, `2 d ago`, `3 wk ago`, `5 mo ago`, `2 yr ago`; what lies ahead (a wrong clock) is just now. */
export function ageOf(at: number, now: number): string {
  const ms = now - at;
  if (ms < MINUTE) return t('just now');
  if (ms < HOUR) return t('{n} min ago', { n: Math.floor(ms / MINUTE) });
  if (ms < 2 * DAY) return t('{n} h ago', { n: Math.floor(ms / HOUR) });
  if (ms < 14 * DAY) return t('{n} d ago', { n: Math.floor(ms / DAY) });
  if (ms < 61 * DAY) return t('{n} wk ago', { n: Math.floor(ms / (7 * DAY)) });
  if (ms < 730 * DAY) return t('{n} mo ago', { n: Math.floor(ms / (30.44 * DAY)) });
  return t('{n} yr ago', { n: Math.floor(ms / (365.25 * DAY)) });
}
