/** The window, timeline: its entries as lines, in order of time: the alternative to the picture, and what stands below it. */
import { useMemo, useState } from 'preact/hooks';
import { formatPlace } from '../../src/model/place.ts';
import type { Labels } from '../../src/tools/render/labels.ts';
import { clock, count, stamp } from '../../src/tools/render/words.ts';
import { LineLink } from '../line.tsx';
import { t } from '../words.ts';
import { type Entry, keyOf, toneOf, whyOf } from './entry.ts';
import { timelineLabels } from './labels.ts';
import type { Stage } from './view.ts';

const PAGE = 200;

export function EntryList({ stage }: { stage: Stage }) {
  const { timeline } = stage;
  const { entries, untimed } = timeline;
  const [most, show] = useState(PAGE);
  const labels = useMemo(() => timelineLabels(timeline), [timeline]);
  return (
    <div class="tl-list">
      <ol aria-label={t('Entries of the timeline, times in UTC')}>
        {entries.slice(0, most).map((entry, at) => (
          <EntryItem key={keyOf(entry)} entry={entry} labels={labels} day={isNewDay(entries, at)} />
        ))}
        {untimed.map(test => (
          <li key={`${test.title} ${formatPlace(test.place)}`} class="tl-item">
            <span class="tl-when">{t('no time')}</span>
            <LineLink
              place={test.place}
              label={labels.member(test.place.member)}
              text={test.title}
              tone="error"
              why={t('test · failed')}
            />
          </li>
        ))}
      </ol>
      {entries.length > most ? (
        <p class="tl-calm">
          {t('{0} of {1} shown', count(most), count(entries.length))} ·{' '}
          <button type="button" class="tl-link" onClick={() => show(most + PAGE)}>
            {t('show more')}
          </button>
        </p>
      ) : null}
    </div>
  );
}

function isNewDay(entries: readonly Entry[], at: number): boolean {
  return at > 0 && stamp(entries[at].at).slice(0, 10) !== stamp(entries[at - 1].at).slice(0, 10);
}

export interface ItemLook {
  readonly entry: Entry;
  readonly labels: Labels;
  /** The first one of a further day bears it. */
  readonly day?: boolean;
}

export function EntryItem({ entry, labels, day }: ItemLook) {
  const tone = toneOf(entry);
  return (
    <li class="tl-item">
      <span class={`tl-when ${tone}`}>{day ? stamp(entry.at) : clock(entry.at)}</span>
      <LineLink
        place={entry.place}
        label={labels.member(entry.place.member)}
        text={entry.title}
        tone={tone === 'cause' ? 'error' : tone}
        why={whyOf(entry)}
      />
    </li>
  );
}
