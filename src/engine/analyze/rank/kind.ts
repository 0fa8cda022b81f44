/** Analysis: tells journals (services' records, each with its time) from what build and test tools print. */
import type { Corpus, Member } from '../../../model/corpus.ts';
import { cues, cuesOf } from './cues.ts';
import { message } from './text.ts';

/** Formats in which tools print what they like, whatever stands in front of it. */
const printed = new Set(['plain', 'github-actions', 'gitlab', 'jenkins', 'container', 'ci-marks', 'junit-xml']);
/** Lines looked at, at three places of the member. */
const SAMPLE = 120;
/** A journal's records mostly state their time. */
const SHARE = 0.6;

/** Cues by which a build says how it ended. */
const ends = new Set(['exit_marker', 'command_failed', 'make_error', 'goal_failed']);

export function isJournal(corpus: Corpus, member: Member): boolean {
  if (printed.has(member.format) || member.firstAt === null) return false;
  const places = [1, Math.max(1, Math.floor(member.lines / 2)), Math.max(1, member.lines - SAMPLE)];
  let records = 0;
  let stated = 0;
  for (const from of places) {
    for (const row of corpus.rows(member.id, from, from + SAMPLE)) {
      if (row.continued) continue;
      records++;
      if (row.at !== null) stated++;
    }
  }
  return stated >= SHARE * records && !endsLikeBuild(corpus, member);
}

function endsLikeBuild(corpus: Corpus, member: Member): boolean {
  for (const row of corpus.rows(member.id, member.lines - 40, member.lines)) {
    if (cuesOf(message(row.text), row.text).some(cue => ends.has(cues[cue]?.[0]))) return true;
  }
  return false;
}
