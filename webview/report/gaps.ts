/** The window, report: how many of a run's files were read whole, and what can be done about those that were not. */
import type { Gap } from '../../src/model/coverage.ts';
import type { Report } from '../../src/model/report.ts';
import { t } from '../words.ts';

export interface SeenMembers {
  readonly inAll: number;
  /** Of which something was not seen. */
  readonly torn: number;
}

/** Gaps name members that were read in part, and others that were not read at all. */
export function seenMembers(report: Report, read: readonly string[]): SeenMembers {
  const known = new Set(read);
  const torn = new Set(report.gaps.filter(gap => stepOf(gap.kind) !== null && gap.member).map(gap => gap.member as string));
  const unread = read.length > 0 ? [...torn].filter(member => !known.has(member)).length : 0;
  return { inAll: report.members + unread, torn: torn.size };
}

/** What to do next, once for each kind of gap. */
export function gapSteps(gaps: readonly Gap[]): string[] {
  return [...new Set(gaps.map(gap => stepOf(gap.kind)))].filter(step => step !== null);
}

/** What is said up to its first pause, behind the name of the file: `a.log: Its times are 2 h ahead of the others.` */
export function clauseOf(words: string): string {
  const name = words.search(/: [A-Z]/);
  const from = name < 0 ? 0 : name + 2;
  const pause = words.slice(from).search(/[,;:.](?=\s|$)/);
  return pause < 0 ? words : `${words.slice(0, from + pause)}.`;
}

/** Null where nothing is missing. */
function stepOf(kind: Gap['kind']): string | null {
  switch (kind) {
    case 'torn':
    case 'corrupt':
    case 'unverified':
      return t('Fetch it again and investigate anew: what was cut off may hold the cause.');
    case 'over_limit':
      return t('Raise the limit in the settings, if you trust these logs, and investigate anew.');
    case 'unreadable':
      return t('Check who may read it, and investigate anew.');
    case 'unsupported':
    case 'binary':
      return t('Bring it as text or in another kind of archive, and investigate anew.');
    case 'unsafe_path':
      return t('Its path leads out of the archive; unpack it by hand if you trust it.');
    case 'long_line':
    case 'cut':
      return t('Open the file itself where the rest of it matters.');
    case 'empty':
      return t('Look whether the run wrote it at all.');
    case 'outcome':
      return t('Let the agent record how its runs end: as a success or a failure.');
    default:
      return null;
  }
}
