/** Analysis: ranks the services of an incident by what speaks against each, and names the kind of fault. */
import type { FaultKind, Spot, Telemetry } from '../../../model/incident.ts';
import { type Blamed, blame } from './blame.ts';
import { delaySteps } from './delay.ts';
import { loadSteps, type Slowed } from './load.ts';
import { placeOf, shiftsOf } from './shifts.ts';
import { BEGIN, END, type Step, stepsOf } from './steps.ts';

export interface Cause {
  readonly kind: FaultKind;
  readonly words: string;
  readonly strength: number;
  readonly spot: Spot;
  /** A row of the fault-free time that shows what used to happen instead. */
  readonly passing: Spot | null;
}

export interface Suspicion {
  readonly service: string;
  readonly score: number;
  readonly kind: FaultKind;
  readonly causes: readonly Cause[];
}

export interface Scene {
  readonly telemetry: Telemetry;
  /** Of the fault-free time. */
  readonly passing: Telemetry;
  /** Until here nothing was wrong. */
  readonly calm: number;
  /** From here on something is. */
  readonly moment: number;
  readonly until: number;
}

/** Reasons told of one service. */
const MOST_CAUSES = 3;

/** Most suspicious first; services without a reason are left out. */
export function rankServices({ telemetry, passing, calm, moment, until }: Scene): Suspicion[] {
  const now = stepsOf(telemetry, moment, until);
  const before = faultFree(stepsOf(passing, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY), () =>
    stepsOf(telemetry, Number.NEGATIVE_INFINITY, calm),
  );
  const here = telemetry.spans.filter(span => span.from >= moment && span.from < until);
  const causes = new Map<string, Cause[]>();
  const add = (service: string, cause: Cause) => causes.set(service, [...(causes.get(service) ?? []), cause]);
  for (const blamed of blame({ now, shifts: shiftsOf(now, before), spans: telemetry.spans }))
    add(blamed.shift.service, codeCause(blamed));
  const load = loadSteps(
    telemetry.samples.filter(sample => sample.at < until),
    moment,
  );
  const busy = new Set(load.map(({ service }) => service));
  for (const step of load) add(step.service, loadCause(step));
  for (const step of delaySteps(here, passing.spans)) add(step.service, delayCause(step, busy.has(step.service)));
  return [...causes]
    .map(([service, all]) => suspicion(service, all))
    .sort((a, b) => b.score - a.score || (a.service < b.service ? -1 : 1));
}

/** Where the fault-free time never went, the time right before the moment tells what is usual. */
function faultFree(passing: readonly Step[], earlier: () => readonly Step[]): Step[] {
  const known = new Set(passing.map(placeOf));
  return [...passing, ...earlier().filter(step => !known.has(placeOf(step)))];
}

function suspicion(service: string, all: readonly Cause[]): Suspicion {
  const causes = all.toSorted((a, b) => b.strength - a.strength).slice(0, MOST_CAUSES);
  return { service, score: causes[0].strength, kind: causes[0].kind, causes };
}

/** A wrong value leads on to another statement; an exception leads nowhere. */
function codeCause({ shift, strength }: Blamed): Cause {
  const [gain] = shift.gained;
  const kind = gain.to === END || gain.steps.some(step => step.throws) ? 'exception' : 'return';
  const often = `${gain.steps.length} of ${shift.count < shift.all ? 'the last ' : ''}${shift.count} times`;
  const then = `${gain.passing} of ${shift.passingCount} in the fault-free time`;
  const words =
    gain.to === END
      ? `${shift.operation} ends ${shift.from === BEGIN ? 'without logging anything' : `right behind ${shift.from}`} ${often}, ${then}`
      : `${shift.operation} goes from ${shift.from === BEGIN ? 'its beginning' : shift.from} to ${gain.to} ${often}, ${then}`;
  return { kind, words, strength, spot: middle(gain.steps).spot, passing: shift.lost?.spot ?? null };
}

/** The first ones may still belong to the time before. */
function middle(steps: readonly Step[]): Step {
  return steps[steps.length >> 1];
}

function loadCause({ strength, before, after, spot }: Slowed): Cause {
  const words = `its processor use stepped up from at most ${rounded(before)} to ${rounded(after)} and stayed there`;
  return { kind: 'cpu_contention', words, strength, spot, passing: null };
}

/** Who has no processor time is slow too. */
function delayCause({ strength, before, after, spot }: Slowed, isBusy: boolean): Cause {
  const words = `its requests wait ${rounded(after)} ms on the wire, ${rounded(before)} ms in the fault-free time, with all its peers`;
  return { kind: isBusy ? 'cpu_contention' : 'network_delay', words, strength, spot, passing: null };
}

function rounded(value: number): string {
  return value.toLocaleString('en-US', { maximumSignificantDigits: 3 });
}
