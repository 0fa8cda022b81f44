/** The window, agents: all parts of a run on one axis, a lane for each who acts; it is also the slider of the replay. */
import { useMemo } from 'preact/hooks';
import { oneLine } from '../../src/tools/render/safe.ts';
import { clock, count, lasting } from '../../src/tools/render/words.ts';
import { t } from '../words.ts';
import { type Part, type Play, type Tone, toneOf } from './play.ts';
import { spokenOf } from './steps.tsx';
import type { Stage } from './use-play.ts';

/** Units of the drawing, whatever its width. */
const WIDE = 1000;
const LANE = 18;
/** What is short beside an hour must still be seen. */
const LEAST = 4;
/** What is graver is drawn over what is not. */
const TONES: readonly Tone[] = ['plain', 'good', 'new', 'warning', 'error'];

export function Axis({ stage }: { stage: Stage }) {
  const { play, at, go, arrangement } = stage;
  const { lanes, parts } = play;
  const span = arrangement.by_index ? null : play.span;
  const pick = (event: PointerEvent) => {
    if (event.buttons !== 1) return;
    const box = (event.currentTarget as Element).getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * WIDE;
    const lane = lanes[Math.floor(((event.clientY - box.top) / box.height) * lanes.length)];
    const near = nearest(play, span, { x, lane });
    if (near) go(near.index);
  };
  return (
    <section class="ag-axis" aria-label={t('Timeline of the agent run')}>
      <div class="ag-lanes" aria-hidden="true">
        {lanes.map(lane => (
          <span key={lane} title={oneLine(lane)}>
            {oneLine(lane)}
          </span>
        ))}
      </div>
      <div
        class="ag-track"
        role="slider"
        tabIndex={0}
        aria-label={t('Position in the replay')}
        aria-valuemin={1}
        aria-valuemax={parts.length}
        aria-valuenow={(at?.index ?? 0) + 1}
        aria-valuetext={at ? spokenOf(at) : t('nothing')}
        onPointerDown={pick}
        onPointerMove={pick}
        onKeyDown={event => slid(event, stage)}
      >
        <Drawing {...{ play, at, span }} />
      </div>
      <Ends span={span} parts={parts.length} />
    </section>
  );
}

interface DrawingLook {
  readonly play: Play;
  readonly at: Part | null;
  readonly span: Play['span'];
}

function Drawing({ play, at, span }: DrawingLook) {
  const shapes = useMemo(() => shapesOf(play, span), [play, span]);
  const cursor = at ? boxOf(at, play, span) : { from: 0, to: 0 };
  const high = play.lanes.length * LANE;
  return (
    <svg viewBox={`0 0 ${WIDE} ${high}`} preserveAspectRatio="none" style={{ height: `${high}px` }} aria-hidden="true">
      {shapes.map(([tone, path]) => (
        <path key={tone} class={tone} d={path} />
      ))}
      <rect class="later" x={cursor.to} y="0" width={Math.max(0, WIDE - cursor.to)} height={high} />
      <rect class="now" x={cursor.from} y="0" width={Math.max(LEAST, cursor.to - cursor.from)} height={high} />
    </svg>
  );
}

function Ends({ span, parts }: { span: Play['span']; parts: number }) {
  const [first, middle, last] = span
    ? [clock(span.from).slice(0, 8), t('{0} in all', lasting(span.to - span.from)), clock(span.to).slice(0, 8)]
    : ['1', t('in order, without times'), count(parts)];
  return (
    <p class="ag-ends">
      <span>{first}</span>
      <span>{middle}</span>
      <span>{last}</span>
    </p>
  );
}

function slid(event: KeyboardEvent, { at, go, play }: Stage): void {
  const index = at?.index ?? 0;
  const large = Math.max(1, Math.round(play.parts.length / 10));
  const steps: Record<string, number> = {
    ArrowRight: index + 1,
    ArrowUp: index + 1,
    ArrowLeft: index - 1,
    ArrowDown: index - 1,
    PageUp: index + large,
    PageDown: index - large,
    Home: 0,
    End: play.parts.length - 1,
  };
  const to = steps[event.key];
  if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  go(to);
}

interface Box {
  readonly from: number;
  readonly to: number;
}

/** A part without a time stands where the one before it began. */
function boxOf({ index, at, latency_ms }: Part, { parts }: Play, span: Play['span']): Box {
  const own = WIDE / parts.length;
  if (!span) return { from: index * own, to: index * own + Math.max(LEAST, own) };
  const scale = WIDE / Math.max(1, span.to - span.from);
  let back = index;
  while (back > 0 && parts[back].at === null) back--;
  const from = ((at ?? parts[back].at ?? span.from) - span.from) * scale;
  return { from: Math.min(from, WIDE - LEAST), to: Math.min(WIDE, Math.max(from + LEAST, from + (latency_ms ?? 0) * scale)) };
}

/** One path a tone: thousands of parts are a handful of elements. */
function shapesOf(play: Play, span: Play['span']): [Tone, string][] {
  const paths = new Map<Tone, string>();
  for (const part of play.parts) {
    const { from, to } = boxOf(part, play, span);
    const gap = to - from > 4 ? 1 : 0;
    const top = play.lanes.indexOf(part.lane) * LANE + 3;
    const tone = toneOf(part);
    const box = `M${from.toFixed(2)} ${top}H${(to - gap).toFixed(2)}V${top + LANE - 6}H${from.toFixed(2)}Z`;
    paths.set(tone, (paths.get(tone) ?? '') + box);
  }
  return TONES.flatMap(tone => (paths.has(tone) ? [[tone, paths.get(tone) ?? '']] : []));
}

/** In the lane that was pointed at, else in any. */
function nearest(play: Play, span: Play['span'], { x, lane }: { x: number; lane: string | undefined }): Part | null {
  const own = play.parts.filter(part => part.lane === lane);
  const away = (part: Part) => {
    const { from, to } = boxOf(part, play, span);
    return x < from ? from - x : Math.max(0, x - to);
  };
  let best: Part | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const part of own.length ? own : play.parts) {
    const far = away(part);
    if (far < least || (far === 0 && least === 0)) [best, least] = [part, far];
  }
  return best;
}
