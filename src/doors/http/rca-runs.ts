/** HTTP: analyses of agent runs as jobs: asked for at once, done one after the other, told of while they go on and afterwards, by whatever server of the home. */
import { Fault } from '../../base/fault.ts';
import type { RcaEvent, RcaJob, RcaJobError, RcaJobState } from '../../model/rca-job.ts';
import { agentRca } from '../../tools/agent-rca.ts';
import { type QueueOptions, RcaQueue } from './rca-queue.ts';
import type { Served } from './server.ts';

/** What another process notes is looked for this often while somebody listens. */
const LISTEN_MS = 500;

export interface RcaRun {
  readonly rca_run_id: string;
  readonly run_id: string;
  readonly status: RcaJobState;
  readonly step: string | null;
  readonly pct: number;
  readonly message: string | null;
  readonly created_at: string;
  readonly started_at: string | null;
  readonly ended_at: string | null;
  /** An AgentRca. */
  readonly report: unknown;
  readonly error: RcaJobError | null;
}

export class RcaRuns {
  readonly #engine: Served['engine'];
  readonly #queue: RcaQueue;
  readonly #listeners = new Map<string, Set<() => void>>();
  #closed = false;

  constructor(engine: Served['engine'], options: QueueOptions) {
    this.#engine = engine;
    this.#queue = new RcaQueue(
      engine.own,
      {
        kind: 'agent_rca',
        investigate: async ({ investigated }, life) => agentRca(await engine.investigate_run({ inputs: [investigated] }, life)),
        onNews: id => this.#wake(id),
      },
      options,
    );
  }

  /** There may be jobs of before. */
  look(): void {
    this.#queue.look();
  }

  /** The id of the job: one that waits for the same run, or a new one. Throws queue_full. */
  async start({ run_id, investigation_run_id }: { run_id: string; investigation_run_id: string }): Promise<string> {
    const about = { run_id, investigated: investigation_run_id };
    const jobsAsked = [{ key: run_id, about }];
    const { jobs } = await this.#engine.own.queue_rca_jobs({ kind: 'agent_rca', at: Date.now(), jobs: jobsAsked });
    this.#queue.look();
    return jobs[0].job_id;
  }

  /** Throws run_unknown. */
  async get(id: string): Promise<RcaRun> {
    const job = await this.#engine.own.get_rca_job({ job_id: id });
    if (job.kind !== 'agent_rca') throw new Fault('run_unknown', { run: id });
    return toldOf(job);
  }

  /** Whether nothing follows the event with this number. Throws run_unknown. */
  async hasTold(id: string, number: number): Promise<boolean> {
    const { events, over } = await this.#engine.own.hear_rca_job({ job_id: id, from: number + 1 });
    return over && events.length === 0;
  }

  /** What happened from the event with this number on, and then what happens, until the job or this server is over. */
  async *events(id: string, from: number): AsyncGenerator<{ number: number; event: RcaEvent }> {
    for (let number = from; ; ) {
      const news = this.#news(id);
      try {
        const { events, over } = await this.#engine.own.hear_rca_job({ job_id: id, from: number });
        for (const event of events) yield { number: number++, event };
        if (over || this.#closed) return;
        await news.heard;
      } finally {
        news.drop();
      }
    }
  }

  async close(): Promise<void> {
    await this.#queue.close();
    this.#closed = true;
    for (const id of [...this.#listeners.keys()]) this.#wake(id);
  }

  #wake(id: string): void {
    for (const wake of [...(this.#listeners.get(id) ?? [])]) wake();
  }

  /** Settles at the next word of the job, or when it is time to look. */
  #news(id: string): { heard: Promise<void>; drop(): void } {
    const { promise: heard, resolve } = Promise.withResolvers<void>();
    const mine = this.#listeners.get(id) ?? new Set();
    this.#listeners.set(id, mine.add(resolve));
    const timer = setTimeout(resolve, LISTEN_MS);
    const drop = () => {
      clearTimeout(timer);
      mine.delete(resolve);
      if (mine.size === 0 && this.#listeners.get(id) === mine) this.#listeners.delete(id);
    };
    return { heard, drop };
  }
}

function toldOf({ job_id, about, state, events, report, error, ...job }: RcaJob): RcaRun {
  const { step = null, pct = 0, message = null } = events.at(-1) ?? {};
  return {
    rca_run_id: job_id,
    run_id: about.run_id,
    status: state,
    ...{ step, pct, message },
    created_at: new Date(job.asked_at).toISOString(),
    started_at: timeOf(job.started_at),
    ended_at: timeOf(job.ended_at),
    report,
    error,
  };
}

function timeOf(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
