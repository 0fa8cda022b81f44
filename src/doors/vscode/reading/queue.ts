/** The editor: what is being read and investigated: one reading per set of inputs, so many at once, remembered until they are over. */
import { Fault } from '../../../base/fault.ts';
import type { Life, Progress } from '../../../base/progress.ts';
import type { Memory } from '../runs/looked.ts';
import { paceOf } from './rate.ts';

/** What a person asked for: logs of one run, to be investigated or (passing ones) only read. */
export interface Wish {
  readonly inputs: readonly string[];
  readonly against?: readonly string[];
  readonly passing?: boolean;
  /** What to call it while it is read. */
  readonly title: string;
}

export interface Reading {
  readonly kind: 'reading';
  readonly key: string;
  readonly wish: Wish;
  /** Taken up again after the window was closed on it. */
  readonly resumed: boolean;
  readonly state: 'waiting' | 'running';
  readonly progress: Progress | null;
  /** Lines per second. */
  readonly pace: number | null;
}

export interface Readings {
  /** The run's id once it is read; whoever wishes for what is under way waits for that. Throws what the engine throws, and `cancelled`. */
  begin(wish: Wish, resumed?: boolean): Promise<string>;
  cancel(key: string): void;
  list(): readonly Reading[];
  /** Returns how to hear no more. */
  onChange(hear: () => void): () => void;
  /** Wishes of a window that was closed before they were fulfilled. */
  unfinished(): readonly Wish[];
  /** From now on nothing is forgotten: what ends, ends because the window is closed. */
  suspend(): void;
}

/** Reads one wish and returns the run's id. */
export type Read = (wish: Wish, life: Required<Pick<Life, 'onProgress'>> & { signal: AbortSignal }) => Promise<string>;

export interface QueueParts {
  readonly read: Read;
  readonly memory: Memory;
  /** How many are read at once. */
  readonly parallel: () => Promise<number>;
  readonly now: () => number;
}

const KEY = 'investigator.unfinished';

interface Entry {
  reading: Reading;
  readonly life: AbortController;
  readonly over: Promise<string>;
  start: () => void;
}

export function readingQueue({ read, memory, parallel, now }: QueueParts): Readings {
  const entries = new Map<string, Entry>();
  const ears = new Set<() => void>();
  let suspended = false;
  const left = memory.get<Wish[]>(KEY) ?? [];

  const changed = () => ears.forEach(hear => void hear());
  const remember = () => {
    const wishes = [...entries.values()].map(entry => entry.reading.wish);
    if (!suspended) void memory.update(KEY, wishes.filter(isSafeToKeep));
  };

  function begin(wish: Wish, resumed = false): Promise<string> {
    const key = keyOf(wish);
    const known = entries.get(key);
    if (known) return known.over;
    const life = new AbortController();
    const turn = Promise.withResolvers<void>();
    const over = fulfil(key, { wish, turn: turn.promise, life });
    const reading: Reading = { kind: 'reading', key, wish, resumed, state: 'waiting', progress: null, pace: null };
    entries.set(key, { reading, life, over, start: turn.resolve });
    life.signal.addEventListener('abort', () => turn.reject(life.signal.reason), { once: true });
    remember();
    changed();
    void next();
    return over;
  }

  async function fulfil(key: string, what: { wish: Wish; turn: Promise<void>; life: AbortController }): Promise<string> {
    try {
      await what.turn;
      const pace = paceOf(now);
      const onProgress = (progress: Progress) =>
        update(key, { progress, ...(progress.lines !== undefined && { pace: pace(progress.lines) }) });
      return await read(what.wish, { signal: what.life.signal, onProgress });
    } catch (failure) {
      // A window that closes ends its engine: that is no news to anybody.
      throw suspended ? new Fault('cancelled') : failure;
    } finally {
      if (!suspended) entries.delete(key);
      remember();
      changed();
      void next();
    }
  }

  function update(key: string, news: Partial<Reading>): void {
    const entry = entries.get(key);
    if (!entry) return;
    entry.reading = { ...entry.reading, ...news };
    changed();
  }

  /** Lets as many run as may. */
  async function next(): Promise<void> {
    const most = await parallel();
    const all = [...entries.values()];
    const free = most - all.filter(entry => entry.reading.state === 'running').length;
    for (const entry of all.filter(one => one.reading.state === 'waiting').slice(0, Math.max(0, free))) {
      update(entry.reading.key, { state: 'running' });
      entry.start();
    }
  }

  return {
    begin,
    cancel: key => entries.get(key)?.life.abort(new Fault('cancelled')),
    list: () => [...entries.values()].map(entry => entry.reading),
    onChange: hear => {
      ears.add(hear);
      return () => void ears.delete(hear);
    },
    unfinished: () => left,
    suspend: () => {
      suspended = true;
    },
  };
}

/** An address may carry a key in its query or a password; such a one is not written down. */
function isSafeToKeep(wish: Wish): boolean {
  return wish.inputs.every(input => !/^https?:.*[?@#]/i.test(input));
}

/** The same inputs in another order are the same. */
function keyOf(wish: Wish): string {
  return [...wish.inputs].sort().join('\n') + (wish.passing ? '\npassing' : '');
}
