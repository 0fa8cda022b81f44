/** The window, timeline: a curve over time, drawn by uPlot in the colours of the theme. */
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { INSET, type Scale } from './axis.ts';
import type { LevelCurve } from './levels.ts';

const HEIGHT = 44;

export interface CurveChart {
  show(curve: LevelCurve, scale: Scale): void;
  end(): void;
}

/** Draws into `ground`; its colour is the text colour there, so a theme's change is seen at the next drawing. */
export function drawCurve(ground: HTMLElement): CurveChart {
  let shown: Scale = { view: { from: 0, to: 1 }, width: 100 };
  const chart = new uPlot(
    optionsOf(ground, () => shown),
    [[], []],
    ground,
  );
  const themes = new MutationObserver(() => chart.redraw(false));
  themes.observe(document.body, { attributeFilter: ['class', 'style'] });
  themes.observe(document.documentElement, { attributeFilter: ['class', 'style'] });
  return {
    show: (curve, scale) => {
      shown = scale;
      if (chart.width !== scale.width) chart.setSize({ width: scale.width, height: HEIGHT });
      chart.setData([[...curve.times], [...curve.counts, curve.counts.at(-1) ?? 0]]);
    },
    end: () => {
      themes.disconnect();
      chart.destroy();
    },
  };
}

function optionsOf(ground: HTMLElement, shown: () => Scale): uPlot.Options {
  const ink = (share: number) => withShare(getComputedStyle(ground).color, share);
  return {
    width: 100,
    height: HEIGHT,
    ms: 1,
    padding: [2, INSET, 0, INSET],
    legend: { show: false },
    cursor: { show: false },
    axes: [{ show: false }, { show: false }],
    scales: {
      x: { time: false, range: () => [shown().view.from, shown().view.to] },
      y: { range: (_, __, most) => [0, Math.max(1, most)] },
    },
    series: [
      {},
      {
        stroke: () => ink(1),
        fill: () => ink(0.2),
        width: 1,
        points: { show: false },
        paths: uPlot.paths.stepped?.({ align: 1 }),
      },
    ],
  };
}

/** `rgb(…)` with less of it. */
function withShare(colour: string, share: number): string {
  const parts = colour.match(/[\d.]+/g);
  return share === 1 || !parts ? colour : `rgba(${parts.slice(0, 3).join(', ')}, ${share})`;
}
