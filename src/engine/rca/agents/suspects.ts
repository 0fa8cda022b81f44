/** The report, agents: the ranked parts of a run as suspect lines, and the likeliest of them as the decisive step. */
import type { DecisiveStep, SuspectLine } from '../../../model/report.ts';
import type { RankedStep } from '../../analyze/agents/decisive/rank.ts';
import { memberPath, textOf } from '../case.ts';
import type { AgentCase } from './case.ts';
import { messageIn } from './evidence.ts';

const SUSPECTS = 50;
/** What stands there where nothing else speaks for a part. */
const BY_POSITION = 'by its position';

export function suspectLines(c: AgentCase): SuspectLine[] {
  return c.ranked.slice(0, SUSPECTS).map(step => suspectLine(c, step));
}

/** Null where the run succeeded, or where nothing but its position speaks for the likeliest part. */
export function decisiveStep(c: AgentCase): DecisiveStep | null {
  const [step] = c.ranked;
  if (!step || c.stored.run.status === 'success' || step.item.kind === 'run' || step.why.every(one => one === BY_POSITION))
    return null;
  const { kind, id } = step.item;
  const { place, text, title } = suspectLine(c, step);
  return { agent: step.agent, kind, ref_id: id, title: title ?? text, text, place, score: step.score, why: [...step.why] };
}

function suspectLine(c: AgentCase, step: RankedStep): SuspectLine {
  const { member, line, at } = step.item;
  const text = textOf(c.base.corpus, { member, line, endLine: line });
  const place = { source: c.base.run.source, member: memberPath(c.base.corpus, member), line, end_line: line };
  const title = messageIn(text);
  // Where too little is told to name a cause, no line is one either.
  const role = step === c.ranked[0] && c.insufficient === null ? 'cause' : 'context';
  return { place, at, text, ...(title && { title }), score: step.score, role, why: [...step.why], alike: 0 };
}
