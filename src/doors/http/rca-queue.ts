/** HTTP: works off the RCA jobs of one kind, one after the other, as the notebook has them; at the end the one under way is finished in time or given back. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Fault } from '../../base/fault.ts';
import type { Own } from '../../tools/own.ts';
import { toldFailure } from './failure.ts';
import { type RcaWork, workOn } from './rca-work.ts';
import type { Note } from './request-log.ts';

/** How long a job under way may go on after the server was told to end, and how long giving it back may take. */
const GRACE_MS = 5000;
const GIVE_BACK_MS = 1000;
/** How often it is looked for what other processes left: two small reads, since somebody may be listening to it. */
const LOOK_MS = 1000;
/** The end of a job that could not be noted is noted again after this: the disk was full, or somebody had the notebook locked. */
const AGAIN_MS = 2000;

export interface QueueOptions {
  readonly note: Note;
  readonly graceMs?: number;
}

export class RcaQueue {
  readonly #own: Own;
  readonly #work: RcaWork;
  readonly #options: QueueOptions;
  readonly #life = new AbortController();
  #closing = false;
  #missed = false;
  #working: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(own: Own, work: RcaWork, options: QueueOptions) {
    this.#own = own;
    this.#work = work;
    this.#options = options;
  }

  /** There may be something to do; from now on it is looked for by itself too. */
  look(): void {
    if (this.#closing) return;
    this.#timer ??= setInterval(() => this.look(), LOOK_MS).unref();
    if (this.#working) this.#missed = true;
    else
      this.#working = this.#workOff().finally(() => {
        this.#working = null;
      });
  }

  /** Settles once nothing is under way. */
  async idle(): Promise<void> {
    await this.#working;
  }

  /** Takes nothing more. What is under way is finished, or given back after some seconds; what waits is left to whoever comes next. */
  async close(): Promise<void> {
    this.#closing = true;
    if (!this.#timer) return;
    clearInterval(this.#timer);
    const { graceMs = GRACE_MS } = this.#options;
    const late = setTimeout(() => this.#life.abort(new Fault('cancelled')), graceMs);
    await within(graceMs + GIVE_BACK_MS, this.idle());
    clearTimeout(late);
    await within(
      GIVE_BACK_MS,
      this.#noted(() => this.#own.leave_rca_jobs({ kind: this.#work.kind })),
    );
  }

  async #workOff(): Promise<void> {
    do this.#missed = false;
    while (((await this.#noted(() => this.#one())) || this.#missed) && !this.#closing);
  }

  /** False when there was nothing to do. */
  async #one(): Promise<boolean> {
    const { job } = await this.#own.take_rca_job({ kind: this.#work.kind });
    if (job === null) return false;
    await workOn(job, this.#work, {
      own: this.#own,
      signal: this.#life.signal,
      noted: act => this.#noted(act),
      settled: act => this.#settled(act),
    });
    return true;
  }

  async #noted<T>(act: () => Promise<T>): Promise<T | null> {
    try {
      return await act();
    } catch (failure) {
      const { code } = toldFailure(failure).body.error;
      const stack = code === 'bug' && failure instanceof Error ? failure.stack : undefined;
      this.#options.note('error', { message: 'job not noted', code, stack });
      return null;
    }
  }

  async #settled(act: () => Promise<unknown>): Promise<void> {
    while ((await this.#noted(act)) === null && !this.#closing) await sleep(AGAIN_MS, undefined, { ref: false });
  }
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  const life = new AbortController();
  await Promise.race([work, sleep(ms, undefined, { signal: life.signal }).catch(() => undefined)]);
  life.abort();
}
