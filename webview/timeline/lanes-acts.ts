/** The window, timeline: what keys and clicks do on the lanes. */
import { LEAST_SPAN, panned, revealing, type Span } from './axis.ts';
import { zoomAfter } from './axis-keys.ts';
import { type Drawn, type MarkPlace, markUnder } from './drawn.ts';
import { type Entry, keyOf } from './entry.ts';
import { extentOf, spanOf } from './extent.ts';
import type { Stage } from './view.ts';
import { entryAfter } from './walk.ts';

export interface LanesActs {
  key(event: KeyboardEvent): void;
  click(event: MouseEvent): void;
}

export function actsOn(stage: Stage, { drawn, chosen }: { drawn: Drawn; chosen: MarkPlace | null }): LanesActs {
  const mark = chosen ? drawn[chosen.lane][chosen.row][chosen.at] : null;
  const { view } = stage;
  const { bounds, lanes } = stage.timeline;
  const opened = (entries: readonly Entry[], alone: boolean) => {
    const only = entries.find(entry => keyOf(entry) === stage.arrangement.chosen) ?? entries[0];
    if (!alone && entries.length > 1 && canPart(entries, view)) return stage.look(partedView(entries, bounds));
    stage.choose(only);
    if (alone) stage.only(entries.length > 1 ? extentOf(entries) : spanOf(only));
    else stage.open(only);
  };
  return {
    click: event => {
      const hit = markUnder(event, drawn);
      if (hit) opened(hit.entries, event.altKey);
    },
    key: event => {
      if (event.ctrlKey || event.metaKey) return;
      const at = mark ? (extentOf(mark.entries).from + extentOf(mark.entries).to) / 2 : undefined;
      if (event.key === 'Enter' && mark) opened(mark.entries, event.altKey);
      else if (event.shiftKey && /^Arrow(Left|Right)$/.test(event.key)) {
        stage.look(panned(view, bounds, event.key === 'ArrowLeft' ? -0.1 : 0.1));
      } else if (zoomAfter(event.key, { view, bounds })) stage.look(zoomAfter(event.key, { view, bounds, at }) as Span);
      else {
        const past = new Set(mark?.entries.map(keyOf));
        const next = entryAfter(lanes, { key: event.key, chosen: stage.arrangement.chosen, past });
        if (!next) return;
        stage.choose(next);
        stage.look(revealing(view, bounds, { from: next.at, to: next.until ?? next.at }));
      }
      event.preventDefault();
    },
  };
}

/** Whether zooming would set them apart: not when all stand at one moment. */
function canPart(entries: readonly Entry[], view: Span): boolean {
  const { from, to } = extentOf(entries);
  return to - from >= LEAST_SPAN && to - from < (view.to - view.from) * 0.8;
}

function partedView(entries: readonly Entry[], bounds: Span): Span {
  const { from, to } = extentOf(entries);
  const air = (to - from) * 0.1;
  return { from: Math.max(bounds.from, from - air), to: Math.min(bounds.to, to + air) };
}
