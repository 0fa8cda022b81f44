/** The window, timeline: the levels of all lines over time, beneath the lanes and on their axis. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { oneLine } from '../../src/tools/render/safe.ts';
import { useAnswer } from '../ask.ts';
import { useDesk } from '../desk.ts';
import type { Scale, Span } from './axis.ts';
import { clockWords } from './labels.ts';
import { curvesOf, curveWords, type LevelCurve, peakWords } from './levels.ts';
import { drawCurve } from './levels-chart.ts';
import type { Stage } from './view.ts';

const BUCKET = 4;
const MOST = 600;
/** While the view still moves, the curve moves with it; new counts are asked once it rests. */
const REST = 120;

export function Levels({ stage, scale }: { stage: Stage; scale: Scale }) {
  const { engine, start, edition } = useDesk();
  const { from, to } = useRested(scale.view);
  const buckets = Math.max(20, Math.min(MOST, Math.floor(scale.width / BUCKET / 25) * 25));
  const { data, failure } = useAnswer(`${edition} ${from} ${to} ${buckets}`, life =>
    engine.count_levels({ run_id: start.run_id, query: 'level:>=warn', from: `${from}`, to: `${to}`, buckets }, life),
  );
  if (failure) return <p class="tl-calm" role="alert">{`${failure.words} ${failure.hint}`}</p>;
  const clocks = clockWords(stage.timeline);
  return (
    <div class="tl-levels">
      {(data ? curvesOf(data) : []).map(curve => (
        <Curve key={curve.id} curve={curve} scale={scale} />
      ))}
      {clocks ? <p class="tl-doubt">{oneLine(clocks)}</p> : null}
    </div>
  );
}

/** In whole milliseconds. */
function useRested(view: Span): Span {
  const [rested, rest] = useState(view);
  useEffect(() => {
    const timer = setTimeout(() => rest(view), REST);
    return () => clearTimeout(timer);
  }, [view.from, view.to]);
  return { from: Math.floor(rested.from), to: Math.ceil(rested.to) + 1 };
}

function Curve({ curve, scale }: { curve: LevelCurve; scale: Scale }) {
  const ground = useRef<HTMLDivElement>(null);
  const chart = useRef<ReturnType<typeof drawCurve> | null>(null);
  useEffect(() => {
    if (!ground.current) return;
    chart.current = drawCurve(ground.current);
    return () => chart.current?.end();
  }, []);
  useEffect(() => chart.current?.show(curve, scale), [curve, scale.view.from, scale.view.to, scale.width]);
  return (
    <div class="tl-lane">
      <span class="tl-lane-name" aria-hidden="true">
        {curve.words}
        <small>{peakWords(curve)}</small>
      </span>
      <div class={`tl-curve ${curve.id}`} role="img" aria-label={curveWords(curve)} ref={ground} />
    </div>
  );
}
