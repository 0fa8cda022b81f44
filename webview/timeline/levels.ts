/** The window, timeline: how many lines of a level there were over time: what the counts come to. Pure. */
import type { LevelSeries } from '../../src/model/page.ts';
import { clock, count, counted } from '../../src/tools/render/words.ts';
import { t } from '../words.ts';

export interface LevelCurve {
  readonly id: 'error' | 'warning';
  readonly words: string;
  /** Beginnings of buckets in milliseconds; one more than counts, so that the last bucket has an end. */
  readonly times: readonly number[];
  readonly counts: readonly number[];
  readonly sum: number;
  readonly peak: { readonly at: number; readonly perMinute: number } | null;
}

/** Errors with what is worse, and warnings. */
export function curvesOf(series: LevelSeries): LevelCurve[] {
  return [curve(series, 'error', ['error', 'fatal']), curve(series, 'warning', ['warn'])];
}

function curve({ from, step, counts }: LevelSeries, id: LevelCurve['id'], levels: readonly string[]): LevelCurve {
  const buckets = Math.max(0, ...Object.values(counts).map(one => one.length));
  const sums = Array.from({ length: buckets }, (_, at) => levels.reduce((sum, level) => sum + (counts[level]?.[at] ?? 0), 0));
  const most = Math.max(0, ...sums);
  const at = from + step * sums.indexOf(most);
  return {
    id,
    words: id === 'error' ? t('errors') : t('warnings'),
    times: Array.from({ length: buckets + 1 }, (_, place) => from + step * place),
    counts: sums,
    sum: sums.reduce((sum, one) => sum + one, 0),
    peak: most > 0 ? { at, perMinute: (most * 60_000) / step } : null,
  };
}

/** `up to 148/min`: what the top of the curve means. */
export function peakWords({ peak }: LevelCurve): string {
  if (!peak) return t('none');
  const { perMinute } = peak;
  if (perMinute >= 600) return t('up to {0}/s', rounded(perMinute / 60));
  return perMinute >= 1 ? t('up to {0}/min', rounded(perMinute)) : t('up to {0}/h', rounded(perMinute * 60));
}

/** For who does not see the curve. */
export function curveWords(curve: LevelCurve): string {
  if (!curve.peak) return t('{0} over time: none in view', curve.words);
  return t(
    '{0} over time: {1} in view, most at {2} UTC',
    curve.words,
    counted(curve.sum, 'line'),
    clock(curve.peak.at).slice(0, 8),
  );
}

function rounded(number: number): string {
  return number < 10 ? String(Math.round(number * 10) / 10) : count(Math.round(number));
}
