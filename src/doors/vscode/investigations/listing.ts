/** The editor: the reports, newest first; in each its findings, in each finding the lines that carry it. */
import { categories } from '../../../model/category.ts';
import type { Confidence } from '../../../model/judgement.ts';
import { formatPlace } from '../../../model/place.ts';
import type { Evidence, Hypothesis, Report } from '../../../model/report.ts';
import { type Labels, reportLabels } from '../../../tools/render/labels.ts';
import { code } from '../../../tools/render/markdown.ts';
import { elided, oneLine } from '../../../tools/render/safe.ts';
import { ageOf } from '../age.ts';
import type { Door } from '../door.ts';
import type { ItemWords } from '../item.ts';
import { t } from '../l10n.ts';
import type { Listing } from '../list-view.ts';
import { plain } from '../markdown.ts';

/** Reports shown; older ones are found by their run. */
const MOST = 200;
const LABEL = 300;

/** A report in the list, before it is opened. */
export interface ReportNode {
  readonly kind: 'report';
  readonly run_id: string;
  readonly title: string;
  readonly category: string;
  readonly confidence: Confidence | null;
  readonly summary: string;
  readonly madeAt: number;
}

export interface FindingNode {
  readonly kind: 'finding';
  readonly run_id: string;
  readonly index: number;
  readonly finding: Hypothesis;
  readonly evidence: readonly EvidenceNode[];
}

export interface EvidenceNode {
  readonly kind: 'evidence';
  readonly run_id: string;
  readonly evidence: Evidence;
  readonly where: string;
}

export type InvestigationNode = ReportNode | FindingNode | EvidenceNode;

export function investigations(door: Door): Listing<InvestigationNode> {
  return {
    roots: async () => {
      const { reports } = await door.engine.list_reports({ limit: MOST });
      return reports.map(({ made_at, ...head }) => ({ kind: 'report', ...head, madeAt: made_at }));
    },
    children: async node => {
      if (node.kind === 'report') return findingsOf(await door.engine.get_report({ run_id: node.run_id }));
      return node.kind === 'finding' ? [...node.evidence] : [];
    },
    words: node => investigationWords(node, Date.now()),
  };
}

export function findingsOf(report: Report): FindingNode[] {
  const labels = reportLabels(report);
  const { run_id } = report.run;
  return report.hypotheses.map((finding, index) => ({
    kind: 'finding',
    run_id,
    index,
    finding,
    evidence: carrying(report, finding, labels),
  }));
}

function carrying(report: Report, finding: Hypothesis, labels: Labels): EvidenceNode[] {
  const known = new Map(report.evidence_index.map(one => [one.evidence_id, one]));
  return finding.evidence_ids.flatMap(id => {
    const evidence = known.get(id);
    return evidence
      ? [{ kind: 'evidence' as const, run_id: report.run.run_id, evidence, where: labels.place(evidence.place) }]
      : [];
  });
}

export function investigationWords(node: InvestigationNode, now: number): ItemWords {
  if (node.kind === 'report') return reportWords(node, now);
  return node.kind === 'finding' ? findingWords(node) : evidenceWords(node);
}

function reportWords(node: ReportNode, now: number): ItemWords {
  const category = t(categories[node.category as keyof typeof categories] ?? node.category);
  const confidence = node.confidence && confidenceWords(node.confidence);
  return {
    id: `report:${node.run_id}`,
    label: category,
    description: [confidence, oneLine(node.title), ageOf(node.madeAt, now)].filter(Boolean).join(' · '),
    icon: node.category === 'unknown' ? 'question' : 'lightbulb',
    opens: 'collapsed',
    context: 'report',
    spoken: [t('report'), category, confidence, node.title, node.summary].filter(Boolean).join(', '),
    tooltip: () => `**${plain(node.title)}**\n\n${plain(node.summary)}`,
    command: ['investigator.openRun', node.run_id, { tab: 'report' }],
  };
}

function findingWords({ run_id, index, finding }: FindingNode): ItemWords {
  const confidence = confidenceWords(finding.confidence);
  return {
    id: `finding:${run_id}/${index}`,
    label: shown(finding.title),
    description: confidence,
    icon: index === 0 ? 'target' : 'circle-outline',
    opens: index === 0 ? 'expanded' : 'collapsed',
    context: 'finding',
    spoken: [t('finding'), finding.title, confidence].join(', '),
    tooltip: () => `${plain(finding.title)}\n\n${plain(finding.description)}`,
    command: ['investigator.openRun', run_id, { tab: 'report' }],
  };
}

function evidenceWords({ run_id, evidence, where }: EvidenceNode): ItemWords {
  const place = formatPlace(evidence.place);
  return {
    id: `evidence:${run_id}/${evidence.evidence_id}`,
    label: shown(evidence.snippet.split('\n')[0]),
    description: where,
    icon: evidence.kind === 'test' ? 'beaker' : 'output',
    context: 'evidence',
    tooltip: () => `${plain(evidence.title)}\n\n${code(elided(evidence.snippet.split('\n')[0], LABEL))}\n\n${code(place)}`,
    command: ['investigator.openRun', run_id, { tab: 'logs', place }],
  };
}

export function confidenceWords(confidence: Confidence): string {
  return { high: t('high confidence'), medium: t('medium confidence'), low: t('low confidence') }[confidence];
}

function shown(text: string): string {
  return elided(oneLine(text), LABEL);
}
