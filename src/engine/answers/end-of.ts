/** The answers: when a run ended: with its last line, or with the last part of an agent's run, whose line tells when it began. */
import { lastEnd } from '../analyze/agents/moments.ts';
import { AGENT_RUN, type StoredRun, storedAgentRuns } from '../analyze/agents/stored.ts';
import type { Source } from '../store/source.ts';

/** Milliseconds since 1970 UTC; null where no time is known. */
export function endOf(source: Source, runs = agentRunsIn(source)): number | null {
  return lastEnd(runs, source.lastAt);
}

/** None for sources of any other kind. */
export function agentRunsIn(source: Source): StoredRun[] {
  return source.members.some(member => member.format === AGENT_RUN) ? storedAgentRuns(source.corpus()) : [];
}
