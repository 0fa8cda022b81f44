/** The table: metric series as text: each as a small curve with its extremes, and when its level first changed. */
import { labelText, type Metric, type MetricAnswer, numberOf, type SampleValue, type Series } from '../../model/series.ts';
import type { View } from '../tool.ts';
import { linked, painted } from './paint.ts';
import { cells, elided, oneLine, padded, paddedLeft } from './safe.ts';
import { sparkline } from './sparkline.ts';
import { clock, count, counted, lasting, span, stamp } from './words.ts';

const CURVE = 24;
const WIDE = 130;
const LONGEST_LABELS = 60;

export function metricsText(answer: MetricAnswer, view: View): string {
  const { system, from, to, step, series, series_in_all, gaps } = answer;
  const every = step === null ? '' : `, a sample per ${lasting(step * 1000)}`;
  const head = painted(view, 'dim', oneLine(`${system} · ${span(from, to)}${every}`));
  const parts = answer.metrics.flatMap(metric => block(metric, answer, view));
  const how = view.terse ? ', narrow them with match' : ': --limit';
  const cut = series.length < series_in_all ? `, of ${count(series_in_all)}${how}` : '';
  const foot = painted(view, 'dim', `${counted(series.length, 'series', 'series')}${cut}. Times are UTC.`);
  const untold = gaps.map(gap => painted(view, 'yellow', `! ${oneLine(gap.words)}`));
  return [head, ...parts, '', foot, ...untold].join('\n');
}

function block(metric: Metric, answer: MetricAnswer, view: View): string[] {
  const ours = answer.series.filter(one => one.metric === metric.metric);
  if (ours.length === 0) return [];
  const unit = metric.unit ? `, ${metric.unit}` : '';
  const asked = metric.expression === metric.title ? '' : `  ${painted(view, 'dim', oneLine(metric.expression))}`;
  const head = `${painted(view, 'bold', oneLine(`${metric.title}${unit}`))}${asked}`;
  const labels = ours.map(one => elided(oneLine(labelText(one.labels)) || 'all', LONGEST_LABELS));
  const figures = ours.map(one => figuresOf(one, view));
  const curves = ours.map(one => curveOf(one, answer, view));
  const [wide, long, high] = [labels, curves, figures].map(texts => Math.max(...texts.map(cells)));
  const rows = ours.flatMap((one, index) => {
    const curve = painted(view, one.change ? 'red' : 'blue', padded(curves[index], long));
    if (view.terse) return [`  ${labels[index]}  ${figures[index]}${changeWords(one, metric)}`, ...sampleRows(one, view)];
    return `  ${padded(labels[index], wide)}  ${curve}  ${paddedLeft(figures[index], high)}${changeWords(one, metric)}`;
  });
  return ['', head, ...rows];
}

function curveOf(one: Series, { from, to }: MetricAnswer, view: View): string {
  const values = one.values.map(numberOf);
  const ends = { from: from ?? one.at[0] ?? 0, to: to ?? one.at.at(-1) ?? 0 };
  const steps = one.at.slice(1).map((time, index) => time - one.at[index]);
  const usual = steps.sort((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 1;
  // More cells than samples would look like samples that are missing.
  const most = Math.max(1, Math.floor((ends.to - ends.from) / usual));
  return sparkline({ at: one.at, values }, { ...ends, cells: Math.min(most, view.width < WIDE ? CURVE : 2 * CURVE) });
}

/** For a model in all their digits, since it has to tell them as they are stored. */
function figuresOf({ least, most, last, samples, at }: Series, { terse }: View): string {
  if (samples === 0) return 'no samples';
  const told = terse ? (value: SampleValue | null) => String(value ?? '–') : figure;
  const shown = terse ? `${count(at.length)} of ${counted(samples, 'sample')}, ` : '';
  return `${shown}${told(least)} … ${told(most)}, last ${told(last)}`;
}

/** Each sample with the place of its line, as it can be quoted; in one row where they are stored nowhere. */
function sampleRows({ at, values, stored, least, most, change }: Series, view: View): string[] {
  if (at.length === 0) return [];
  if (!stored) return [`    ${at.map((time, index) => `${clock(time)} ${values[index]}`).join(', ')}`];
  const { source, member, lines } = stored;
  const [low, high] = [least, most].map(value => values.indexOf(value ?? 'NaN'));
  const wordOf = (index: number) => {
    if (change?.at === at[index]) return change.after > change.before ? ' rises' : ' falls';
    if (index === high) return ' most';
    return index === low ? ' least' : '';
  };
  return at.map((time, index) => {
    const place = linked(view, { source, member, line: lines[index] }, clock(time));
    return `${place}${wordOf(index)} | "value":${JSON.stringify(values[index])}`;
  });
}

function changeWords({ change }: Series, { unit }: Metric): string {
  if (!change) return '';
  const { at, before, after } = change;
  const word = after > before ? 'rises' : 'falls';
  const named = unit && ` ${unit}`;
  return `  ${word} at ${stamp(at).slice(0, 19)} from ${figure(before)} to ${figure(after)}${named}`;
}

/** Three or four digits, however large or small. */
export function figure(value: SampleValue | null): string {
  if (value === null) return '–';
  if (typeof value === 'string') return value;
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e6 || size < 1e-3)) return value.toExponential(2);
  return String(Number(value.toPrecision(4)));
}
