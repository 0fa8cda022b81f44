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
/** What all inflations of one file may come to before the file's own size is asked. */
const FILE_FROM = 4 * RATIO_FROM;
const READ_AHEAD = 1024 ** 2;

export const defaultLimits: Limits = { totalBytes: 64 * GIB, ratio: 1000, members: 100_000, depth: 8, downloadBytes: 8 * GIB };

/** Counts what one walk has done so far; throws Broken `over_limit` for the whole walk. */
export class Budget {
  readonly limits: Limits;
  #inflated = 0;
  #members = 0;
  #file = { path: '', bytes: Infinity };
  #fromFile = 0;

  constructor(limits: Limits) {
    this.limits = limits;
  }

  /** All that is inflated from now on comes from this file on disk. */
  beginFile(path: string, bytes: number): void {
    this.#file = { path, bytes };
    this.#fromFile = 0;
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
    this.#fromFile += bytes;
    if (this.#inflated > this.limits.totalBytes)
      throw new Broken(
        'over_limit',
        '',
        `The archives inflate to more than ${this.limits.totalBytes} bytes (limit totalBytes); the rest was not read`,
      );
    // Archives that are copied to a file of their own start a new gauge: a bomb of many small ones shows only in their sum.
    if (this.#fromFile > FILE_FROM && this.#fromFile > this.limits.ratio * this.#file.bytes)
      throw new Broken('over_limit', this.#file.path, beyondRatio(this.limits.ratio));
  }
}

/** Measures one inflation, also against the bytes on disk it comes from: a bomb may hide its ratio in many layers. */
export class Gauge {
  readonly #budget: Budget;
  readonly #archive: string;
  readonly #around: Gauge | null;
  readonly #diskBefore: number;
  #inflated = 0;
  #packed = 0;

  constructor(budget: Budget, archive: string, around: Gauge | null) {
    this.#budget = budget;
    this.#archive = archive;
    this.#around = around;
    this.#diskBefore = around?.disk() ?? 0;
  }

  /** Packed bytes that the outermost inflation has used so far. */
  disk(): number {
    return this.#around?.disk() ?? this.#packed;
  }

  /** The same bytes, measured; `packed` says how many have gone in since the beginning, `pause` lets other work in after each chunk. */
  async *measure(
    bytes: AsyncIterable<Uint8Array>,
    packed: () => number,
    pause: () => Promise<void> | undefined,
  ): AsyncGenerator<Uint8Array> {
    for await (const chunk of bytes) {
      this.add(chunk.length, packed());
      await pause();
      yield chunk;
    }
  }

  /** `inflated` bytes have come out since the last call; `packed` have gone in since the beginning. */
  add(inflated: number, packed: number): void {
    this.#inflated += inflated;
    this.#packed = packed;
    this.#budget.addInflated(inflated);
    if (this.#inflated <= RATIO_FROM) return;
    const { ratio } = this.#budget.limits;
    // The layers around are read ahead, by up to READ_AHEAD bytes: for them the ratio is only known so far.
    const onDisk = this.#around ? this.disk() - this.#diskBefore + READ_AHEAD : packed;
    if (this.#inflated <= ratio * Math.min(packed, onDisk)) return;
    throw new Broken('over_limit', this.#archive, beyondRatio(ratio));
  }
}

function beyondRatio(ratio: number): string {
  return `inflates to more than ${ratio} times its size (limit ratio = ${ratio}); the rest was not read`;
}
