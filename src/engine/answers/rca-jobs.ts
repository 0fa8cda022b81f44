/** The answers: what our own doors keep through the engine: RCA jobs. */
import type { Handlers } from '../../rpc/verb.ts';
import type { ownTable } from '../../tools/own.ts';
import type { Workshop } from '../workshop.ts';

type RcaJobs = Pick<Handlers<typeof ownTable>, Extract<keyof typeof ownTable, `${string}_rca_${'job' | 'jobs'}`>>;

export function rcaJobs(shop: Workshop): RcaJobs {
  const jobs = () => shop.notebook().rcaJobs;
  return {
    queue_rca_jobs: async ({ kind, at, jobs: asked }) => ({ jobs: jobs().queue(kind, at, asked) }),
    get_rca_job: async ({ job_id }) => jobs().get(job_id),
    hear_rca_job: async ({ job_id, from }) => jobs().hear(job_id, from),
    take_rca_job: async ({ kind }) => ({ job: jobs().take(kind) }),
    tell_rca_job: async ({ stage, ...hold }) => ({ held: jobs().tell(hold, stage) }),
    end_rca_job: async ({ job_id, taken, ...ended }) => ({ held: jobs().end({ job_id, taken }, ended) }),
    release_rca_job: async ({ died, ...hold }) => ({ held: jobs().release(hold, died) }),
    leave_rca_jobs: async ({ kind }) => {
      jobs().leave(kind);
      return {};
    },
    count_rca_jobs: async ({ kind }) => ({ open: jobs().open(kind) }),
  };
}
