/** Evaluation: how far down the first answer stands that explains the failure. */
import type { Span } from './lines.ts';

/** Rank of the first answer that touches one of the spans; null when none does. */
export function rankOf(answers: readonly Span[], spans: readonly Span[]): number | null {
  const at = answers.findIndex(([first, last]) => spans.some(([from, to]) => first <= to && from <= last));
  return at < 0 ? null : at + 1;
}

export interface Ranked {
  readonly project: string;
  readonly rank: number | null;
}

/** Shares of cases, and the mean of 1 / rank; one row for all cases, and one in which each project counts the same. */
export function figuresOf(cases: readonly Ranked[]): string[] {
  const projects = [...Map.groupBy(cases, one => one.project).values()];
  return [
    `${cases.length} cases: ${row(meanOver(cases))}`,
    `${projects.length} projects: ${row(figure => mean(projects.map(own => meanOver(own)(figure))))}`,
  ];
}

type Figure = (rank: number) => number;

function meanOver(cases: readonly Ranked[]): (figure: Figure) => number {
  return figure => mean(cases.map(({ rank }) => (rank === null ? 0 : figure(rank))));
}

function row(measure: (figure: Figure) => number): string {
  const within = (most: number) => measure(rank => (rank <= most ? 1 : 0)).toFixed(3);
  return `hit@1 ${within(1)}  hit@5 ${within(5)}  MRR ${measure(rank => 1 / rank).toFixed(3)}`;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
