/** Analysis: of all that a request does otherwise than before, what came first explains what followed. */
import { placeOf, type Shift } from './shifts.ts';
import type { Step } from './steps.ts';

/** A shift with the part of it that nothing earlier in the same requests explains. */
export interface Blamed {
  readonly shift: Shift;
  readonly strength: number;
}

/** Strongest first. A caller that answers otherwise because the service below it did gets what it adds of its own. */
export function blame(now: readonly Step[], shifts: ReadonlyMap<string, Shift>): Blamed[] {
  const gained = new Map([...shifts].map(([key, shift]) => [key, new Set(shift.gained.map(gain => gain.to))]));
  const strange = now.filter(step => gained.get(placeOf(step))?.has(step.to));
  const credits = new Map<string, { sum: number; count: number }>();
  for (const steps of Map.groupBy(strange, step => step.trace).values()) {
    for (const [key, credit] of creditsOf(steps, shifts)) {
      const known = credits.get(key) ?? { sum: 0, count: 0 };
      credits.set(key, { sum: known.sum + credit, count: known.count + 1 });
    }
  }
  return [...credits]
    .map(([key, { sum, count }]) => ({ shift: shifts.get(key) as Shift, strength: sum / count }))
    .filter(({ strength }) => strength > 0)
    .sort((a, b) => b.strength - a.strength);
}

/** Of one request: what each strange step adds to the strangest one that another service took before it. */
function creditsOf(steps: readonly Step[], shifts: ReadonlyMap<string, Shift>): [key: string, credit: number][] {
  const strongest = new Map<string, number>();
  return steps
    .toSorted((a, b) => a.at - b.at)
    .map(step => {
      const key = placeOf(step);
      const strength = shifts.get(key)?.strength ?? 0;
      const others = [...strongest].filter(([service]) => service !== step.service).map(([, most]) => most);
      strongest.set(step.service, Math.max(strength, strongest.get(step.service) ?? 0));
      return [key, Math.max(0, strength - Math.max(0, ...others))];
    });
}
