/** The window, timeline: the lanes, drawn: a list in which one mark has the focus; keys lead from mark to mark. */
import { useMemo } from 'preact/hooks';
import { oneLine } from '../../src/tools/render/safe.ts';
import { clock, count } from '../../src/tools/render/words.ts';
import { t } from '../words.ts';
import type { Scale } from './axis.ts';
import { chosenMark, type Drawn, type MarkPlace, markUnder } from './drawn.ts';
import { type Entry, keyOf, kindWords, nameOf, outcomeOf, timeWords, whyOf } from './entry.ts';
import type { Lane } from './lanes.ts';
import { actsOn } from './lanes-acts.ts';
import { type Mark, marksOf } from './marks.ts';
import { measure } from './measure.ts';
import type { Stage } from './view.ts';

export interface LanesLook {
  readonly stage: Stage;
  readonly scale: Scale;
  hover(entries: readonly Entry[] | null): void;
}

export function Lanes({ stage, scale, hover }: LanesLook) {
  const { lanes, bounds } = stage.timeline;
  const drawn: Drawn = useMemo(
    () => lanes.map(lane => lane.rows.map(row => marksOf(row, scale, { end: bounds.to, measure }))),
    [lanes, scale.view.from, scale.view.to, scale.width],
  );
  const chosen = chosenMark(drawn, stage.arrangement.chosen);
  const acts = actsOn(stage, { drawn, chosen });
  return (
    <div
      class="tl-lanes"
      role="listbox"
      aria-label={t('Entries by lane: arrows move, Enter opens the lines, Alt+Enter only that span')}
      tabIndex={0}
      aria-activedescendant={chosen ? markId(chosen) : undefined}
      onKeyDown={acts.key}
      onClick={acts.click}
      onPointerOver={event => hover(markUnder(event, drawn)?.entries ?? null)}
      onPointerLeave={() => hover(null)}
    >
      {lanes.map((lane, at) => (
        <LaneRows key={lane.id} lane={lane} at={at} rows={drawn[at]} chosen={chosen} />
      ))}
    </div>
  );
}

function markId({ lane, row, at }: MarkPlace): string {
  return `tl-mark-${lane}-${row}-${at}`;
}

interface LaneLook {
  readonly lane: Lane;
  readonly at: number;
  readonly rows: Drawn[number];
  readonly chosen: MarkPlace | null;
}

function LaneRows({ lane, at, rows, chosen }: LaneLook) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: inside a list box groups are no sets of fields
    <div class="tl-lane" role="group" aria-label={lane.words} data-lane={lane.id}>
      <span class="tl-lane-name" aria-hidden="true">
        {oneLine(lane.words)}
      </span>
      <div class="tl-rows" role="none">
        {rows.map((marks, row) => (
          <div key={row} class="tl-marks" role="none">
            {marks.map((mark, place) => (
              <MarkBox
                key={keyOf(mark.entries[0])}
                mark={mark}
                place={{ lane: at, row, at: place }}
                chosen={chosen?.lane === at && chosen.row === row && chosen.at === place}
              />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

function MarkBox({ mark, place, chosen }: { mark: Mark; place: MarkPlace; chosen: boolean }) {
  const { entries, shape, tone, left, width, label } = mark;
  const [first] = entries;
  const outcome = shape === 'bar' ? outcomeOf(first) : '';
  return (
    <>
      {/* biome-ignore lint/a11y/useFocusableInteractive: the list has the focus and names its active mark */}
      <div
        role="option"
        id={markId(place)}
        data-mark={`${place.lane} ${place.row} ${place.at}`}
        aria-selected={chosen}
        aria-label={markWords(mark)}
        class={chosen ? 'tl-mark tl-chosen' : 'tl-mark'}
        data-shape={shape}
        data-tone={tone}
        data-outcome={outcome}
        data-kind={first.kind}
        style={{ left, width: shape === 'bar' ? Math.max(1, width - 1) : width }}
      >
        {shape === 'count' ? <span>{count(entries.length)}</span> : null}
        {label?.where === 'inside' ? <bdi>{nameOf(first)}</bdi> : null}
      </div>
      {label?.where === 'behind' ? (
        <span class="tl-behind" aria-hidden="true" style={{ left: left + width + 4, maxWidth: label.room - 6 }}>
          <bdi>{nameOf(first)}</bdi>
        </span>
      ) : null}
    </>
  );
}

function markWords({ entries }: Mark): string {
  const [first] = entries;
  if (entries.length === 1) return `${nameOf(first)}, ${whyOf(first)}, ${timeWords(first)}`;
  return t(
    '{0} entries from {1} to {2}: {3} and more',
    entries.length,
    clock(first.at),
    clock(lastOf(entries)),
    `${kindWords(first.kind)} ${nameOf(first)}`,
  );
}

function lastOf(entries: readonly Entry[]): number {
  return Math.max(...entries.map(entry => entry.until ?? entry.at));
}
