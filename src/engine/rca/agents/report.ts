/** The report, agents: the report of an agent's run, made from opinions alone; nothing leaves that was not read again. */
import type { ActionItem, Confidence } from '../../../model/judgement.ts';
import type { Evidence, Hypothesis, Report, SuspectLine } from '../../../model/report.ts';
import type { AgentVerdict } from '../../analyze/agents/classify.ts';
import { act } from '../../analyze/classify/rule.ts';
import { memberId } from '../case.ts';
import { type Verified, verify } from '../verify.ts';
import type { AgentCase } from './case.ts';
import { agentEvidence, evidenceId } from './evidence.ts';
import { jiraTicket } from './jira.ts';
import { decisiveStep, suspectLines } from './suspects.ts';
import { agentTimeline, endOf } from './timeline.ts';

const HYPOTHESES = 3;
const CITED = 6;
/** Weaker signs than this share of the strongest only tell the same again, further from the cause. */
const STRONG = 0.65;
const ABNORMAL = 0.3;

export function makeAgentReport(c: AgentCase): Report {
  const claims =
    c.insufficient === null ? { evidence: agentEvidence(c), hypotheses: hypothesesOf(c) } : { evidence: [], hypotheses: [] };
  const verified = verify(claims, rereader(c));
  const unproved = verified.hypotheses.length === 0 ? 'No part of the run that could be cited tells of a cause' : null;
  const report = assemble(c, verified, c.insufficient ?? unproved);
  return { ...report, ...jiraTicket(report, c.stored.run) };
}

function rereader({ base }: AgentCase) {
  return {
    bytes: (place: Evidence['place']) => {
      const member = memberId(base.corpus, place.member);
      return member === undefined ? null : base.bytes(member, place.line, place.end_line);
    },
    sha256: base.sha256,
  };
}

function assemble(c: AgentCase, verified: Verified, insufficient: string | null): Report {
  const { base } = c;
  const sufficient = insufficient === null;
  const suspects = suspectLines(c);
  return {
    run: { run_id: base.run.run_id, title: base.run.title, from: base.run.from, to: endOf(c) },
    category: sufficient ? (c.verdicts[0]?.rule.category ?? 'unknown') : 'unknown',
    insufficient_evidence: !sufficient,
    insufficient_reason: insufficient,
    summary: summaryOf(c, insufficient),
    chain: sufficient ? chainOf(c) : [],
    evidence_index: verified.evidence,
    hypotheses: verified.hypotheses,
    action_items: sufficient ? [...c.verdicts[0].rule.actions] : collectMore,
    suspect_lines: suspects,
    decisive_step: decisiveStep(c),
    tests: null,
    timeline: agentTimeline(c),
    patterns: [],
    first_abnormal: firstAbnormal(suspects),
    members: base.corpus.members.length,
    coverage: { scanned: base.corpus.lines, matched: suspects.length, shown: suspects.length, dropped: 0 },
    gaps: [...base.gaps],
    engine: engineOf(c, verified.removed),
  };
}

function engineOf({ base, good }: AgentCase, removed: number): Report['engine'] {
  const compared = good ? [`comparison with ${good} good run${good === 1 ? '' : 's'} of the agent`] : [];
  return {
    version: base.version,
    mode: base.mode,
    made_by: ['rules', 'statistics', ...compared],
    compared_with: good,
    removed_claims: removed,
    took_ms: base.tookMs,
  };
}

/** What to do where the run tells too little: more telemetry, never a guess. */
const collectMore: ActionItem[] = [
  act('high monitoring', 'Enable detailed tracing', 'Add structured logging and tracing to capture more diagnostic information.'),
  act(
    'medium code_change',
    'Add structured error codes',
    'Implement error code taxonomy to enable better classification in future RCAs.',
  ),
];

function hypothesesOf(c: AgentCase): Hypothesis[] {
  return c.verdicts.slice(0, HYPOTHESES).map(verdict => {
    const strong = verdict.signs.filter(sign => sign.weight >= verdict.signs[0].weight * STRONG);
    const seen = [...new Set(strong.map(sign => sign.words))].slice(0, 2);
    return {
      title: verdict.rule.title,
      description: `${verdict.rule.describes}: ${seen.join('; ')}.`,
      evidence_ids: [...new Set(strong.flatMap(sign => sign.refs.map(evidenceId)))].slice(0, CITED),
      confidence: confidenceOf(c, verdict),
      verification_steps: [...verdict.rule.steps],
    };
  });
}

function confidenceOf(c: AgentCase, verdict: AgentVerdict): Confidence {
  const rival = c.verdicts.some(one => one !== verdict && one.score > verdict.score * 0.92);
  if (verdict.score >= 0.8 && !rival) return 'high';
  return verdict.score >= 0.5 ? 'medium' : 'low';
}

function summaryOf(c: AgentCase, insufficient: string | null): string {
  const { run } = c.stored;
  if (insufficient !== null) return `${insufficient}.`;
  const [verdict] = c.verdicts;
  return `Agent ${run.agent_name}: ${verdict.signs[0].words}`
    .replace(/\s+/g, ' ')
    .slice(0, 300)
    .replace(/[.\s]*$/, '.');
}

/** The cause and what followed from it: the steps that failed after it. */
function chainOf(c: AgentCase): string[] {
  const { run } = c.stored;
  const [verdict] = c.verdicts;
  const cited = new Set(verdict.signs.flatMap(sign => sign.refs.map(ref => ref.id)));
  const later = run.steps
    .filter(step => step.status === 'failure' && !cited.has(step.step_id))
    .map(step => `step ${step.name} failed`);
  return later.length ? [verdict.signs[0].words, ...later] : [];
}

function firstAbnormal(suspects: readonly SuspectLine[]): Report['first_abnormal'] {
  const [first] = suspects.filter(one => one.score >= ABNORMAL).sort((a, b) => a.place.line - b.place.line);
  if (!first) return null;
  const { source, member, line } = first.place;
  return { at: first.at, place: { source, member, line } };
}
