/** HTTP: one RCA job from its taking to its end: its stages are noted as the engine tells them, and what it came to. */
import { Fault } from '../../base/fault.ts';
import type { Life } from '../../base/progress.ts';
import type { RcaHold, RcaJob, RcaJobKind, RcaStage } from '../../model/rca-job.ts';
import type { Own } from '../../tools/own.ts';
import { toldFailure } from './failure.ts';
import { COMPLETE, STARTING, type Stage, stageOf } from './rca-stages.ts';

export interface RcaWork {
  readonly kind: RcaJobKind;
  /** What is to be kept of it. */
  investigate(about: RcaJob['about'], life: Required<Life>): Promise<unknown>;
  onDone?(about: RcaJob['about']): void;
  onFailed?(failure: unknown): void;
  /** Something of the job was noted. */
  onNews?(jobId: string): void;
}

export interface RcaNotes {
  readonly own: Own;
  readonly signal: AbortSignal;
  /** Tries once; the answer is null where it failed. */
  noted<T>(act: () => Promise<T>): Promise<T | null>;
  /** Tries until it is noted, or the server ends. */
  settled(act: () => Promise<unknown>): Promise<void>;
}

/** Never fails: what goes wrong is told. A job that was begun before goes on in its stages where it was. */
export async function workOn(job: RcaJob & RcaHold, work: RcaWork, notes: RcaNotes): Promise<void> {
  const { own, signal } = notes;
  const hold: RcaHold = { job_id: job.job_id, taken: job.taken };
  const stages = stagesOf(job, stage =>
    notes.noted(() => own.tell_rca_job({ ...hold, stage })).then(() => work.onNews?.(job.job_id)),
  );
  try {
    stages.tell(STARTING);
    const report = await work.investigate(job.about, { signal, onProgress: ({ text }) => stages.tell(stageOf(text)) });
    await stages.told();
    await notes.settled(() => own.end_rca_job({ ...hold, state: 'done', stage: said(COMPLETE), report, error: null }));
    work.onDone?.(job.about);
  } catch (failure) {
    await stages.told();
    const died = failure instanceof Fault && failure.code === 'engine_gone';
    if (died || signal.aborted) return await notes.settled(() => own.release_rca_job({ ...hold, died }));
    const { error } = toldFailure(failure).body;
    const stage = { ...said(stages.last()), message: error.message };
    await notes.settled(() => own.end_rca_job({ ...hold, state: 'failed', stage, report: null, error }));
    work.onFailed?.(failure);
  } finally {
    work.onNews?.(job.job_id);
  }
}

interface Stages {
  /** Only what lies ahead is told. */
  tell(stage: Stage | null): void;
  last(): Pick<RcaStage, 'step' | 'pct'>;
  /** Settles once all of it is noted. */
  told(): Promise<void>;
}

function stagesOf(job: RcaJob, note: (stage: RcaStage) => Promise<void>): Stages {
  let last: Pick<RcaStage, 'step' | 'pct'> = job.events.at(-1) ?? { step: null, pct: 0 };
  let telling: Promise<void> = Promise.resolve();
  return {
    tell: stage => {
      if (!stage || stage.pct <= last.pct) return;
      last = stage;
      telling = telling.then(() => note(said(stage)));
    },
    last: () => last,
    told: () => telling,
  };
}

function said({ step, pct }: Pick<RcaStage, 'step' | 'pct'>): RcaStage {
  return { step, pct, message: step ?? '' };
}
