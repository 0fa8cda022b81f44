/** Golden: a log being written: lines in order of time, with seeded noise between them. */

/** Numbers that are the same in every run (Mulberry32). */
export interface Dice {
  /** A whole number from `least` to `most`, both inclusive. */
  int(least: number, most: number): number;
  pick<T>(all: readonly T[]): T;
  chance(share: number): boolean;
  hex(digits: number): string;
  uuid(): string;
}

export function makeDice(seed: number): Dice {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const int = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  const hex = (digits: number): string => Array.from({ length: digits }, () => int(0, 15).toString(16)).join('');
  return {
    int,
    hex,
    pick: all => all[int(0, all.length - 1)],
    chance: share => next() < share,
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`,
  };
}

export interface Book {
  /** A record, perhaps of several lines, at a moment in ms UTC. */
  add(at: number, text: string): void;
  /** Records at random moments, `every` ms apart on average. */
  noise(span: { from: number; to: number; every: number }, say: (at: number) => string): void;
  text(): string;
}

export function makeBook(dice: Dice): Book {
  const records: { at: number; text: string }[] = [];
  const add = (at: number, text: string): void => {
    records.push({ at, text });
  };
  return {
    add,
    noise({ from, to, every }, say) {
      for (let at = from + dice.int(1, every); at < to; at += dice.int(1, 2 * every - 1)) add(at, say(at));
    },
    text: () =>
      records
        .toSorted((a, b) => a.at - b.at)
        .map(record => `${record.text}\n`)
        .join(''),
  };
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `2026-05-26T11:12:03.412`. */
export function iso(at: number): string {
  return new Date(at).toISOString().slice(0, 23);
}

/** `2026-05-26 11:12:03.412`, or with the comma of Python's logging. */
export function spaced(at: number, mark: '.' | ',' = '.'): string {
  return iso(at).replace('T', ' ').replace('.', mark);
}

/** `May 26 11:12:03`. */
export function syslog(at: number): string {
  const date = new Date(at);
  return `${MONTHS[date.getUTCMonth()]} ${String(date.getUTCDate()).padStart(2)} ${iso(at).slice(11, 19)}`;
}

/** `0526 11:12:03.412000`. */
export function klog(at: number): string {
  return `${iso(at).slice(5, 7)}${iso(at).slice(8, 10)} ${iso(at).slice(11)}000`;
}
