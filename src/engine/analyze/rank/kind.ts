/** Analysis: tells journals (services' records, each with its time) from what build and test tools print. */
import type { Corpus, Member } from '../../../model/corpus.ts';
import { cueSet, cuesOf } from './cues.ts';
import { message, SEEN } from './text.ts';

/** Formats in which tools print what they like, whatever stands in front of it. */
const printed = new Set(['text', 'github-actions', 'gitlab', 'jenkins', 'container', 'ci-marks']);
/** Formats of services that do not state a level in each record; of others one expects it, since tools' output may be stamped too. */
const levelless = new Set(['syslog', 'kernel', 'access', 'sct-events', 'sct-actions']);
/** Formats that only services and runners write, whatever their last lines quote. */
const written = new Set(['scylla', 'sct-log', 'sct-raw-events', 'sct-argus', 'sct-events', 'sct-actions', 'klog']);
/** Format of results of tests, which are read elsewhere. */
export const RESULTS = 'junit-xml';
/** Lines looked at, at three places of the member. */
const SAMPLE = 120;
/** A journal's records mostly state their time, and their level. */
const SHARE = 0.6;
/** A build says how it ended in its last lines. */
const LAST = 40;
/** So many lines of a run are looked at one by one; the rest of it is judged by its templates. */
const MOST_LINES = { fast: 20_000, hybrid: 200_000 };

const ends = cueSet('exit_marker command_failed make_error goal_failed final');

export interface Divided {
  /** Judged by the statistics of their templates. */
  readonly journals: readonly Member[];
  /** Looked at line by line. */
  readonly printed: readonly Member[];
}

type Kind = 'journal' | 'stamped' | 'printed';

/** Sorts the members of a run by how they are to be looked at; the shorter ones come first where not all can be read. */
export function divide(corpus: Corpus, mode: keyof typeof MOST_LINES): Divided {
  const members = corpus.members.filter(member => member.format !== RESULTS);
  const kinds = new Map(members.map(member => [member, kindOf(corpus, member)]));
  // Beside journals, what has stamps and no levels is one too (a kernel's ring buffer); alone it is what a tool printed.
  const services = [...kinds.values()].includes('journal');
  const journals: Member[] = [];
  const lines: Member[] = [];
  let read = 0;
  for (const member of members.toSorted((a, b) => a.lines - b.lines || a.id - b.id)) {
    const kind = kinds.get(member);
    if (kind === 'journal' || (kind === 'stamped' && services) || read + member.lines > MOST_LINES[mode]) journals.push(member);
    else {
      lines.push(member);
      read += member.lines;
    }
  }
  return { journals, printed: lines.sort((a, b) => a.id - b.id) };
}

function kindOf(corpus: Corpus, member: Member): Kind {
  if (printed.has(member.format) || member.firstAt === null) return 'printed';
  if (written.has(member.format)) return 'journal';
  const seen = { records: 0, stamped: 0, levelled: 0 };
  for (const from of [1, Math.max(1, Math.floor(member.lines / 2)), Math.max(1, member.lines - SAMPLE)]) {
    for (const row of corpus.rows(member.id, from, from + SAMPLE)) {
      if (row.continued) continue;
      seen.records++;
      if (row.at !== null) seen.stamped++;
      if (row.at !== null && row.level > 0) seen.levelled++;
    }
  }
  if (seen.stamped < SHARE * seen.records || endsLikeBuild(corpus, member)) return 'printed';
  return seen.levelled >= SHARE * seen.records || levelless.has(member.format) ? 'journal' : 'stamped';
}

function endsLikeBuild(corpus: Corpus, member: Member): boolean {
  for (const row of corpus.rows(member.id, member.lines - LAST, member.lines)) {
    if (cuesOf(message(row.text.slice(0, SEEN)), row.text.slice(0, SEEN)).some(cue => ends.has(cue))) return true;
  }
  return false;
}
