/** The sources, Prometheus: asks what a server is, and for samples of any window: where it refuses the length or the number, in parts or with longer steps. */
import { Fault } from '../../../base/fault.ts';
import type { Gap } from '../../../model/coverage.ts';
import type { Samples } from '../../../model/series.ts';
import type { CallSignal } from '../client.ts';
import type { Link } from '../outside.ts';
import { systems } from '../systems.ts';
import { type Answer, Refusal, readBuild, readSamples } from './readings.ts';
import { type Base, buildRequest, type RangeQuestion, rangeRequest } from './requests.ts';
import { aligned, halves, type Window } from './steps.ts';

export interface Server {
  readonly product: string;
  readonly base: Base;
  /** Steps of one series that it gives at once. */
  readonly most: number;
}

const MOST_POINTS = 11_000;
const MOST_POINTS_VICTORIA = 30_000;
const BASES: readonly Base[] = ['', ...(systems.prometheus.below ?? [])];

/** Which product it is, and where below its address it answers. Throws the source_ faults and `cancelled`. */
export async function serverOf(link: Link, life: CallSignal): Promise<Server> {
  for (const base of BASES) {
    const reply = await link.ask(buildRequest(base), life);
    if (reply.status === 404) continue;
    const { product } = readBuild(reply);
    return { product, base, most: product === 'VictoriaMetrics' ? MOST_POINTS_VICTORIA : MOST_POINTS };
  }
  // Old ones do not tell what they are; where nothing is at all, the question itself says so.
  return { product: 'Prometheus', base: '', most: MOST_POINTS };
}

export interface Wanted extends Window {
  readonly query: string;
  /** Seconds. */
  readonly step: number;
}

export interface Ranged {
  readonly series: readonly Samples[];
  /** As it came to be. */
  readonly step: number;
  readonly gaps: readonly Gap[];
}

/** 32 parts of a window, and 32 times the step. */
const DEEPEST = 5;
const TOO_LONG =
  /range exceeds|query length|exceeds the limit|too many samples|max(imum)? (query )?(range|length|lookback)|too large/i;
const TOO_DENSE = /maximum resolution|too many points/i;

/** Throws `bad_input` with the server's own words for a query that it cannot read, the source_ faults, and `cancelled`. */
export async function askRange(to: { link: Link; server: Server }, wanted: Wanted, life: CallSignal): Promise<Ranged> {
  const { query, step } = wanted;
  for (let depth = 0; ; depth++) {
    const coarse = step * 2 ** depth;
    try {
      const { value, gaps } = await inParts(to, { query, step: coarse, ...aligned(wanted, coarse) }, { life, depth: 0 });
      return { series: value, step: coarse, gaps };
    } catch (failure) {
      if (!(failure instanceof Refusal)) throw failure;
      if (!TOO_DENSE.test(failure.message) || depth === DEEPEST) throw refused(to.link, failure);
    }
  }
}

export function refused(link: Link, { message }: Refusal): Fault {
  return new Fault('bad_input', { problem: `${link.label} refuses the query: ${message}.` });
}

interface Splitting {
  readonly life: CallSignal;
  readonly depth: number;
}

async function inParts(
  to: { link: Link; server: Server },
  question: RangeQuestion,
  { life, depth }: Splitting,
): Promise<Answer<Samples[]>> {
  try {
    return readSamples(await to.link.ask(rangeRequest(to.server.base, question), life));
  } catch (failure) {
    const parts = halves(question, question.step);
    if (!(failure instanceof Refusal) || TOO_DENSE.test(failure.message)) throw failure;
    if (!TOO_LONG.test(failure.message) || depth === DEEPEST || !parts) throw failure;
    const answers: Answer<Samples[]>[] = [];
    for (const part of parts) answers.push(await inParts(to, { ...question, ...part }, { life, depth: depth + 1 }));
    return { value: joined(answers.map(one => one.value)), gaps: answers.flatMap(one => one.gaps) };
  }
}

/** The same series of consecutive parts as one. */
function joined(parts: readonly (readonly Samples[])[]): Samples[] {
  const whole = new Map<string, Samples>();
  for (const one of parts.flat()) {
    const key = JSON.stringify(Object.entries(one.labels).sort());
    const known = whole.get(key);
    whole.set(key, known ? { ...one, at: [...known.at, ...one.at], values: [...known.values, ...one.values] } : one);
  }
  return [...whole.values()];
}
