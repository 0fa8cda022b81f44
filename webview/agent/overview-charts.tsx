/** The window, agents: how agents did, over time and tool by tool, as bars; each chart tells the same in words. */
import { count } from '../../src/tools/render/words.ts';
import { t } from '../words.ts';
import { costWords, latencyWords, momentWords, type Overview, type Slice, spentOf, spentWords } from './overview-words.ts';
import { ToolName } from './tool-name.tsx';

/** Heights by tone, from the foot up. */
type Bar = readonly (readonly [tone: 'good' | 'error' | 'plain' | 'blue', value: number])[];

interface ChartLook {
  readonly name: string;
  /** For who does not see it. */
  readonly words: string;
  readonly most: string;
  readonly slices: readonly Slice[];
  bar(slice: Slice): Bar;
  tip(slice: Slice): string;
}

const HIGH = 70;
const WIDE = 10;

function Chart({ name, words, most, slices, bar, tip }: ChartLook) {
  const bars = slices.map(bar);
  const top = bars.reduce((so, one) => Math.max(so, sum(one)), 0) || 1;
  return (
    <figure>
      <figcaption>
        {name}
        <small>{most}</small>
      </figcaption>
      <svg viewBox={`0 0 ${slices.length * WIDE} ${HIGH}`} preserveAspectRatio="none" role="img" aria-label={words}>
        {slices.map((slice, at) => (
          <g key={slice.from}>
            <title>{`${momentWords(slice.from)}: ${tip(slice)}`}</title>
            <rect class="ground" x={at * WIDE} y="0" width={WIDE} height={HIGH} />
            {stacked(bars[at], top).map(({ tone, y, high }) => (
              <rect key={tone} class={tone} x={at * WIDE + 1} y={y} width={WIDE - 2} height={high} />
            ))}
          </g>
        ))}
      </svg>
      <p class="ag-ends" aria-hidden="true">
        <span>{momentWords(slices[0].from)}</span>
        <span>{momentWords(slices[slices.length - 1].to)}</span>
      </p>
    </figure>
  );
}

function sum(bar: Bar): number {
  return bar.reduce((all, [, value]) => all + value, 0);
}

function stacked(bar: Bar, top: number) {
  let foot = HIGH;
  return bar
    .filter(([, value]) => value > 0)
    .map(([tone, value]) => {
      const high = Math.max(1.5, (value / top) * (HIGH - 2));
      foot -= high;
      return { tone, y: foot, high };
    });
}

export function OverTime({ told }: { told: Overview }) {
  const { over_time: slices } = told;
  const all = totalOf(slices);
  const slowest = highest(slices.map(one => one.p95_step_latency_ms));
  const dearest = highest(slices.map(spentOf));
  return (
    <>
      <Chart
        name={t('Runs')}
        words={t('Runs over time: {0}', runWords(all))}
        most={runWords(all)}
        slices={slices}
        bar={one => [
          ['good', one.succeeded],
          ['error', one.failed],
          ['plain', one.other],
        ]}
        tip={runWords}
      />
      <Chart
        name={t('95th percentile of step latency')}
        words={t('Step latency over time: {0}', atMost(slowest, latencyWords))}
        most={atMost(slowest, latencyWords)}
        slices={slices}
        bar={one => [['blue', one.p95_step_latency_ms ?? 0]]}
        tip={one => latencyWords(one.p95_step_latency_ms)}
      />
      <Chart
        name={t('Cost')}
        words={t('Cost over time: {0} in all, {1} at once', spentWords(told), atMost(dearest, costWords))}
        most={atMost(dearest, costWords)}
        slices={slices}
        bar={one => [['blue', spentOf(one) ?? 0]]}
        tip={spentWords}
      />
    </>
  );
}

function atMost(figure: number | null, words: (figure: number | null) => string): string {
  return figure === null ? words(null) : t('at most {0}', words(figure));
}

type Ended = Pick<Slice, 'succeeded' | 'failed' | 'other'>;

function runWords({ succeeded, failed, other }: Ended): string {
  return t('{0} succeeded, {1} failed, {2} without an end', count(succeeded), count(failed), count(other));
}

function totalOf(slices: readonly Slice[]): Ended {
  const total = (key: keyof Ended) => slices.reduce((all, one) => all + one[key], 0);
  return { succeeded: total('succeeded'), failed: total('failed'), other: total('other') };
}

function highest(values: readonly (number | null)[]): number | null {
  const known = values.filter(one => one !== null);
  return known.length ? Math.max(...known) : null;
}

export function FailingTools({ told: { top_failing_tools: tools } }: { told: Overview }) {
  const most = tools[0]?.count ?? 1;
  return (
    <figure class="of-tools">
      <figcaption>{t('Tools that fail most')}</figcaption>
      {tools.length === 0 && <p class="under">{t('No call of a tool failed.')}</p>}
      <ul class="ag-tools">
        {tools.map(({ tool, count: failed }) => (
          <li key={tool}>
            <ToolName tool={tool} />
            <i style={{ width: `${(failed / most) * 100}%` }} aria-hidden="true" />
            <span>{count(failed)}</span>
          </li>
        ))}
      </ul>
    </figure>
  );
}
