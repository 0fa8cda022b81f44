/** The editor: failures in one sentence of the reader's language. */
import { Fault, faults } from '../../base/fault.ts';
import { t } from './l10n.ts';

/** What happened, in one sentence of the reader's language. */
export function faultWords(fault: Fault): string {
  return sentence(t(faults[fault.code].words, fault.details));
}

/** The same for any failure, for where there is no room for more. */
export function failureWords(failure: unknown): string {
  return failure instanceof Fault ? faultWords(failure) : t('Something went wrong inside; the log has the details.');
}

function sentence(words: string): string {
  return /[.!?]$/.test(words) ? words : `${words}.`;
}
