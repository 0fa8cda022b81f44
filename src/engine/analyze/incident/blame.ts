/** Analysis: of all that a request does otherwise than before, what came first explains what followed. */
import type { Span } from '../../../model/incident.ts';
import { placeOf, type Shift } from './shifts.ts';
import type { Step } from './steps.ts';

/** A shift with the part of it that nothing earlier in the same requests explains. */
export interface Blamed {
  readonly shift: Shift;
  readonly strength: number;
}

interface Found {
  readonly now: readonly Step[];
  readonly shifts: ReadonlyMap<string, Shift>;
  readonly spans: readonly Span[];
}

/** Strongest first. A caller that answers otherwise because the service below it did gets what it adds of its own. */
export function blame({ now, shifts, spans }: Found): Blamed[] {
  const gained = new Map([...shifts].map(([key, shift]) => [key, new Set(shift.gained.map(gain => gain.to))]));
  const strange = now.filter(step => gained.get(placeOf(step))?.has(step.to));
  const isEarlier = orderOf(spans);
  const credits = new Map<Shift, { sum: number; count: number }>();
  for (const steps of Map.groupBy(strange, step => step.span.trace).values()) {
    for (const [shift, credit] of creditsOf(steps, shifts, isEarlier)) {
      const known = credits.get(shift) ?? { sum: 0, count: 0 };
      credits.set(shift, { sum: known.sum + credit, count: known.count + 1 });
    }
  }
  return [...credits]
    .map(([shift, { sum, count }]) => ({ shift, strength: sum / count }))
    .filter(({ strength }) => strength > 0)
    .sort((a, b) => b.strength - a.strength);
}

type IsEarlier = (one: Step, other: Step) => boolean;

/** Of one request: what each strange step adds to the strangest one that another service took before it. */
function creditsOf(steps: readonly Step[], shifts: ReadonlyMap<string, Shift>, isEarlier: IsEarlier): [Shift, number][] {
  const first = new Map<Shift, Step>();
  for (const step of steps.toSorted((a, b) => a.at - b.at)) {
    const shift = shifts.get(placeOf(step));
    if (shift && !first.has(shift)) first.set(shift, step);
  }
  const all = [...first];
  return all.map(([shift, step]) => {
    const before = all.filter(([other, one]) => other.service !== shift.service && isEarlier(one, step));
    const explained = before.reduce((most, [other]) => Math.max(most, other.strength), 0);
    return [shift, Math.max(0, shift.strength - explained)];
  });
}

/** Deeper calls than this are followed no further: damaged traces may run in circles. */
const DEEPEST = 200;

/** Machines' clocks differ: a call and what it led to are ordered by the caller's clock, which saw the call end. */
function orderOf(spans: readonly Span[]): IsEarlier {
  const byId = new Map(spans.map(span => [span.id, span]));

  /** The span directly below `above` on the way to `span`; null when it is not above it. */
  function below(above: Span, span: Span): Span | null {
    let at: Span | undefined = span;
    for (let depth = 0; at && depth < DEEPEST; depth++) {
      if (at.parent === above.id) return at;
      at = byId.get(at.parent);
    }
    return null;
  }

  return (one, other) => {
    const call = below(other.span, one.span);
    if (call) return call.to <= other.at;
    const called = below(one.span, other.span);
    if (called) return one.at < called.to;
    return one.at < other.at;
  };
}
