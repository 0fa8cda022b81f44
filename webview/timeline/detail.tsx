/** The window, timeline: what is pointed at or chosen, in words and lines; before anything is, the first cause. */
import { useMemo } from 'preact/hooks';
import { shortNode } from '../../src/tools/render/labels.ts';
import { oneLine } from '../../src/tools/render/safe.ts';
import { clock, count, lasting } from '../../src/tools/render/words.ts';
import { Lines } from '../line.tsx';
import { t } from '../words.ts';
import { type Entry, keyOf, kindWords, lasts, nameOf, outcomeOf, outcomeWords, timeWords } from './entry.ts';
import { extentOf, spanOf } from './extent.ts';
import { timelineLabels } from './labels.ts';
import { EntryLine } from './list.tsx';
import type { Stage } from './view.ts';

const MOST = 100;

export function Detail({ stage, hovered }: { stage: Stage; hovered: readonly Entry[] | null }) {
  const { timeline, arrangement } = stage;
  const chosen = timeline.entries.find(entry => keyOf(entry) === arrangement.chosen) ?? timeline.cause;
  const entries = hovered ?? (chosen ? [chosen] : []);
  const labels = useMemo(() => timelineLabels(timeline), [timeline]);
  if (entries.length === 0) return <section class="tl-detail" aria-label={t('Details')} />;
  return (
    <section class="tl-detail" aria-label={t('Details')}>
      {entries.length === 1 ? <One entry={entries[0]} stage={stage} /> : <Many entries={entries} />}
      <Lines label={t('Lines of it')} timed>
        {entries.slice(0, MOST).map(entry => (
          <EntryLine key={keyOf(entry)} entry={entry} labels={labels} />
        ))}
      </Lines>
      {entries.length > MOST ? (
        <p class="tl-calm">{t('{0} more: zoom in to part them, or see the list', count(entries.length - MOST))}</p>
      ) : null}
    </section>
  );
}

function One({ entry, stage }: { entry: Entry; stage: Stage }) {
  const words = [
    kindWords(entry.kind),
    lasts(entry) ? outcomeWords(outcomeOf(entry)) : '',
    timeWords(entry),
    entry.node ? oneLine(shortNode(entry.node)) : '',
  ].filter(word => word);
  return (
    <header>
      <h2>
        <bdi>{nameOf(entry)}</bdi>
      </h2>
      <p>
        <span>{words.join(' · ')}</span>
        <button type="button" class="tl-link" onClick={() => stage.open(entry)}>
          {t('Lines of this moment')}
        </button>
        <button type="button" class="tl-link" onClick={() => stage.only(spanOf(entry))}>
          {entry.until === null ? t('Only the minute around it') : t('Only this span')}
        </button>
      </p>
    </header>
  );
}

function Many({ entries }: { entries: readonly Entry[] }) {
  const { from, to } = extentOf(entries);
  return (
    <header>
      <h2>{t('{0} entries close together', count(entries.length))}</h2>
      <p>{t('{0} – {1} · {2} · a click zooms in', clock(from), clock(to), lasting(to - from))}</p>
    </header>
  );
}
