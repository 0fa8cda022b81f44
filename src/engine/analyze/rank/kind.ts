/** Analysis: tells journals (services' records, each with its time) from what build and test tools print. */
import type { Corpus, Member } from '../../../model/corpus.ts';
import { cueSet, cuesOf } from './cues.ts';
import { message } from './text.ts';

/** Formats in which tools print what they like, whatever stands in front of it. */
const printed = new Set(['plain', 'github-actions', 'gitlab', 'jenkins', 'container', 'ci-marks']);
/** Results of tests are read elsewhere. */
const results = 'junit-xml';
/** Lines looked at, at three places of the member. */
const SAMPLE = 120;
/** A journal's records mostly state their time. */
const SHARE = 0.6;
/** A build says how it ended in its last lines. */
const LAST = 40;
/** So many lines of a run are looked at one by one; the rest of it is judged by its templates. */
const MOST_LINES = 200_000;

const ends = cueSet('exit_marker command_failed make_error goal_failed final');

export interface Divided {
  /** Judged by the statistics of their templates. */
  readonly journals: readonly Member[];
  /** Looked at line by line. */
  readonly printed: readonly Member[];
}

/** Sorts the members of a run by how they are to be looked at; the shorter ones come first where not all can be read. */
export function divide(corpus: Corpus): Divided {
  const journals: Member[] = [];
  const lines: Member[] = [];
  let read = 0;
  for (const member of corpus.members.toSorted((a, b) => a.lines - b.lines || a.id - b.id)) {
    if (member.format === results) continue;
    if (read + member.lines > MOST_LINES || isJournal(corpus, member)) journals.push(member);
    else {
      lines.push(member);
      read += member.lines;
    }
  }
  return { journals, printed: lines.sort((a, b) => a.id - b.id) };
}

function isJournal(corpus: Corpus, member: Member): boolean {
  if (printed.has(member.format) || member.firstAt === null) return false;
  let records = 0;
  let stated = 0;
  for (const from of [1, Math.max(1, Math.floor(member.lines / 2)), Math.max(1, member.lines - SAMPLE)]) {
    for (const row of corpus.rows(member.id, from, from + SAMPLE)) {
      if (row.continued) continue;
      records++;
      if (row.at !== null) stated++;
    }
  }
  return stated >= SHARE * records && !endsLikeBuild(corpus, member);
}

function endsLikeBuild(corpus: Corpus, member: Member): boolean {
  for (const row of corpus.rows(member.id, member.lines - LAST, member.lines)) {
    if (cuesOf(message(row.text), row.text).some(cue => ends.has(cue))) return true;
  }
  return false;
}
