/** The window, metrics: what was measured while the run went on, beneath its levels and on their axis; as a table for who wants figures. */
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { MetricAnswer } from '../../src/model/series.ts';
import { figure } from '../../src/tools/render/metrics.ts';
import { oneLine } from '../../src/tools/render/safe.ts';
import { clock } from '../../src/tools/render/words.ts';
import { told } from '../acts.ts';
import { useAnswer } from '../ask.ts';
import { useDesk } from '../desk.ts';
import { useFacts } from '../facts.ts';
import { LineLink, Lines } from '../line.tsx';
import type { Scale } from '../timeline/axis.ts';
import { endOf } from '../timeline/lanes.ts';
import type { Stage } from '../timeline/view.ts';
import { t } from '../words.ts';
import { type Drawing, drawChart, INKS, type Mark } from './chart.ts';
import { type Chart, changeWords, chartsOf, chartWords, metricsMarkdown, placeAt } from './charts.ts';
import './metrics.css';

const POINTS = 400;
const CURVES = 8;

/** Asked only where the run has samples of its own: nothing here waits for a network. */
export function useMetrics(): MetricAnswer | null {
  const { engine, start, edition } = useDesk();
  const { info } = useFacts();
  const measured = info.data?.members.some(one => one.format === 'metrics') ?? false;
  const { data } = useAnswer(measured ? `${edition}` : null, life =>
    engine.query_metrics({ run_id: start.run_id, points: POINTS, limit: CURVES }, life),
  );
  return data;
}

export function Metrics({ stage, scale }: { stage: Stage; scale: Scale }) {
  const answer = useMetrics();
  const charts = useMemo(() => (answer ? chartsOf(answer) : []), [answer]);
  const marks = useMemo(() => marksOf(stage), [stage.timeline]);
  if (charts.length === 0) return null;
  return (
    <section class="mx" aria-label={t('Metrics')}>
      {charts.map(chart => (
        <ChartLane
          key={`${chart.metric.metric} ${chart.curves.length}`}
          chart={chart}
          scale={scale}
          marks={marks}
          stage={stage}
        />
      ))}
    </section>
  );
}

/** What may bend a curve, or be bent with it. */
const MARKED = new Set(['nemesis', 'alert', 'cause']);

function marksOf({ timeline }: Stage): Mark[] {
  const { entries, bounds } = timeline;
  return entries.filter(one => MARKED.has(one.kind)).map(one => ({ from: one.at, to: endOf(one, bounds.to) }));
}

interface LaneLook {
  readonly chart: Chart;
  readonly scale: Scale;
  readonly marks: readonly Mark[];
  readonly stage: Stage;
}

function ChartLane({ chart, scale, marks, stage }: LaneLook) {
  const ground = useRef<HTMLDivElement>(null);
  const drawing = useRef<Drawing | null>(null);
  useEffect(() => {
    if (!ground.current) return;
    drawing.current = drawChart(ground.current, chart.curves.length);
    return () => drawing.current?.end();
  }, []);
  useEffect(() => drawing.current?.show(chart, scale, marks), [chart, marks, scale.view.from, scale.view.to, scale.width]);
  const open = (event: MouseEvent) => {
    const box = ground.current?.getBoundingClientRect();
    const near = box && drawing.current?.nearest(event.clientX - box.left, event.clientY - box.top);
    const line = near && placeAt(near.curve, near.time);
    if (line) stage.open(line);
  };
  const { metric, curves } = chart;
  return (
    <div class="tl-lane">
      <span class="tl-lane-name" aria-hidden="true" title={oneLine(metric.expression)}>
        {oneLine(metric.title)}
        <small>{rangeWords(chart)}</small>
        {curves.slice(0, INKS.length).map(({ name }, index) => (
          <small key={name} class="mx-key" data-ink={INKS[index]} title={name}>
            {name}
          </small>
        ))}
      </span>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the table of the list view leads to the same lines */}
      <div class="mx-chart" role="img" aria-label={chartWords(chart)} ref={ground} onClick={open} />
    </div>
  );
}

function rangeWords({ metric, curves }: Chart): string {
  const known = curves.flatMap(({ series: { least, most } }) => (least === null || most === null ? [] : [least, most]));
  if (known.length === 0) return t('no numbers');
  const unit = metric.unit && ` ${metric.unit}`;
  return `${figure(Math.min(...known))} – ${figure(Math.max(...known))}${unit}`;
}

/** The same in words and figures; what changed leads to its line. */
export function MetricsTable() {
  const desk = useDesk();
  const answer = useMetrics();
  const charts = answer ? chartsOf(answer) : [];
  if (charts.length === 0) return null;
  const copy = async () => {
    await desk.engine.copy_text({ text: metricsMarkdown(charts) });
    return t('Copied the metrics as Markdown.');
  };
  return (
    <section class="mx-table" aria-label={t('Metrics')}>
      <h3>
        {t('Metrics')}{' '}
        <button type="button" class="tl-link" onClick={() => void told(desk, copy)}>
          {t('Copy metrics as Markdown')}
        </button>
      </h3>
      <Lines label={t('Series and their first change of level, times in UTC')} timed>
        {charts.flatMap(chart =>
          chart.curves.map(curve => <SeriesLine key={`${chart.metric.metric} ${curve.name}`} {...{ chart, curve }} />),
        )}
      </Lines>
    </section>
  );
}

function SeriesLine({ chart: { metric }, curve }: { chart: Chart; curve: Chart['curves'][number] }) {
  const { series, name } = curve;
  const { change, least, most, last } = series;
  const line = placeAt(curve, change?.at ?? series.at[0]);
  if (!line) return null;
  const figures = t('{0} to {1}, last {2}', figure(least), figure(most), `${figure(last)}${metric.unit && ` ${metric.unit}`}`);
  return (
    <LineLink
      place={line.place}
      label={name}
      when={clock(line.at)}
      text={`${metric.title}: ${figures}`}
      tone={change ? 'warning' : 'plain'}
      why={change ? changeWords(change, metric) : t('no change of level')}
    />
  );
}
