/** The table: the report in the form in which programs ask for the analysis of an agent run. */
import type { ActionItem } from '../model/judgement.ts';
import type { DecisiveStep, Evidence, Hypothesis, Report } from '../model/report.ts';

export interface AgentRca {
  readonly category: Report['category'];
  readonly insufficient_evidence: boolean;
  readonly insufficient_reason: string | null;
  readonly summary: string;
  readonly evidence_index: readonly AgentEvidence[];
  readonly hypotheses: readonly Hypothesis[];
  readonly action_items: readonly ActionItem[];
  /** Null where nothing speaks for one. */
  readonly decisive_step: DecisiveStep | null;
  readonly jira_summary: string;
  readonly jira_description_md: string;
}

/** `snippet` is what the part says; the line that says it is found by its place. */
export type AgentEvidence = Pick<
  Evidence,
  'evidence_id' | 'kind' | 'ref_id' | 'title' | 'snippet' | 'place' | 'sha256' | 'attributes'
>;

/** Facts about our reading of it, which are told otherwise. */
const OURS = new Set(['message', 'role', 'at', 'why', 'tool', 'retries']);

export function agentRca(report: Report): AgentRca {
  const { category, insufficient_evidence, insufficient_reason, summary, hypotheses, action_items } = report;
  return {
    category,
    insufficient_evidence,
    insufficient_reason,
    summary,
    evidence_index: report.evidence_index.map(one => ({
      ...one,
      snippet: String(one.attributes.message ?? one.snippet),
      attributes: Object.fromEntries(Object.entries(one.attributes).filter(([name]) => !OURS.has(name))),
    })),
    hypotheses,
    action_items,
    decisive_step: report.decisive_step ?? null,
    jira_summary: report.jira_summary ?? '',
    jira_description_md: report.jira_description_md ?? '',
  };
}
