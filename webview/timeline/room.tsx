/** The window, timeline: everything of the run with a time, on one axis, with the tree of it beside. */
import { useMemo, useState } from 'preact/hooks';
import { count, span } from '../../src/tools/render/words.ts';
import { told as toldOf } from '../acts.ts';
import { useAnswer } from '../ask.ts';
import { useDesk } from '../desk.ts';
import { useFacts } from '../facts.ts';
import { t } from '../words.ts';
import { isWhole, zoomed } from './axis.ts';
import { Detail } from './detail.tsx';
import type { Entry } from './entry.ts';
import { EntryList } from './list.tsx';
import { timelineMarkdown } from './markdown.ts';
import { Plot } from './plot.tsx';
import './timeline.css';
import { type Timeline, timelineFrom } from './told.ts';
import { Tree } from './tree-view.tsx';
import { type Stage, type TimelineLook, useStage } from './view.ts';

export type { TimelineLook } from './view.ts';

/** What the tool gives at most. */
const MOST = 2000;

export function TimelineRoom(look: TimelineLook) {
  const { engine, start, edition } = useDesk();
  const { data: told, failure } = useAnswer(`${edition}`, life =>
    engine.get_timeline({ run_id: start.run_id, limit: MOST }, life),
  );
  const { data: report } = useFacts().report;
  const timeline = useMemo(() => told && timelineFrom(told, report), [told, report]);
  if (failure) return <p class="tl-calm" role="alert">{`${failure.words} ${failure.hint}`}</p>;
  if (!timeline)
    return (
      <p class="tl-calm" aria-busy="true">
        {t('Reading the run…')}
      </p>
    );
  const { bounds } = timeline;
  return bounds ? <Shown {...look} timeline={{ ...timeline, bounds }} /> : <Timeless timeline={timeline} />;
}

function Shown({ timeline, ...look }: TimelineLook & { timeline: Stage['timeline'] }) {
  const stage = useStage(look, timeline);
  const [hovered, hover] = useState<readonly Entry[] | null>(null);
  const { list } = stage.arrangement;
  return (
    <div class="timeline">
      <Bar stage={stage} />
      {list ? (
        <EntryList stage={stage} />
      ) : (
        <div class="tl-body">
          <Tree stage={stage} hovered={hovered} />
          <div class="tl-main">
            <Plot stage={stage} hover={hover} />
            <Detail stage={stage} hovered={hovered} />
          </div>
        </div>
      )}
    </div>
  );
}

function Bar({ stage }: { stage: Stage }) {
  const { timeline, view, arrangement } = stage;
  const shown = timeline.entries.length;
  return (
    <div class="tl-bar">
      <span class="tl-span" aria-live="polite">
        {span(view.from, view.to)}
      </span>
      {arrangement.list ? null : <Zooms stage={stage} />}
      {timeline.missing > 0 ? (
        <span class="tl-missing">{t('the gravest {0} of {1}', count(shown), count(shown + timeline.missing))}</span>
      ) : null}
      <span class="tl-gap" />
      <button type="button" aria-pressed={arrangement.list} onClick={() => stage.arrange({ list: !arrangement.list })}>
        {t('As list')}
      </button>
      <CopyButton timeline={timeline} />
    </div>
  );
}

function Zooms({ stage }: { stage: Stage }) {
  const { view } = stage;
  const { bounds } = stage.timeline;
  const whole = isWhole(view, bounds);
  const zoom = (factor: number) => stage.look(zoomed(view, bounds, { factor, at: (view.from + view.to) / 2 }));
  return (
    <>
      <button type="button" onClick={() => zoom(1 / 2)} title={t('Zoom in (+)')}>
        {t('Zoom in')}
      </button>
      <button type="button" onClick={() => zoom(2)} disabled={whole} title={t('Zoom out (-)')}>
        {t('Zoom out')}
      </button>
      <button
        type="button"
        onClick={() => stage.look(bounds)}
        disabled={whole}
        title={t('Show the whole run (0, Escape or double click)')}
      >
        {t('Whole run')}
      </button>
      <button type="button" onClick={() => stage.only(view)} title={t('Show in the log only the lines of the span in view')}>
        {t('Lines of this span')}
      </button>
    </>
  );
}

function CopyButton({ timeline }: { timeline: Timeline }) {
  const desk = useDesk();
  const copy = async () => {
    await desk.engine.copy_text({ text: timelineMarkdown(timeline) });
    return t('Copied {0} entries as Markdown.', count(timeline.entries.length));
  };
  return (
    <button type="button" onClick={() => void toldOf(desk, copy)}>
      {t('Copy as Markdown')}
    </button>
  );
}

/** Calm words where there is nothing to put on an axis. */
function Timeless({ timeline }: { timeline: Timeline }) {
  const desk = useDesk();
  return (
    <div class="tl-calm">
      <p>{t('No line of this run says when it was written, so nothing can be put on an axis.')}</p>
      <p>{t('The lines stand in the log in the order of their files. Logs with a time in each line give a timeline.')}</p>
      {timeline.untimed.length > 0 ? <p>{t('{0} tests failed; the report names them.', timeline.untimed.length)}</p> : null}
      <button type="button" class="tl-link" onClick={() => desk.go({ tab: 'logs' })}>
        {t('Open the log')}
      </button>
    </div>
  );
}
