/** The window, timeline: short names of the members that its entries stand in. Pure. */

import { type Labels, labelsOf } from '../../src/tools/render/labels.ts';
import { counted, listed } from '../../src/tools/render/words.ts';
import { t } from '../words.ts';
import type { Timeline } from './told.ts';

const MOST = 3;

export function timelineLabels({ entries, untimed, clocks }: Pick<Timeline, 'entries' | 'untimed' | 'clocks'>): Labels {
  return labelsOf([...[...entries, ...untimed].map(one => one.place.member), ...clocks]);
}

/** Entries and counts stand at corrected times, unlike the stamps in the text of such lines. */
export function clockWords(timeline: Pick<Timeline, 'entries' | 'untimed' | 'clocks'>): string {
  const { clocks } = timeline;
  if (clocks.length === 0) return '';
  const labels = timelineLabels(timeline);
  const named = listed([
    ...clocks.slice(0, MOST).map(labels.member),
    ...(clocks.length > MOST ? [counted(clocks.length - MOST, 'other')] : []),
  ]);
  return clocks.length === 1
    ? t('The clock of {0} differs: all times are shown corrected for it.', named)
    : t('The clocks of {0} differ: all times are shown corrected for it.', named);
}
