/** HTTP: reports, similar runs and documents in the form in which programs ask about an incident. */
import { categories } from '../../model/category.ts';
import type { DocumentPlace, Instructions, KnowledgeAnswer } from '../../model/knowledge.ts';
import type { Report } from '../../model/report.ts';
import type { SimilarRuns } from '../../model/similar.ts';
import { stepsIn } from './document-steps.ts';
import type { AnalyzeAnswer, PredictAnswer, RecommendAnswer, SearchAnswer } from './incident-bodies.ts';

/** Steps of the best document that stand among the recommended actions. */
const FIRST_STEPS = 3;
const PATTERNS = 20;

/** What else is known of an analysed run. */
export type Seen = Pick<AnalyzeAnswer['runs'][number], 'first_error' | 'templates'>;

export function analyzed(of: readonly { report: Report; seen: Seen }[], bounds: { limit: number; least: number }): AnalyzeAnswer {
  const anomalies = of.flatMap(({ report }) =>
    report.suspect_lines
      .filter(one => one.score >= bounds.least)
      .map(({ title, ...line }) => ({ ...line, run_id: report.run.run_id, message: title ?? line.text, count: line.alike + 1 })),
  );
  const runs = of.map(({ report: { run, category, summary, first_abnormal, patterns, changes, coverage, gaps }, seen }) => ({
    run_id: run.run_id,
    title: run.title,
    category,
    summary,
    ...seen,
    first_abnormal,
    patterns: patterns.slice(0, PATTERNS),
    changes,
    coverage,
    gaps,
  }));
  return {
    anomalies: anomalies.sort((a, b) => b.score - a.score).slice(0, bounds.limit),
    anomalies_in_all: anomalies.length,
    summary: mainOf(of.map(one => one.report)).summary,
    runs,
  };
}

/** Of several the first that names a cause. */
export function mainOf(reports: readonly Report[]): Report {
  return reports.find(one => !one.insufficient_evidence) ?? reports[0];
}

export function predicted(report: Report): PredictAnswer {
  const { category, chain, hypotheses, insufficient_evidence, insufficient_reason, summary } = report;
  const first = hypotheses.at(0);
  const ids = first?.evidence_ids ?? [];
  return {
    run_id: report.run.run_id,
    root_cause: first?.title ?? null,
    category,
    category_words: categories[category],
    confidence: first?.confidence ?? null,
    summary,
    why: first ? [first.description] : [],
    chain,
    evidence_ids: ids,
    evidence: report.evidence_index.filter(one => ids.includes(one.evidence_id)),
    hypotheses,
    insufficient_evidence,
    insufficient_reason,
  };
}

export function searched(similar: SimilarRuns, knowledge: KnowledgeAnswer): SearchAnswer {
  return {
    similar_incidents: similar.similar.map(({ run_id, actions, evidence: _evidence, ...run }) => ({
      id: run_id,
      ...run,
      resolution: actions.join('; '),
    })),
    similar_in_all: similar.in_all,
    compared: similar.compared,
    documents: knowledge.hits.map(({ place, title, text, score, why }) => ({ ...named(place), title, why, text, score })),
  };
}

export function recommended(report: Report | null, { instructions }: Instructions, limit: number): RecommendAnswer {
  const actions = report?.action_items ?? [];
  const steps = instructions
    .map(({ place, title, why, text }) => ({ ...named(place), title, why, steps: stepsIn(text) }))
    .filter(one => one.steps.length > 0)
    .slice(0, limit);
  return {
    recommended_actions: [...actions.map(one => one.title), ...(steps[0]?.steps.slice(0, FIRST_STEPS) ?? [])],
    actions,
    steps,
  };
}

function named({ document, heading, line }: DocumentPlace) {
  return { document, heading, line };
}
