/** The editor: how a reading under way reads: in the tree, in the status bar, in the list of all. */
import type { Progress } from '../../../base/progress.ts';
import { oneLine } from '../../../tools/render/safe.ts';
import { count, size } from '../../../tools/render/words.ts';
import { doingWords } from '../doing.ts';
import type { ItemWords } from '../item.ts';
import { t } from '../l10n.ts';
import { plain } from '../markdown.ts';
import type { Reading } from './queue.ts';
import { short } from './rate.ts';

export function readingWords(reading: Reading): ItemWords {
  return {
    id: `reading:${reading.key}`,
    label: oneLine(reading.wish.title),
    description: stateOf(reading),
    icon: reading.state === 'running' ? 'loading~spin' : 'clock',
    context: 'reading',
    spoken: [t('being read'), reading.wish.title, stateOf(reading)].join(', '),
    tooltip: () => reading.wish.inputs.map(input => `- ${plain(withoutQuery(input))}`).join('\n'),
  };
}

/** `35 % · 420k lines/s`, `Ranking lines, step 4 of 6`, `waiting`. */
export function stateOf({ state, progress, pace, resumed }: Reading): string {
  const parts = [resumed ? t('taken up again') : null];
  if (state === 'waiting') parts.push(t('waiting'));
  else if (!progress) parts.push(t('starting'));
  else parts.push(amountOf(progress), pace === null || progress.unit === 'steps' ? null : t('{n} lines/s', { n: short(pace) }));
  return parts.filter(Boolean).join(' · ');
}

function amountOf(progress: Progress): string {
  const { done, total, unit, lines } = progress;
  if (unit === 'steps')
    return t('{step}, step {n} of {all}', {
      step: doingWords(progress),
      n: Math.min(done + 1, total ?? done + 1),
      all: total ?? '?',
    });
  if (total) return t('{n} %', { n: Math.min(100, Math.floor((100 * done) / total)) });
  if (lines !== undefined) return t('{n} lines', { n: count(lines) });
  return unit === 'bytes' ? size(done) : count(done);
}

export interface BarWords {
  readonly text: string;
  readonly tooltip: string;
}

/** What the status bar says; null while nothing is under way. */
export function barWords(readings: readonly Reading[]): BarWords | null {
  const running = readings.filter(one => one.state === 'running');
  const [first] = running.length ? running : readings;
  if (!first) return null;
  const more = readings.length > 1 ? t(' and {n} more', { n: readings.length - 1 }) : '';
  return {
    text: `$(sync~spin) ${oneLine(first.wish.title)} · ${stateOf(first)}${more}`,
    tooltip: [
      ...readings.map(one => `${oneLine(one.wish.title)}: ${stateOf(one)}`),
      t('Click to see all, or to cancel one.'),
    ].join('\n'),
  };
}

/** Of an address neither query nor user is shown, for they may hold keys. */
function withoutQuery(input: string): string {
  return /^https?:/i.test(input) ? input.replace(/[?#].*$/s, '').replace(/\/\/[^/]*@/, '//') : input;
}
