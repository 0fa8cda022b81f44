/** The sources: the time under which a line is sent: its own where the server takes it, else that of the sending; two of a stream never share one. */
import { isoOf } from './log-address.ts';

const NS = 1_000_000n;

export interface SentTime {
  readonly ns: bigint;
  /** Its own time as a text, where it was sent under another. */
  readonly time: string | null;
}

export class Times {
  /** Whether lines are sent under the time of the sending from now on. */
  areOurs = false;
  readonly #behind: number | null;
  readonly #begun = Date.now();
  #nth = 0n;
  /** Per member: the time of the line before, and the newest one; milliseconds UTC. */
  readonly #last = new Map<string, number>();
  readonly #newest = new Map<string, number>();

  /** `behind`: milliseconds by which an entry may be behind the newest of its stream. */
  constructor(behind: number | null) {
    this.#behind = behind;
  }

  useOurs(): void {
    this.areOurs = true;
  }

  /** Lines before the first one with a time have the time of that. */
  begin(member: string, at: number | null): void {
    if (at !== null && !this.#last.has(member)) this.#last.set(member, at);
  }

  /** A line without a time has that of the line before it; one of the future that of the sending, since servers take none. */
  next(member: string, at: number | null): SentTime {
    const own = at ?? this.#last.get(member) ?? this.#begun;
    if (at !== null) this.#last.set(member, at);
    const taken = own > this.#begun || own <= 0 ? this.#begun : own;
    const ms = this.areOurs ? this.#begun : this.#notBehind(member, taken);
    const nth = this.#nth++;
    // Lines of a millisecond stay in order, and apart: Loki takes two of one time and text for one.
    const ns = this.areOurs ? BigInt(this.#begun) * NS + nth : BigInt(Math.floor(ms)) * NS + (nth % NS);
    return { ns, time: at !== null && Math.floor(ms) !== Math.floor(at) ? isoOf(BigInt(Math.floor(at)) * NS) : null };
  }

  #notBehind(member: string, own: number): number {
    if (this.#behind === null) return own;
    const newest = Math.max(own, this.#newest.get(member) ?? own);
    this.#newest.set(member, newest);
    return Math.max(own, newest - this.#behind);
  }
}
