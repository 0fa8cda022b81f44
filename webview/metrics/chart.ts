/** The window, metrics: the curves of one metric, drawn by uPlot in the colours of the theme, with what happened in the run as marks. */
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { INSET, type Scale } from '../timeline/axis.ts';
import type { Chart, Curve } from './charts.ts';

export const HEIGHT = 64;
/** Colours of curves, as the theme names them; further ones begin anew. */
export const INKS = ['blue', 'green', 'purple', 'red', 'yellow', 'orange'] as const;

export interface Mark {
  readonly from: number;
  /** As `from` for a moment. */
  readonly to: number;
}

export interface Drawing {
  show(chart: Chart, scale: Scale, marks: readonly Mark[]): void;
  /** The curve nearest to a point of the drawing, and the time there. */
  nearest(x: number, y: number): { curve: Curve; time: number } | null;
  end(): void;
}

interface Shown {
  readonly chart: Chart;
  readonly scale: Scale;
  readonly marks: readonly Mark[];
}

/** Draws into `ground` as many curves as `count`. */
export function drawChart(ground: HTMLElement, count: number): Drawing {
  let shown: Shown = { chart: { metric: NOTHING, curves: [] }, scale: { view: { from: 0, to: 1 }, width: 100 }, marks: [] };
  const none: uPlot.AlignedData = [[], ...Array.from({ length: count }, () => [])];
  const plot = new uPlot(
    optionsOf(ground, count, () => shown),
    none,
    ground,
  );
  const themes = new MutationObserver(() => plot.redraw(false));
  themes.observe(document.body, { attributeFilter: ['class', 'style'] });
  themes.observe(document.documentElement, { attributeFilter: ['class', 'style'] });
  return {
    show: (chart, scale, marks) => {
      shown = { chart, scale, marks };
      if (plot.width !== scale.width) plot.setSize({ width: scale.width, height: HEIGHT });
      const tables = chart.curves.map(({ times, values }): uPlot.AlignedData => [[...times], [...values]]);
      plot.setData(tables.length ? uPlot.join(tables) : none);
    },
    nearest: (x, y) => nearestCurve(plot, shown.chart, { x, y }),
    end: () => {
      themes.disconnect();
      plot.destroy();
    },
  };
}

const NOTHING = { metric: '', title: '', unit: '', expression: '' };

function optionsOf(ground: HTMLElement, count: number, shown: () => Shown): uPlot.Options {
  const ink = (name: string) => colourOf(ground, name);
  const curve = (index: number): uPlot.Series => ({
    stroke: () => ink(`--vscode-charts-${INKS[index % INKS.length]}`),
    width: 1.25,
    points: { show: false },
    // Six colours are few: curves beyond them are dashed.
    dash: index < INKS.length ? undefined : [4, 3],
  });
  return {
    width: 100,
    height: HEIGHT,
    ms: 1,
    padding: [3, INSET, 2, INSET],
    legend: { show: false },
    cursor: { show: false },
    axes: [{ show: false }, { show: false }],
    scales: {
      x: { time: false, range: () => [shown().scale.view.from, shown().scale.view.to] },
      y: { range: (_, least, most) => (least === most ? [least - 1, most + 1] : [least, most]) },
    },
    series: [{}, ...Array.from({ length: count }, (_, index) => curve(index))],
    hooks: { drawAxes: [plot => drawMarks(plot, shown().marks, ink('--rule'))] },
  };
}

/** As a canvas understands it: a theme may write it as a function of others. */
function colourOf(ground: HTMLElement, name: string): string {
  const probe = document.createElement('i');
  probe.style.color = `var(${name}, inherit)`;
  ground.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

/** Beneath the curves: a band for what lasts, a line for a moment. */
function drawMarks(plot: uPlot, marks: readonly Mark[], colour: string): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.fillStyle = colour;
  for (const { from, to } of marks) {
    const left = plot.valToPos(from, 'x', true);
    const right = plot.valToPos(to, 'x', true);
    ctx.globalAlpha = to > from ? 0.5 : 1;
    ctx.fillRect(left, bbox.top, Math.max(1, right - left), bbox.height);
  }
  ctx.restore();
}

function nearestCurve(plot: uPlot, { curves }: Chart, { x, y }: { x: number; y: number }): { curve: Curve; time: number } | null {
  const time = plot.posToVal(x - plot.bbox.left / devicePixelRatio, 'x');
  const away = (curve: Curve) => {
    const index = Math.max(
      0,
      curve.times.findLastIndex(one => one <= time),
    );
    const value = curve.values[index];
    return value === null || value === undefined
      ? Number.POSITIVE_INFINITY
      : Math.abs(plot.valToPos(value, 'y') + plot.bbox.top / devicePixelRatio - y);
  };
  const [curve] = [...curves].sort((a, b) => away(a) - away(b));
  return curve ? { curve, time } : null;
}
