/** Benchmark: writes log lines as a busy test run prints them; the same arguments always give the same bytes. */
import { closeSync, openSync, writeSync } from 'node:fs';

/** Draws as Mulberry32 does (public domain, Tommy Ettinger): 32 bits of state are enough for a load. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** A whole number from 0 to below `sides`. */
  roll(sides: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * sides);
  }

  pick<T>(items: readonly T[]): T {
    return items[this.roll(items.length)];
  }

  hex(digits: number): string {
    let text = '';
    while (text.length < digits) text += this.roll(0x10000).toString(16).padStart(4, '0');
    return text.slice(0, digits);
  }
}

const hosts = ['alpha-1', 'alpha-2', 'beta-1', 'beta-2', 'gamma-1', 'gamma-2'];
const services = ['runner', 'catalog', 'ledger', 'depot', 'gate', 'courier', 'clock', 'vault'];
const verbs = [
  'sign_in',
  'place_order',
  'pay_bill',
  'return_item',
  'count_stock',
  'send_report',
  'roll_key',
  'drain_node',
  'save',
  'load',
];
const topics = [
  'order.placed',
  'order.returned',
  'bill.paid',
  'stock.counted',
  'key.rolled',
  'node.up',
  'node.down',
  'save.done',
];

type Say = (dice: Dice) => string;

const address: Say = dice => `10.${dice.roll(4)}.${dice.roll(256)}.${1 + dice.roll(254)}`;
const millis = (dice: Dice, mean: number) => Math.round((mean * (1 + dice.roll(100)) * (1 + dice.roll(100))) / 2500);

/** Weight, level, and what the line says. */
const sayings: readonly (readonly [weight: number, level: string, say: Say])[] = [
  [120, 'INFO', dice => `step ${dice.pick(verbs)} begins part=${1 + dice.roll(12)} try=1 on=${dice.pick(hosts)}`],
  [115, 'INFO', dice => `step ${dice.pick(verbs)} ends part=${1 + dice.roll(12)} state=ok took_ms=${millis(dice, 120)}`],
  [90, 'INFO', dice => `saw event ${dice.pick(topics)} after ${millis(dice, 80)}ms (limit 5000ms)`],
  [60, 'DEBUG', dice => `asked ${dice.pick(services)} how it is: 200 OK in ${millis(dice, 6)}ms`],
  [
    100,
    'INFO',
    dice =>
      `${dice.pick(['GET', 'PUT', 'POST'])} /v2/items/${100000 + dice.roll(900000)} 200 ${millis(dice, 25)}ms size=${200 + dice.roll(8000)} from=${address(dice)}`,
  ],
  [
    40,
    'INFO',
    dice =>
      `sent event ${dice.pick(topics)} key=it-${100000 + dice.roll(900000)} lane=${dice.roll(12)} position=${dice.roll(9000000)}`,
  ],
  [60, 'DEBUG', dice => `query items_by_owner gave ${dice.roll(200)} rows in ${millis(dice, 4)}ms by index`],
  [
    50,
    'INFO',
    dice =>
      `bill b-${10000 + dice.roll(90000)} settled sum=${1 + dice.roll(900)}.${10 + dice.roll(90)} EUR through ${dice.pick(['north', 'south', 'west'])}`,
  ],
  [
    50,
    'INFO',
    dice =>
      `user u${dice.roll(5000)} let in by ${dice.pick(['password', 'token', 'key'])} from ${address(dice)} session=${dice.hex(16)}`,
  ],
  [30, 'DEBUG', dice => `new token for client c-${dice.roll(60)} valid ${300 + dice.roll(3300)}s`],
  [60, 'DEBUG', dice => `beat term=${4 + dice.roll(3)} index=${1000000 + dice.roll(900000)} peers=3 behind=${dice.roll(5)}`],
  [
    40,
    'INFO',
    dice =>
      `merged level ${dice.roll(4)}: ${2 + dice.roll(10)} files, ${dice.roll(512)}MiB to ${dice.roll(400)}MiB in ${millis(dice, 400)}ms`,
  ],
  [18, 'WARN', dice => `slow request /v2/${dice.pick(['items', 'bills', 'stock'])} took ${1000 + millis(dice, 900)}ms`],
  [
    12,
    'WARN',
    dice => `call to ${dice.pick(services)} failed with timeout after ${500 + dice.roll(2500)}ms, retry ${1 + dice.roll(3)}/3`,
  ],
  [
    7,
    'ERROR',
    dice =>
      `connection reset by ${dice.pick(['peer', 'proxy'])} after ${10 + dice.roll(4000)}ms at ${address(dice)}:${1024 + dice.roll(60000)}`,
  ],
  [
    4,
    'ERROR',
    dice =>
      `POST /v2/items/${100000 + dice.roll(900000)} 502 ${millis(dice, 2000)}ms upstream=${dice.pick(services)} error="bad gateway"`,
  ],
  [
    1,
    'ERROR',
    dice =>
      `unhandled CardDeclinedException: code=${dice.pick(['51', '05', '91'])} at ledger.Charge(${dice.pick(['charge.go', 'retry.go'])}:${20 + dice.roll(300)})`,
  ],
];
const rare = 'QuorumLostException: 1 of 3 voters answered at vault.Propose(propose.go:218)';

/** Lines that hold the rare word. */
export const RARE_LINES = 60;

/** Writes `lines` lines over four hours of log time to the file and returns its size in bytes. */
export function writeLoad(path: string, lines: number, seed = 7): number {
  const dice = new Dice(seed);
  const bag = sayings.flatMap(([weight], i) => new Array<number>(weight).fill(i));
  const begin = Date.UTC(2026, 4, 1, 8);
  const rareEvery = Math.max(1, Math.floor(lines / RARE_LINES));
  const fd = openSync(path, 'w');
  let bytes = 0;
  let batch: string[] = [];
  const traces = Array.from({ length: 40 }, () => dice.hex(16));
  const numbers = new Uint32Array(40);
  for (let i = 0; i < lines; i++) {
    const [, level, say] = sayings[dice.pick(bag)];
    const at = new Date(begin + Math.floor((i * 14_400_000) / lines)).toISOString();
    const isRare = i % rareEvery === rareEvery - 1;
    // Four jobs run at a time.
    const job = Math.min(39, Math.floor((i * 10) / lines) * 4 + dice.roll(4));
    if (dice.roll(8) === 0) traces[job] = dice.hex(16);
    const who = `${dice.pick(hosts)} ${dice.pick(services)}[job-${String(job).padStart(4, '0')}]`;
    const head = `${at} ${(isRare ? 'ERROR' : level).padEnd(5)} ${who} ${dice.pick(verbs)} n=${++numbers[job]} trace=${traces[job]}:`;
    batch.push(`${head} ${isRare ? rare : say(dice)}\n`);
    if (batch.length < 20_000 && i < lines - 1) continue;
    bytes += writeSync(fd, batch.join(''));
    batch = [];
  }
  closeSync(fd);
  return bytes;
}
