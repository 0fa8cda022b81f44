/** The window, metrics: what stands in a run's samples, as charts: one a metric, with curves that end where samples are missing. Pure. */
import { formatPlace, type Place } from '../../src/model/place.ts';
import { labelText, type Metric, type MetricAnswer, numberOf, type Series } from '../../src/model/series.ts';
import { cell, cellCode, prose } from '../../src/tools/render/markdown.ts';
import { figure } from '../../src/tools/render/metrics.ts';
import { oneLine } from '../../src/tools/render/safe.ts';
import { clock, stamp } from '../../src/tools/render/words.ts';
import { t } from '../words.ts';

export interface Curve {
  /** What tells it from the others of its chart. */
  readonly name: string;
  readonly times: readonly number[];
  /** Null: no number, or nothing was measured since the sample before. */
  readonly values: readonly (number | null)[];
  readonly series: Series;
}

export interface Chart {
  readonly metric: Metric;
  readonly curves: readonly Curve[];
}

/** Metrics without samples are left out. */
export function chartsOf({ metrics, series }: MetricAnswer): Chart[] {
  return metrics.flatMap(metric => {
    const own = series.filter(one => one.metric === metric.metric && one.at.length > 0);
    const telling = tellingLabels(own);
    const curves = own.map(one => ({ name: nameOf(one, telling), ...brokenLine(one), series: one }));
    return curves.length ? [{ metric, curves }] : [];
  });
}

/** Labels whose values differ; all where there is but one series. */
function tellingLabels(series: readonly Series[]): ReadonlySet<string> {
  const labels = [...new Set(series.flatMap(one => Object.keys(one.labels)))];
  if (series.length < 2) return new Set(labels);
  return new Set(labels.filter(label => new Set(series.map(one => one.labels[label])).size > 1));
}

function nameOf({ labels }: Series, telling: ReadonlySet<string>): string {
  const shown = Object.fromEntries(Object.entries(labels).filter(([label]) => telling.has(label)));
  const values = Object.values(shown);
  return oneLine(values.length === 1 ? values[0] : labelText(shown)) || t('all');
}

/** So many times the usual distance between samples is no distance but a gap. */
const GAP = 4;

function brokenLine({ at, values }: Series): Pick<Curve, 'times' | 'values'> {
  const steps = at.slice(1).map((time, index) => time - at[index]);
  const usual = [...steps].sort((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 0;
  const points = at.flatMap((time, index): [number, number | null][] => {
    const value = numberOf(values[index]);
    const point: [number, number | null] = [time, Number.isFinite(value) ? value : null];
    return index > 0 && steps[index - 1] > usual * GAP ? [[at[index - 1] + 1, null], point] : [point];
  });
  return { times: points.map(([time]) => time), values: points.map(([, value]) => value) };
}

/** The line of the sample at this time, or of the one before it. */
export function placeAt({ series }: Curve, time: number): { at: number; place: Place } | null {
  const { stored, at } = series;
  const index = at.findLastIndex(one => one <= time);
  if (!stored || index < 0) return null;
  return { at: at[index], place: { source: stored.source, member: stored.member, line: stored.lines[index] } };
}

/** For who does not see the chart. */
export function chartWords({ metric, curves }: Chart): string {
  const unit = metric.unit && ` ${metric.unit}`;
  const least = Math.min(...curves.map(one => one.series.least ?? Number.POSITIVE_INFINITY));
  const most = Math.max(...curves.map(one => one.series.most ?? Number.NEGATIVE_INFINITY));
  const range = Number.isFinite(least) ? t('{0} to {1}', figure(least), `${figure(most)}${unit}`) : t('no numbers');
  const [changed] = curves.filter(one => one.series.change);
  const change = changed?.series.change;
  const words = t('{0} over time: {1}', oneLine(metric.title), range);
  return change ? `${words}. ${changeWords(change, metric)}` : words;
}

export function changeWords({ at, before, after }: NonNullable<Series['change']>, { unit }: Metric): string {
  const values = [figure(before), `${figure(after)}${unit && ` ${unit}`}`, clock(at).slice(0, 8)] as const;
  return after > before ? t('Rises from {0} to {1} at {2}', ...values) : t('Falls from {0} to {1} at {2}', ...values);
}

/** To paste into an issue. */
export function metricsMarkdown(charts: readonly Chart[]): string {
  const rows = charts.flatMap(({ metric, curves }) =>
    curves.map(({ name, series }) => {
      const { least, most, last, change } = series;
      const figures = [least, most, last].map(one => cell(figure(one)));
      const unit = metric.unit && ` ${metric.unit}`;
      const changed = change
        ? `${stamp(change.at).slice(0, 19)}: ${figure(change.before)} to ${figure(change.after)}${unit}`
        : '';
      const place = change && placeAt({ name, series, times: [], values: [] }, change.at);
      return `| ${cell(oneLine(metric.title))} | ${cellCode(name)} | ${figures.join(' | ')} | ${cell(changed)} | ${place ? cellCode(formatPlace(place.place)) : ''} |`;
    }),
  );
  const head = [
    '| Metric | Series | Least | Most | Last | First change (UTC) | Line |',
    '| --- | --- | --- | --- | --- | --- | --- |',
  ];
  const asked = charts.map(({ metric }) => `- ${prose(oneLine(metric.title))}: ${cellCode(oneLine(metric.expression))}`);
  return `${[...head, ...rows].join('\n')}\n\n${asked.join('\n')}\n`;
}
