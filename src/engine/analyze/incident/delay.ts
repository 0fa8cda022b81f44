/** Analysis: services whose every conversation has become slow, whoever is at the other end. */
import type { Span, Spot } from '../../../model/incident.ts';
import { median, type Slowed } from './load.ts';
import { PASSED_OVER, trust } from './shifts.ts';

/** Time on the wire between two services, or between a service and its database. */
interface Wait extends Spot {
  readonly service: string;
  readonly peer: string;
  readonly at: number;
  readonly ms: number;
}

const DATABASE =
  /^(?:select|insert|update|delete|upsert|replace|merge|commit|find|aggregate|get|set|hget\w*|hset|mget|del|query|exec)\b(?!.*\/)/i;
/** A database is a peer of one service: it has no span of its own. */
const STORE = 'its database';
/** Milliseconds; waits below are not told apart. */
const RESOLUTION = 1;
const LEAST_WAITS = 3;
/** Less is what waits vary by themselves. */
const LEAST_DELAY = 0.5;

/** What a service's waits with one peer grew by. */
interface Growth extends Slowed {
  readonly pair: string;
}

/** A wait is told by two spans: both must be among those given. */
export function delaySteps(now: readonly Span[], passing: readonly Span[]): Slowed[] {
  const before = Map.groupBy(waitsOf(passing), pairOf);
  const waits = waitsOf(now).sort((a, b) => a.at - b.at);
  const whole = growthsOf(waits, before);
  const most = new Map<string, Slowed>();
  for (const share of PASSED_OVER) {
    const late = growthsOf(waits.slice(Math.floor(share * waits.length)), before);
    // Peers that were hardly met since are judged by the whole time.
    for (const delay of servicesOf([...new Map([...whole, ...late].map(one => [one.pair, one])).values()])) {
      if (delay.strength > (most.get(delay.service)?.strength ?? 0)) most.set(delay.service, delay);
    }
  }
  return [...most.values()].filter(({ strength }) => strength >= LEAST_DELAY);
}

function growthsOf(now: readonly Wait[], passing: ReadonlyMap<string, readonly Wait[]>): Growth[] {
  return [...Map.groupBy(now, pairOf)].flatMap(([pair, waits]) => {
    const old = passing.get(pair) ?? [];
    if (waits.length < LEAST_WAITS || old.length < LEAST_WAITS) return [];
    const [after, before] = [waits, old].map(all => median(all.map(wait => wait.ms)));
    const grown = Math.log2((Math.max(0, after) + RESOLUTION) / (Math.max(0, before) + RESOLUTION));
    const strength = grown * trust(waits.length, old.length);
    return [{ pair, service: waits[0].service, strength, before, after, spot: slowest(waits) }];
  });
}

/** One slow peer is the peer's fault; a service whose peers are all slow is slow itself. */
function servicesOf(growths: readonly Growth[]): Slowed[] {
  return [...Map.groupBy(growths, one => one.service)].map(([service, peers]) => {
    const strength = peers.reduce((sum, peer) => sum + peer.strength, 0) / peers.length;
    const { before, after, spot } = peers.reduce((a, b) => (b.strength > a.strength ? b : a));
    return { service, strength, before, after, spot };
  });
}

function pairOf({ service, peer }: Wait): string {
  return `${service}\n${peer}`;
}

function slowest(waits: readonly Wait[]): Wait {
  return waits.reduce((a, b) => (b.ms > a.ms ? b : a));
}

/** Each wait counts for both ends. */
function waitsOf(spans: readonly Span[]): Wait[] {
  const byId = new Map(spans.map(span => [span.id, span]));
  const parents = new Set(spans.map(span => span.parent));
  return spans.flatMap(span => {
    const { member, line, service, from: at } = span;
    const caller = byId.get(span.parent);
    if (caller && caller.service !== service) {
      const ms = lasting(caller) - lasting(span);
      return [
        { service, peer: caller.service, at, ms, member, line },
        { service: caller.service, peer: service, at, ms, member: caller.member, line: caller.line },
      ];
    }
    const isStore = !parents.has(span.id) && DATABASE.test(span.operation);
    return isStore ? [{ service, peer: STORE, at, ms: lasting(span), member, line }] : [];
  });
}

function lasting(span: Span): number {
  return span.to - span.from;
}
