/** The window: what a person can do after a failure, where the fault's own hint speaks of the command line. */
import type { FaultCode } from '../src/base/fault.ts';
import { t } from './words.ts';

export function hintOf(code: FaultCode, otherwise: string): string {
  switch (code) {
    case 'bad_input':
      return t('Correct it and try again.');
    case 'run_unknown':
      return t('It may have been forgotten in another window; investigate its logs again.');
    case 'place_unknown':
      return t('It may belong to a run that was forgotten.');
    case 'not_investigated':
      return t('Press Investigate.');
    case 'still_ingesting':
      return t('Wait for it, then look again.');
    case 'over_limit':
    case 'no_logs':
      return t('A limit that is named here is raised in the settings.');
    case 'home_unwritable':
    case 'disk_full':
      return t('Make room, or choose another folder in the settings; then try again.');
    default:
      return otherwise;
  }
}
