/** The window, timeline: the axis, drawn: a slider for the keyboard, a handle for the pointer. */
import { span } from '../../src/tools/render/words.ts';
import { t } from '../words.ts';
import { pixelOf, type Scale, ticksOf } from './axis.ts';
import { axisAfter } from './axis-keys.ts';
import { measure } from './measure.ts';
import type { Stage } from './view.ts';

export function Axis({ stage, scale }: { stage: Stage; scale: Scale }) {
  const { view } = stage;
  const { bounds } = stage.timeline;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = axisAfter(event.key, { view, bounds });
    if (!next) return;
    event.preventDefault();
    stage.look(next);
  };
  return (
    <div class="tl-lane tl-axis">
      <span class="tl-lane-name" />
      <div
        class="tl-ticks"
        role="slider"
        tabIndex={0}
        aria-label={t('Time in view: arrows move it, + and - zoom, 0 shows the whole run')}
        aria-valuemin={bounds.from}
        aria-valuemax={bounds.to}
        aria-valuenow={(view.from + view.to) / 2}
        aria-valuetext={span(view.from, view.to)}
        onKeyDown={onKeyDown}
      >
        {ticksOf(scale).map(({ at, words }) => (
          <span key={at} class="tl-tick" style={{ left: pixelOf(at, scale) }}>
            <span style={{ marginLeft: shiftOf(pixelOf(at, scale), { words, width: scale.width }) }}>{words}</span>
          </span>
        ))}
      </div>
    </div>
  );
}

/** Words at the ends of the axis move inward, so that none is cut. */
function shiftOf(at: number, { words, width }: { words: string; width: number }): number {
  const half = measure(words) / 2 + 1;
  return Math.max(0, half - at) - Math.max(0, at + half - width);
}
