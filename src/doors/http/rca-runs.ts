/** HTTP: analyses of agent runs as jobs: asked for at once, done one after the other, told of while they go on and afterwards. */
import { randomUUID } from 'node:crypto';
import { Fault } from '../../base/fault.ts';
import { type AgentRca, agentRca } from '../../tools/agent-rca.ts';
import type { Engine } from '../../tools/table.ts';
import { type Told, toldFailure } from './failure.ts';
import { COMPLETE, STARTING, type Stage, stageOf } from './rca-stages.ts';

export interface RcaEvent {
  readonly status: 'running' | 'done' | 'failed';
  readonly step: string;
  readonly pct: number;
  readonly message: string;
  readonly updated_at: string;
}

export interface RcaRun {
  readonly rca_run_id: string;
  readonly run_id: string;
  status: 'queued' | RcaEvent['status'];
  step: string | null;
  pct: number;
  message: string | null;
  readonly created_at: string;
  started_at: string | null;
  ended_at: string | null;
  report: AgentRca | null;
  error: Told['body']['error'] | null;
}

interface Job {
  readonly told: RcaRun;
  /** Id by which the tools know the run. */
  readonly investigated: string;
  readonly events: RcaEvent[];
  readonly listeners: Set<() => void>;
}

/** Jobs that are told of after they are over, and those that may wait. */
const KEPT = 500;
const WAITING = 1000;

export interface RcaRuns {
  /** The job under way for the same run, unless it has none. Throws queue_full. */
  start(run: { run_id: string; investigation_run_id: string }): RcaRun;
  /** Throws run_unknown. */
  get(id: string): RcaRun;
  /** What happened from the event with this number on, and then what happens, until the job is over. */
  events(id: string, from: number): AsyncGenerator<{ number: number; event: RcaEvent }>;
  /** Number of the newest event; -1 before the first. */
  last(id: string): number;
  /** Settles once nothing is waiting or under way. */
  idle(): Promise<void>;
}

export function rcaRuns(engine: Engine): RcaRuns {
  const jobs = new Map<string, Job>();
  let working: Promise<void> = Promise.resolve();

  function start({ run_id, investigation_run_id }: { run_id: string; investigation_run_id: string }): RcaRun {
    const open = [...jobs.values()].filter(job => !isOver(job));
    const same = open.find(job => job.told.status === 'queued' && job.told.run_id === run_id);
    if (same) return same.told;
    if (open.length >= WAITING) throw new Fault('queue_full', { waiting: open.length });
    const job = newJob(run_id, investigation_run_id);
    jobs.set(job.told.rca_run_id, job);
    for (const [id, one] of jobs) if (jobs.size > KEPT && isOver(one)) jobs.delete(id);
    working = working.then(() => work(engine, job));
    return job.told;
  }

  function find(id: string): Job {
    const job = jobs.get(id);
    if (!job) throw new Fault('run_unknown', { run: id });
    return job;
  }

  return {
    start,
    get: id => find(id).told,
    events: (id, from) => eventsOf(find(id), from),
    last: id => find(id).events.length - 1,
    idle: () => working,
  };
}

function newJob(run_id: string, investigated: string): Job {
  const told: RcaRun = {
    rca_run_id: randomUUID(),
    run_id,
    status: 'queued',
    step: null,
    pct: 0,
    message: null,
    created_at: new Date().toISOString(),
    started_at: null,
    ended_at: null,
    report: null,
    error: null,
  };
  return { told, investigated, events: [], listeners: new Set() };
}

function isOver({ told }: Job): boolean {
  return told.status === 'done' || told.status === 'failed';
}

/** Never fails: what goes wrong is told. */
async function work(engine: Engine, job: Job): Promise<void> {
  const { told } = job;
  tell(job, 'running', STARTING);
  told.started_at = job.events[0].updated_at;
  try {
    const onProgress = ({ text }: { text?: string }) => {
      const stage = stageOf(text);
      if (stage && stage.pct > told.pct) tell(job, 'running', stage);
    };
    told.report = agentRca(await engine.investigate_run({ inputs: [job.investigated] }, { onProgress }));
    tell(job, 'done', COMPLETE);
  } catch (failure) {
    told.error = toldFailure(failure).body.error;
    tell(job, 'failed', { step: told.step ?? STARTING.step, pct: told.pct }, told.error.message);
  }
}

function tell(job: Job, status: RcaEvent['status'], stage: Stage, message = stage.step): void {
  const updated_at = new Date().toISOString();
  Object.assign(job.told, { status, ...stage, message, ...(status !== 'running' && { ended_at: updated_at }) });
  job.events.push({ status, ...stage, message, updated_at });
  for (const wake of job.listeners) wake();
}

async function* eventsOf(job: Job, from: number): AsyncGenerator<{ number: number; event: RcaEvent }> {
  for (let number = from; ; number++) {
    while (number >= job.events.length) {
      if (isOver(job)) return;
      await news(job);
    }
    yield { number, event: job.events[number] };
  }
}

function news({ listeners }: Job): Promise<void> {
  return new Promise(resolve => {
    const wake = () => {
      listeners.delete(wake);
      resolve();
    };
    listeners.add(wake);
  });
}
