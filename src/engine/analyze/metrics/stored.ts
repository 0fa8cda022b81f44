/** Analysis, metrics: the samples that stand in a run, as series again, each sample with its line. */
import { objectIn } from '../../../base/lenient.ts';
import type { Corpus } from '../../../model/corpus.ts';
import { type Metric, numberOf } from '../../../model/series.ts';

/** Name of the format that samples are read as. */
export const METRICS = 'metrics';

export interface StoredSeries {
  readonly labels: Readonly<Record<string, string>>;
  readonly at: number[];
  readonly values: number[];
  readonly lines: number[];
}

export interface StoredMetric extends Metric {
  readonly system: string;
  readonly member: number;
  readonly path: string;
  readonly series: readonly StoredSeries[];
}

/** Lines that are no samples are passed over. */
export function storedMetrics(corpus: Corpus): StoredMetric[] {
  return corpus.members
    .filter(member => member.format === METRICS)
    .flatMap(member => {
      const series = new Map<string, StoredSeries>();
      let about: Record<string, unknown> = {};
      for (const { line, at, text } of corpus.rows(member.id, 1, member.lines)) {
        const told = objectIn(text) ?? {};
        if (line === 1) about = told;
        else if (at !== null && 'value' in told) add(series, told, { at, line });
      }
      const [metric, title, unit, expression, system] = ['metric', 'title', 'unit', 'expression', 'system'].map(key =>
        String(about[key] ?? ''),
      );
      return [{ metric, title, unit, expression, system, member: member.id, path: member.path, series: [...series.values()] }];
    });
}

function add(all: Map<string, StoredSeries>, told: Record<string, unknown>, { at, line }: { at: number; line: number }): void {
  const labels = labelsIn(told.labels);
  const key = JSON.stringify(labels);
  const one = all.get(key) ?? { labels, at: [], values: [], lines: [] };
  all.set(key, one);
  one.at.push(at);
  one.values.push(numberOf(typeof told.value === 'number' ? told.value : String(told.value)));
  one.lines.push(line);
}

function labelsIn(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).map(([label, text]) => [label, String(text)]));
}

/** The corpus without samples, whose numbers are no messages: what lines are ranked and compared by. */
export function withoutSamples(corpus: Corpus): Corpus {
  const samples = new Set(corpus.members.filter(member => member.format === METRICS).map(member => member.id));
  if (samples.size === 0) return corpus;
  const members = corpus.members.filter(member => !samples.has(member.id));
  return {
    ...corpus,
    members,
    lines: members.reduce((sum, member) => sum + member.lines, 0),
    templates: corpus.templates.filter(template => !samples.has(template.firstMember)),
  };
}
