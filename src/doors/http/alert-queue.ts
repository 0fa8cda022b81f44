/** HTTP: alerts that were posted, investigated one after the other: each incident when it begins and once more when it is resolved. */
import { noticeKey } from '../../model/alert-notice.ts';
import type { AlertNotice } from '../../model/alert-webhook.ts';
import { type QueueOptions, RcaQueue } from './rca-queue.ts';
import type { Served } from './server.ts';

export interface AlertEars {
  onDone(status: string): void;
  onFailed(failure: unknown): void;
}

export class AlertQueue {
  readonly #own: Served['engine']['own'];
  readonly #queue: RcaQueue;

  constructor({ own, investigate_run }: Served['engine'], { onDone, onFailed }: AlertEars, options: QueueOptions) {
    this.#own = own;
    const investigate = async ({ address }: Record<string, string>, life: object) => {
      await investigate_run({ inputs: [address] }, life);
      return null;
    };
    this.#queue = new RcaQueue(own, { kind: 'alert', investigate, onDone: ({ status }) => onDone(status), onFailed }, options);
  }

  /** There may be alerts of before. */
  look(): void {
    this.#queue.look();
  }

  /** How many of them are news; those are investigated. What failed is news when it is told again. Throws queue_full, and then none was taken. */
  async take(notices: readonly AlertNotice[], connection: string): Promise<number> {
    if (notices.length === 0) return 0;
    const asked = notices.map(notice => ({
      key: noticeKey(notice),
      about: { address: addressOf(notice, connection), status: notice.status },
    }));
    const { jobs } = await this.#own.queue_rca_jobs({ kind: 'alert', at: notices[0].heard_at, jobs: asked });
    this.#queue.look();
    return jobs.filter(job => job.fresh).length;
  }

  /** Those of all servers of the home. */
  async waiting(): Promise<number> {
    return (await this.#own.count_rca_jobs({ kind: 'alert' })).open;
  }

  /** Settles once nothing is under way. */
  idle(): Promise<void> {
    return this.#queue.idle();
  }

  close(): Promise<void> {
    return this.#queue.close();
  }
}

/** As list_alerts gives it; the incident is the same when it is resolved. */
function addressOf({ fingerprint, starts_at }: AlertNotice, connection: string): string {
  return `alert:${fingerprint}@${new Date(starts_at).toISOString()}${connection && `?name=${connection}`}`;
}
