/** The window, timeline: its entries as lines, in order of time: the alternative to the picture, and what stands below it. */
import { useMemo, useState } from 'preact/hooks';
import { formatPlace } from '../../src/model/place.ts';
import type { Labels } from '../../src/tools/render/labels.ts';
import { clock, count, stamp } from '../../src/tools/render/words.ts';
import { LineLink, Lines } from '../line.tsx';
import { MetricsTable } from '../metrics/metrics-view.tsx';
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
      <Lines label={t('Entries of the timeline, times in UTC')} timed>
        {entries.slice(0, most).map((entry, at) => (
          <EntryLine key={keyOf(entry)} entry={entry} labels={labels} day={isNewDay(entries, at)} />
        ))}
        {untimed.map(test => (
          <LineLink
            key={`${test.title} ${formatPlace(test.place)}`}
            place={test.place}
            label={labels.member(test.place.member)}
            when={t('no time')}
            text={test.title}
            tone="error"
            why={t('test · failed')}
          />
        ))}
      </Lines>
      {entries.length > most ? (
        <p class="tl-calm">
          {t('{0} of {1} shown', count(most), count(entries.length))} ·{' '}
          <button type="button" class="tl-link" onClick={() => show(most + PAGE)}>
            {t('show more')}
          </button>
        </p>
      ) : null}
      <MetricsTable />
    </div>
  );
}

function isNewDay(entries: readonly Entry[], at: number): boolean {
  return at > 0 && stamp(entries[at].at).slice(0, 10) !== stamp(entries[at - 1].at).slice(0, 10);
}

export interface EntryLook {
  readonly entry: Entry;
  readonly labels: Labels;
  /** The first one of a further day bears it. */
  readonly day?: boolean;
}

export function EntryLine({ entry, labels, day }: EntryLook) {
  const tone = toneOf(entry);
  return (
    <LineLink
      place={entry.place}
      label={labels.member(entry.place.member)}
      when={day ? stamp(entry.at) : clock(entry.at)}
      text={entry.title}
      tone={tone === 'cause' ? 'error' : tone}
      why={whyOf(entry)}
    />
  );
}
