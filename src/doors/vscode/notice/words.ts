/** The editor: what a person reads of runs that have failed. */
import { elided, oneLine } from '../../../tools/render/safe.ts';
import { t } from '../l10n.ts';
import type { Failed } from './newly-failed.ts';

const NAMED = 2;
const TITLE = 80;

/** `3 runs failed: A, B and 1 more`. */
export function noticeWords(failed: readonly Failed[]): string {
  const names = failed.slice(0, NAMED).map(run => elided(oneLine(run.title), TITLE));
  if (failed.length === 1) return t('A run failed: {name}', { name: names[0] });
  const values = { n: failed.length, names: names.join(', ') };
  const more = failed.length - names.length;
  return more > 0 ? t('{n} runs failed: {names} and {more} more', { ...values, more }) : t('{n} runs failed: {names}', values);
}
