/** The answers: when a run ended: with its last line, or with the last part of an agent's run, whose line tells when it began. */
import { lastEnd } from '../analyze/agents/moments.ts';
import { AGENT_RUN, storedAgentRuns } from '../analyze/agents/stored.ts';
import type { Source } from '../store/source.ts';

/** Milliseconds since 1970 UTC; null where no time is known. */
export function endOf(source: Source): number | null {
  if (!source.members.some(member => member.format === AGENT_RUN)) return source.lastAt;
  return lastEnd(storedAgentRuns(source.corpus()), source.lastAt);
}
