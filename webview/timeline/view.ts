/** The window, timeline: what its parts share: the span in view, the chosen entry, and the ways from here to the lines. */
import { useRef } from 'preact/hooks';
import { formatPlace, type Place } from '../../src/model/place.ts';
import { type Desk, useDesk } from '../desk.ts';
import type { TimelineArrangement } from './arrangement.ts';
import { fitted, isWhole, type Span } from './axis.ts';
import { type Entry, keyOf } from './entry.ts';
import { spanQuery } from './extent.ts';
import type { Timeline } from './told.ts';

export interface TimelineLook {
  readonly arrangement: TimelineArrangement;
  arrange(arrangement: TimelineArrangement): void;
}

export interface Stage {
  readonly timeline: Timeline & { readonly bounds: Span };
  readonly arrangement: TimelineArrangement;
  readonly view: Span;
  arrange(part: Partial<TimelineArrangement>): void;
  look(view: Span): void;
  choose(entry: Entry): void;
  /** To the log lines of that moment. */
  open(entry: { readonly at?: number; readonly place: Place }): void;
  /** To the log, and nothing in it but the lines of that span. */
  only(span: Span): void;
}

export function useStage({ arrangement, arrange }: TimelineLook, timeline: Stage['timeline']): Stage {
  const desk = useDesk();
  // Several changes may come before the next drawing; each builds on the one before.
  const latest = useRef(arrangement);
  latest.current = arrangement;
  const change = (part: Partial<TimelineArrangement>) => {
    latest.current = { ...latest.current, ...part };
    arrange(latest.current);
  };
  const { bounds } = timeline;
  const { from, to } = arrangement;
  return {
    timeline,
    arrangement,
    view: from === null || to === null ? bounds : fitted({ from, to }, bounds),
    arrange: change,
    look: view => change(isWhole(view, bounds) ? { from: null, to: null } : { from: view.from, to: view.to }),
    choose: entry => change({ chosen: keyOf(entry) }),
    ...waysOf(desk),
  };
}

function waysOf(desk: Desk): Pick<Stage, 'open' | 'only'> {
  return {
    open: ({ at, place }) => desk.go({ tab: 'logs', place: formatPlace(place), at }),
    only: span => desk.go({ tab: 'logs', query: spanQuery(span), at: span.from }),
  };
}
