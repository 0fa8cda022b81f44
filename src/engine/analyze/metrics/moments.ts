/** Analysis, metrics: moments that monitoring saw: a metric leaves its level for long, an alert fires. */
import type { Corpus } from '../../../model/corpus.ts';
import { ERROR, INFO, WARN } from '../../../model/level.ts';
import { type LevelChange, labelText, type Metric } from '../../../model/series.ts';
import type { Moment } from '../opinions.ts';
import { changesOf } from './changes.ts';
import { storedMetrics } from './stored.ts';

/** Name of the format that alerts are read as. */
export const ALERTS = 'alerts';
/** Changes that are told at most: the largest for what they change. */
const MOST = 100;

export function monitoredMoments(corpus: Corpus): Moment[] {
  return [...metricMoments(corpus), ...alertMoments(corpus)];
}

/** Each stands at the line of the first sample on the new level. */
function metricMoments(corpus: Corpus): Moment[] {
  const found = storedMetrics(corpus).flatMap(metric =>
    metric.series.flatMap(series =>
      changesOf(series).map(change => ({ change, metric, series, line: series.lines[series.at.indexOf(change.at)] })),
    ),
  );
  return found
    .filter(one => one.line !== undefined)
    .sort((a, b) => sizeOf(b.change) - sizeOf(a.change))
    .slice(0, MOST)
    .map(({ change, metric, series, line }) => ({
      at: change.at,
      until: null,
      kind: 'metric' as const,
      level: WARN,
      title: changeTitle(metric, series.labels, change),
      member: metric.member,
      line,
      attributes: { metric: metric.metric, expression: metric.expression, ...nodeOf(series.labels) },
    }));
}

/** From 0 to 1. */
function sizeOf({ before, after }: LevelChange): number {
  return Math.abs(after - before) / (Math.abs(before) + Math.abs(after) || 1);
}

export function changeTitle({ title, unit }: Metric, labels: Readonly<Record<string, string>>, change: LevelChange): string {
  const { before, after } = change;
  const { instance: _, ...others } = labels;
  const of = labelText(others);
  const on = nodeOf(labels).node;
  const named = unit && ` ${unit}`;
  return `${title}${of && ` of ${of}`}${on ? ` on ${on}` : ''} ${after > before ? 'rises' : 'falls'} from ${few(before)} to ${few(after)}${named}`;
}

function few(value: number): string {
  return String(Number(value.toPrecision(3)));
}

function nodeOf({ instance }: Readonly<Record<string, string>>): { node?: string } {
  return instance ? { node: instance.replace(/:\d+$/, '') } : {};
}

function alertMoments(corpus: Corpus): Moment[] {
  const members = corpus.members.filter(member => member.format === ALERTS);
  return members.flatMap(member =>
    [...corpus.rows(member.id, 1, member.lines)].flatMap(row => {
      const title = /^"((?:[^"\\]|\\.)*)"/.exec(row.text.slice(row.body - 1))?.[1];
      if (row.at === null || title === undefined) return [];
      return [
        {
          at: row.at,
          until: null,
          kind: 'alert' as const,
          level: row.level >= ERROR ? ERROR : Math.max(INFO, row.level),
          title: JSON.parse(`"${title}"`) as string,
          member: member.id,
          line: row.line,
          attributes: {},
        },
      ];
    }),
  );
}
