/** The reader: how much an input may make us do, and the counters that hold it to that. */
import { Broken } from './broken.ts';

export interface Limits {
  /** Bytes inflated from all archives of one input together. */
  readonly totalBytes: number;
  /** Inflated bytes per packed byte; checked only above RATIO_FROM inflated bytes, since short runs of one letter pack very well. */
  readonly ratio: number;
  /** Files looked at in one input, inside archives and out. */
  readonly members: number;
  /** How deep archives may be nested; a compressed tar counts once. */
  readonly depth: number;
  /** Bytes of one download, and of one archive copied to a temporary file. */
  readonly downloadBytes: number;
}

const GIB = 1024 ** 3;
const RATIO_FROM = 64 * 1024 ** 2;

export const defaultLimits: Limits = { totalBytes: 64 * GIB, ratio: 1000, members: 100_000, depth: 8, downloadBytes: 8 * GIB };

/** Counts what one walk has done so far; throws Broken `over_limit` for the whole walk. */
export class Budget {
  readonly limits: Limits;
  #inflated = 0;
  #members = 0;

  constructor(limits: Limits) {
    this.limits = limits;
  }

  addMember(): void {
    if (++this.#members <= this.limits.members) return;
    throw new Broken(
      'over_limit',
      '',
      `There are more than ${this.limits.members} files (limit members = ${this.limits.members}); the rest was not read`,
    );
  }

  addInflated(bytes: number): void {
    this.#inflated += bytes;
    if (this.#inflated <= this.limits.totalBytes) return;
    throw new Broken(
      'over_limit',
      '',
      `The archives inflate to more than ${this.limits.totalBytes} bytes (limit totalBytes); the rest was not read`,
    );
  }
}

/** Measures one inflation, together with those around it: a bomb may hide its ratio in many layers. */
export class Gauge {
  readonly #budget: Budget;
  readonly #archive: string;
  readonly #around: Gauge | null;
  #inflated = 0;
  #packed = 1;

  constructor(budget: Budget, archive: string, around: Gauge | null) {
    this.#budget = budget;
    this.#archive = archive;
    this.#around = around;
  }

  ratio(): number {
    return (this.#inflated / this.#packed) * (this.#around?.ratio() ?? 1);
  }

  /** `packed` is the sum so far, `inflated` what has come out since the last call. */
  add(inflated: number, packed: number): void {
    this.#inflated += inflated;
    this.#packed = Math.max(packed, 1);
    this.#budget.addInflated(inflated);
    const { ratio } = this.#budget.limits;
    if (this.#inflated <= RATIO_FROM || this.ratio() <= ratio) return;
    throw new Broken(
      'over_limit',
      this.#archive,
      `inflates to more than ${ratio} times its size (limit ratio = ${ratio}); the rest was not read`,
    );
  }
}
