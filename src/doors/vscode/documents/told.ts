/** The editor: what is known of a line of the log, in a few short sentences: time, level, record, how often, and whether it is new. */

import { oneLine } from '../../../tools/render/safe.ts';
import { count, counted, stamp } from '../../../tools/render/words.ts';
import { t } from '../l10n.ts';
import type { LogView, ShownLine } from './view.ts';
import { recordOf } from './view.ts';

/** What the run knows of the line's pattern. */
export interface PatternNews {
  /** Lines of the run with this pattern; null while unknown. */
  readonly count: number | null;
  readonly change: 'new' | 'gone' | 'more_often' | 'less_often' | null;
  /** Mean records per passing run. */
  readonly passing: number | null;
  /** Passing runs that were compared with. */
  readonly comparedWith: number;
}

/** Each a sentence of its own; text of the log is not among them. */
export function toldOf(view: LogView, line: ShownLine, news: PatternNews | null): string[] {
  const time =
    line.at === null ? t('no time known') : `${stamp(line.at)} UTC${view.member.zone === 'assumed' ? t(' (zone assumed)') : ''}`;
  const level = line.level === 'none' ? '' : ` · ${line.level}`;
  const record = recordOf(view, line.place.line);
  const where =
    record.to > record.from
      ? t('lines {from}–{to}, one record', { from: count(record.from), to: count(record.to) })
      : t('line {line}', { line: count(line.place.line) });
  const file = oneLine(view.member.path);
  return [`${time}${level}`, `${where} · ${file}`, ...patternTold(news)];
}

function patternTold(news: PatternNews | null): string[] {
  if (!news) return [];
  const often = news.count === null ? [] : [t('pattern seen {times} in this run', { times: counted(news.count, 'time') })];
  return [[...often, ...changeTold(news)].join(' · ')].filter(words => words !== '');
}

function changeTold({ change, passing, comparedWith }: PatternNews): string[] {
  if (comparedWith === 0) return [];
  const runs = counted(comparedWith, 'passing run');
  const mean = passing === null ? '' : (Math.round(passing * 10) / 10).toLocaleString('en-US');
  if (change === 'new') return [t('new against {runs}', { runs })];
  if (change === 'more_often') return [t('more often than in {runs} ({mean} on average)', { runs, mean })];
  if (change === 'less_often') return [t('less often than in {runs} ({mean} on average)', { runs, mean })];
  return [t('as often as in {runs}', { runs })];
}
