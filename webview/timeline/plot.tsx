/** The window, timeline: the plot: one axis, the lanes below it, the levels below them, and the lines that cross them all. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { clock } from '../../src/tools/render/words.ts';
import { Metrics } from '../metrics/metrics-view.tsx';
import { t } from '../words.ts';
import { revealing, type Scale } from './axis.ts';
import { Axis } from './axis-view.tsx';
import type { Entry } from './entry.ts';
import { type Flag, flagsOf, type Moment } from './flags.ts';
import { useGestures } from './gestures.ts';
import { Lanes } from './lanes-view.tsx';
import { Levels } from './levels-view.tsx';
import { measure } from './measure.ts';
import type { Timeline } from './told.ts';
import type { Stage } from './view.ts';

const FLAG = 17;

export function Plot({ stage, hover }: { stage: Stage; hover(entries: readonly Entry[] | null): void }) {
  const field = useRef<HTMLDivElement>(null);
  const cursor = useRef<HTMLDivElement>(null);
  const now = useRef<HTMLDivElement>(null);
  const width = useWidth(field);
  const scale: Scale = { view: stage.view, width };
  const { brush, onClickCapture } = useGestures({ field, cursor, now, stage, scale });
  const { lanes } = stage.timeline;
  const flags = flagsOf(momentsOf(stage.timeline), scale, measure);
  const drawn = useMemo(
    () => <Lanes {...{ stage, scale, hover }} />,
    [stage.timeline, stage.view.from, stage.view.to, stage.arrangement.chosen, width],
  );
  const nothing =
    lanes.length === 0 ? (
      <p class="tl-calm">{t('Nothing in these logs marks a step, a test or an event; below are the levels of its lines.')}</p>
    ) : null;
  return (
    <div class="tl-plot" onClickCapture={onClickCapture}>
      <div class="tl-sheet">
        <div class="tl-field" ref={field}>
          {flags.map(({ id, line }) => (line === null ? null : <div key={id} class={`tl-line ${id}`} style={{ left: line }} />))}
          {brush ? <div class="tl-brush" style={{ left: brush.left, width: brush.width }} /> : null}
          <div class="tl-cursor" ref={cursor} hidden />
        </div>
        <div class="tl-head">
          <Axis stage={stage} scale={scale} />
          <div class="tl-now" ref={now} hidden />
          <Flags stage={stage} flags={flags} />
        </div>
        {nothing ?? drawn}
        <Levels stage={stage} scale={scale} />
        <Metrics stage={stage} scale={scale} />
      </div>
    </div>
  );
}

/** Width of what lies right of the lanes' names. */
function useWidth(field: { readonly current: HTMLElement | null }): number {
  const [width, setWidth] = useState(600);
  useEffect(() => {
    const element = field.current;
    if (!element) return;
    const watch = new ResizeObserver(() => setWidth(element.clientWidth));
    watch.observe(element);
    setWidth(element.clientWidth);
    return () => watch.disconnect();
  }, []);
  return width;
}

function momentsOf({ cause, abnormal }: Timeline): Moment[] {
  return [
    ...(cause ? [{ id: 'cause', at: cause.at, words: t('first cause {0}', clock(cause.at).slice(0, 8)) }] : []),
    ...(abnormal ? [{ id: 'abnormal', at: abnormal.at, words: t('first abnormal {0}', clock(abnormal.at).slice(0, 8)) }] : []),
  ];
}

/** The names of the dashed lines, in rows of their own below the axis; they lead to the line in the log, or bring the moment into view. */
function Flags({ stage, flags }: { stage: Stage; flags: readonly Flag[] }) {
  const { cause, abnormal, bounds } = stage.timeline;
  const act = ({ id, line }: Flag) => {
    const moment = id === 'cause' ? cause : abnormal;
    if (!moment) return;
    if (line !== null) stage.open(moment);
    else stage.look(revealing(stage.view, bounds, { from: moment.at, to: moment.at }));
  };
  return (
    <div class="tl-lane">
      <span />
      <div class="tl-flags" style={{ height: flags.length * FLAG }}>
        {flags.map(flag => (
          <button
            key={flag.id}
            type="button"
            class={`tl-flag ${flag.id}`}
            style={{ left: flag.left, top: flag.row * FLAG }}
            title={flag.line === null ? t('Bring it into view') : t('Open its line in the log')}
            onClick={() => act(flag)}
          >
            {flag.words}
          </button>
        ))}
      </div>
    </div>
  );
}
