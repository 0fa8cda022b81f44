/** HTTP: alerts that were posted, investigated one after the other: each incident when it begins and once more when it is resolved. */
import { Fault } from '../../base/fault.ts';
import { news, noticeKey, REPEAT_MS } from '../../model/alert-notice.ts';
import type { AlertNotice } from '../../model/alert-webhook.ts';
import type { Engine } from '../../tools/table.ts';

/** Notices that may wait. */
const WAITING = 1000;

export interface AlertQueue {
  /** How many of them are news; those are investigated. Throws queue_full, and then none of them was taken. */
  take(notices: readonly AlertNotice[], connection: string): number;
  waiting(): number;
  /** Settles once nothing is waiting or under way. */
  idle(): Promise<void>;
}

export interface AlertEars {
  onDone(notice: AlertNotice): void;
  onFailed(notice: AlertNotice, failure: unknown): void;
}

export function alertQueue(engine: Engine, ears: AlertEars): AlertQueue {
  let taken: AlertNotice[] = [];
  let waiting = 0;
  let working: Promise<void> = Promise.resolve();

  function take(notices: readonly AlertNotice[], connection: string): number {
    const now = notices[0]?.heard_at ?? 0;
    taken = taken.filter(one => now - one.heard_at < REPEAT_MS);
    const before = new Set(taken);
    const fresh = news([...taken, ...notices]).filter(one => !before.has(one));
    if (waiting + fresh.length > WAITING) throw new Fault('queue_full', { waiting });
    taken.push(...fresh);
    waiting += fresh.length;
    for (const notice of fresh) working = working.then(() => work(notice, connection));
    return fresh.length;
  }

  /** What failed is taken again when it is told again. */
  async function work(notice: AlertNotice, connection: string): Promise<void> {
    try {
      await engine.investigate_run({ inputs: [addressOf(notice, connection)] });
      ears.onDone(notice);
    } catch (failure) {
      taken = taken.filter(one => noticeKey(one) !== noticeKey(notice));
      ears.onFailed(notice, failure);
    } finally {
      waiting--;
    }
  }

  return { take, waiting: () => waiting, idle: () => working };
}

/** As list_alerts gives it; the incident is the same when it is resolved. */
function addressOf({ fingerprint, starts_at }: AlertNotice, connection: string): string {
  return `alert:${fingerprint}@${new Date(starts_at).toISOString()}${connection && `?name=${connection}`}`;
}
