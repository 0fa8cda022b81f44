/** Sample: seeded chance, so that every run of the maker writes the same bytes. */

export interface Dice {
  /** In [0, 1). */
  next(): number;
  /** Whole number from `low` to `high`, both inclusive. */
  int(low: number, high: number): number;
  /** Small values often, large ones seldom: exponential with this mean. */
  wait(mean: number): number;
  pick<T>(list: readonly T[]): T;
  chance(share: number): boolean;
  hex(digits: number): string;
  uuid(): string;
}

/** sfc32 (Chris Doty-Humphrey, PractRand), seeded from a word. */
export function makeDice(seed: string): Dice {
  let [a, b, c, counter] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 1];
  const next = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return (sum >>> 0) / 2 ** 32;
  };
  for (const letter of seed) {
    a ^= letter.charCodeAt(0);
    for (let turn = 0; turn < 16; turn++) next();
  }
  return dress(next);
}

function dress(next: () => number): Dice {
  const int = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  const hex = (digits: number) => Array.from({ length: digits }, () => int(0, 15).toString(16)).join('');
  return {
    next,
    int,
    hex,
    wait: mean => -Math.log(1 - next()) * mean,
    pick: list => list[int(0, list.length - 1)],
    chance: share => next() < share,
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${'89ab'[int(0, 3)]}${hex(3)}-${hex(12)}`,
  };
}
