/** Analysis: services whose every conversation has become slow, whoever is at the other end. */
import type { Span, Spot } from '../../../model/incident.ts';
import { median, type Slowed } from './load.ts';

/** Time on the wire between two services, or between a service and its database. */
interface Wait extends Spot {
  readonly service: string;
  readonly peer: string;
  readonly ms: number;
}

const DATABASE =
  /^(?:select|insert|update|delete|upsert|replace|merge|commit|find|aggregate|get|set|hget\w*|hset|mget|del|query|exec)\b(?!.*\/)/i;
/** A database is a peer of one service: it has no span of its own. */
const STORE = 'its database';
/** Milliseconds; waits below are not told apart. */
const RESOLUTION = 1;
const LEAST_WAITS = 3;
/** Waits that doubled with all peers. */
const LEAST_DELAY = 1;

/** `spans` are all of them: a wait is told by two. */
export function delaySteps(now: readonly Span[], passing: readonly Span[]): Slowed[] {
  const before = Map.groupBy(waitsOf(passing), pairOf);
  const found = [...Map.groupBy(waitsOf(now), pairOf)].flatMap(([pair, waits]) => {
    const old = before.get(pair) ?? [];
    if (waits.length < LEAST_WAITS || old.length < LEAST_WAITS) return [];
    const [after, then] = [waits, old].map(all => median(all.map(wait => wait.ms)));
    const bits = Math.log2((Math.max(0, after) + RESOLUTION) / (Math.max(0, then) + RESOLUTION));
    return [{ service: waits[0].service, bits, before: then, after, spot: slowest(waits) }];
  });
  return [...Map.groupBy(found, one => one.service)]
    .map(([service, pairs]) => {
      // One slow peer is the peer's fault; a service whose peers are all slow is slow itself.
      const strength = pairs.reduce((sum, pair) => sum + pair.bits, 0) / pairs.length;
      const { before: then, after, spot } = pairs.reduce((a, b) => (b.bits > a.bits ? b : a));
      return { service, strength, before: then, after, spot };
    })
    .filter(({ strength }) => strength >= LEAST_DELAY);
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
    const { member, line, service } = span;
    const caller = byId.get(span.parent);
    if (caller && caller.service !== service) {
      const ms = lasting(caller) - lasting(span);
      return [
        { service, peer: caller.service, ms, member, line },
        { service: caller.service, peer: service, ms, member: caller.member, line: caller.line },
      ];
    }
    const isStore = !parents.has(span.id) && DATABASE.test(span.operation);
    return isStore ? [{ service, peer: STORE, ms: lasting(span), member, line }] : [];
  });
}

function lasting(span: Span): number {
  return span.to - span.from;
}
