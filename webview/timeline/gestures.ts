/** The window, timeline: what the pointer does on the plot: drag zooms, Ctrl+wheel zooms, Shift+wheel and the axis move, double click resets. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { clock } from '../../src/tools/render/words.ts';
import { panned, type Scale, timeOf, zoomed } from './axis.ts';
import type { Stage } from './view.ts';

export interface Gestures {
  /** What is being marked, in pixels. */
  readonly brush: { readonly left: number; readonly width: number } | null;
  /** The click that ends a drag is none. */
  onClickCapture(event: MouseEvent): void;
}

interface Ground {
  readonly field: { readonly current: HTMLElement | null };
  readonly cursor: { readonly current: HTMLElement | null };
  readonly now: { readonly current: HTMLElement | null };
  readonly stage: Stage;
  readonly scale: Scale;
}

interface Drag {
  readonly pointer: number;
  readonly from: number;
  readonly mode: 'mark' | 'move';
  readonly view: Stage['view'];
  moved: boolean;
}

/** A hand that trembles does not drag. */
const TREMBLE = 4;
const WHEEL = 1.002;
/** Views shorter than this show milliseconds. */
const FINE = 60_000;

export function useGestures(ground: Ground): Gestures {
  const [brush, setBrush] = useState<Gestures['brush']>(null);
  const drag = useRef<Drag | null>(null);
  const dragged = useRef(false);
  const latest = useRef(ground);
  latest.current = ground;
  useEffect(() => {
    const plot = ground.field.current?.parentElement;
    if (!plot) return;
    const life = new AbortController();
    const hear = listenersOf({ latest, drag, dragged, setBrush, plot });
    for (const [name, listener] of Object.entries(hear)) {
      plot.addEventListener(name, listener as EventListener, {
        signal: life.signal,
        passive: name !== 'wheel',
        capture: name === 'keydown',
      });
    }
    return () => life.abort();
  }, []);
  const onClickCapture = (event: MouseEvent) => {
    if (!dragged.current) return;
    dragged.current = false;
    event.stopPropagation();
    event.preventDefault();
  };
  return { brush, onClickCapture };
}

interface Hand {
  readonly latest: { readonly current: Ground };
  readonly drag: { current: Drag | null };
  readonly dragged: { current: boolean };
  readonly plot: HTMLElement;
  setBrush(brush: Gestures['brush']): void;
}

type Listeners = Record<string, (event: never) => void>;

function listenersOf(hand: Hand): Listeners {
  const { latest } = hand;
  return {
    ...dragOf(hand),
    wheel: (event: WheelEvent) => wheeled(latest.current, event, pixelIn(latest, event)),
    pointerleave: () => pointed(latest.current, -1),
    dblclick: (event: MouseEvent) => {
      if (event.target instanceof Element && event.target.closest('button, [data-mark]')) return;
      latest.current.stage.look(latest.current.stage.timeline.bounds);
    },
  };
}

/** Pixels from the left of the field. */
function pixelIn(latest: Hand['latest'], event: MouseEvent): number {
  return event.clientX - (latest.current.field.current?.getBoundingClientRect().left ?? 0);
}

function dragOf({ latest, drag, dragged, setBrush, plot }: Hand): Listeners {
  const end = () => {
    drag.current = null;
    setBrush(null);
  };
  return {
    pointerdown: (event: PointerEvent) => {
      dragged.current = false;
      const from = pixelIn(latest, event);
      if (event.button !== 0 || from < 0 || !(event.target instanceof Element) || event.target.closest('button')) return;
      const mode = event.shiftKey || event.target.closest('.tl-axis') ? 'move' : 'mark';
      drag.current = { pointer: event.pointerId, from, mode, view: latest.current.stage.view, moved: false };
    },
    pointermove: (event: PointerEvent) => {
      const to = pixelIn(latest, event);
      pointed(latest.current, to);
      const held = drag.current;
      if (!held || event.pointerId !== held.pointer || (!held.moved && Math.abs(to - held.from) < TREMBLE)) return;
      if (!held.moved) plot.setPointerCapture(event.pointerId);
      held.moved = true;
      if (held.mode === 'move') moved(latest.current, held, to);
      else setBrush({ left: Math.min(held.from, to), width: Math.abs(to - held.from) });
    },
    pointerup: (event: PointerEvent) => {
      const held = drag.current;
      dragged.current = held?.moved ?? false;
      if (held?.moved && held.mode === 'mark') marked(latest.current, held.from, pixelIn(latest, event));
      end();
    },
    pointercancel: end,
    keydown: (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !drag.current) return;
      event.stopPropagation();
      end();
    },
  };
}

function wheeled({ stage, scale }: Ground, event: WheelEvent, pixel: number): void {
  const { view } = stage;
  const { bounds } = stage.timeline;
  const sideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
  if (event.ctrlKey || event.metaKey) {
    stage.look(zoomed(view, bounds, { factor: WHEEL ** event.deltaY, at: timeOf(Math.max(0, pixel), scale) }));
  } else if (sideways) stage.look(panned(view, bounds, (event.deltaX || event.deltaY) / Math.max(1, scale.width)));
  else return;
  event.preventDefault();
}

function moved({ stage, scale }: Ground, { view, from }: Drag, pixel: number): void {
  stage.look(panned(view, stage.timeline.bounds, (from - pixel) / Math.max(1, scale.width)));
}

function marked({ stage, scale }: Ground, from: number, to: number): void {
  const inside = (pixel: number) => timeOf(Math.max(0, Math.min(scale.width, pixel)), scale);
  const span = { from: inside(Math.min(from, to)), to: inside(Math.max(from, to)) };
  const { view } = stage;
  stage.look({ from: Math.max(view.from, span.from), to: Math.min(view.to, Math.max(span.to, span.from + 20)) });
}

/** A hair at the pointer, and its time on the axis; set directly, since they move with every move. */
function pointed({ cursor, now, scale }: Ground, pixel: number): void {
  if (!cursor.current || !now.current) return;
  const away = pixel < 0 || pixel > scale.width;
  cursor.current.hidden = now.current.hidden = away;
  if (away) return;
  cursor.current.style.left = now.current.style.left = `${pixel}px`;
  now.current.textContent = clock(timeOf(pixel, scale)).slice(0, scale.view.to - scale.view.from < FINE ? 12 : 8);
}
