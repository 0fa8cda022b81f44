/** The report, agents: steps, tool calls and guardrails on one axis of time. */
import type { TimelineEntry } from '../../../model/report.ts';
import { agentMoments, lastEnd } from '../../analyze/agents/moments.ts';
import { momentEntry } from '../timeline.ts';
import type { AgentCase } from './case.ts';

const MOST = 200;

/** The last line of a run tells when its last part began; the run ends with that part. Milliseconds since 1970 UTC; null where no time is known. */
export function endOf({ base, stored }: AgentCase): number | null {
  return lastEnd([stored], base.run.to);
}

/** In order of time; beyond 200 the failed ones are kept. The decisive step stands once more as the cause. */
export function agentTimeline(c: AgentCase): TimelineEntry[] {
  const { corpus } = c.base;
  const moments = agentMoments(c.stored).sort((a, b) => Number(b.failed ?? false) - Number(a.failed ?? false) || a.at - b.at);
  const entries = moments.slice(0, MOST - 1).map(moment => momentEntry({ source: c.base.run.source, corpus }, moment));
  const [step] = c.insufficient === null ? c.ranked : [];
  const cause = entries.find(entry => step && entry.place.line === step.item.line);
  return [...entries, ...(cause ? [{ ...cause, kind: 'cause' as const, until: null }] : [])].sort((a, b) => a.at - b.at);
}
