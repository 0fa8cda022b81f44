/** Analysis, tests: a little shop of services whose requests, logs and metrics are made up, with a fault where one is asked for. */
import type { Sample, Span, Statement, Telemetry } from '../../../../src/model/incident.ts';
import { ERROR, INFO } from '../../../../src/model/level.ts';

export const MOMENT = 1_000_000;

export interface Faults {
  /** What `stock` logs behind `look`, instead of `found`; null: it throws. */
  readonly stock?: string | null;
  /** `shop` told of errors while all was well with the others. */
  readonly shopFails?: boolean;
  /** Share of a processor that `pay` uses from the moment on. */
  readonly pay?: number;
  /** Milliseconds that each packet of `pay` takes longer. */
  readonly wire?: number;
}

/** Requests go from `shop` to `stock`, then to `pay`, which asks its database. */
export function telemetry(from: number, requests: number, faults: Faults = {}): Telemetry {
  const spans: Span[] = [];
  const statements: Statement[] = [];
  const log = (span: string, at: number, key: string, level = INFO) =>
    statements.push({ span, at, key, level, throws: false, member: 1, line: statements.length + 1 });
  for (let n = 0; n < requests; n++) {
    const at = from + n * 1000;
    const id = (name: string) => `${name}${from}-${n}`;
    const wire = faults.wire ?? 0;
    const add = (name: string, parent: string, [service, operation]: [string, string], [begin, end]: [number, number]) =>
      spans.push({
        trace: id('t'),
        id: id(name),
        parent: parent && id(parent),
        service,
        operation,
        from: at + begin,
        to: at + end,
        member: 0,
        line: spans.length + 1,
      });
    add('shop', '', ['shop', 'buy'], [0, 90 + 2 * wire]);
    add('ask', 'shop', ['shop', 'GET'], [10, 30]);
    add('stock', 'ask', ['stock', 'look'], [12, 28]);
    add('charge', 'shop', ['shop', 'POST'], [40, 70 + 2 * wire]);
    add('pay', 'charge', ['pay', 'charge'], [42 + wire, 68 + 2 * wire]);
    add('db', 'pay', ['pay', 'SELECT account'], [50 + wire, 52 + 2 * wire]);
    log(id('shop'), at + 1, 'asked');
    log(id('stock'), at + 13, 'look');
    const found = faults.stock === undefined ? 'found' : faults.stock;
    if (found) log(id('stock'), at + 20, found);
    const isWell = found === 'found' && !faults.shopFails;
    log(id('shop'), at + 80, isWell ? 'sold' : 'not sold', isWell ? INFO : ERROR);
    log(id('pay'), at + 60 + wire, 'charged');
  }
  return { spans, statements, samples: samples(faults.pay ?? 3) };
}

function samples(pay: number): Sample[] {
  const points = [-3, -2, -1, 1, 2, 3];
  return ['shop', 'stock', 'pay'].flatMap((service, nth) =>
    points.map(minute => ({
      service,
      metric: 'cpu',
      at: MOMENT + minute * 60_000,
      value: service === 'pay' && minute > 0 ? pay : 3 + nth / 10,
      member: 2,
      line: nth * points.length + minute + 4,
    })),
  );
}
