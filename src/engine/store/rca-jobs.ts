/** The store: RCA jobs in the notebook: a queue that outlives its processes. Each job belongs to the process that took it in; what a dead one leaves belongs to all. */
import { randomUUID } from 'node:crypto';
import { Fault } from '../../base/fault.ts';
import { REPEAT_MS } from '../../model/alert-notice.ts';
import { type RcaEvent, type RcaHold, RcaJob, type RcaJobError, type RcaJobKind, type RcaStage } from '../../model/rca-job.ts';
import type { Database } from './open.ts';
import type { Owner } from './owner.ts';

/** Jobs of a kind that may wait or be under way, and those that are told of after they are over. */
const WAITING = 1000;
const KEPT = 500;
/** A job whose process ended so often while it worked on it is given up. */
const DEATHS = 3;

/** When a job with the same key is the same: an analysis until it is begun, an alert until its news is old, unless it failed. */
const same: Readonly<Record<RcaJobKind, string>> = {
  agent_rca: "state = 'queued'",
  alert: `state <> 'failed' AND abs(asked_at - @at) < ${REPEAT_MS}`,
};

export interface Asked {
  readonly key: string;
  readonly about: Readonly<Record<string, string>>;
}

export interface Ended {
  readonly state: 'done' | 'failed';
  readonly stage: RcaStage;
  readonly report: unknown;
  readonly error: RcaJobError | null;
}

type Row = Record<string, unknown> & {
  state: string;
  about: string;
  events: string;
  report: string | null;
  error: string | null;
};
type Left = RcaHold & { readonly deaths: number; readonly last: string | null };

export class RcaJobs {
  readonly #db: Database;
  readonly #owner: Owner;
  readonly #now: () => number;

  constructor(db: Database, owner: Owner, now: () => number = Date.now) {
    this.#db = db;
    this.#owner = owner;
    this.#now = now;
  }

  /** Takes in all of them or, throwing queue_full, none. */
  queue(kind: RcaJobKind, at: number, asked: readonly Asked[]): { job_id: string; fresh: boolean }[] {
    this.#owner.begin();
    return this.#atOnce(() => {
      const waiting = this.open(kind);
      const jobs = asked.map(one => this.#same(kind, at, one.key) ?? this.#add(kind, at, one));
      const fresh = jobs.filter(job => job.fresh).length;
      if (fresh > 0 && waiting + fresh > WAITING) throw new Fault('queue_full', { waiting });
      return jobs;
    });
  }

  /** Throws run_unknown. */
  get(jobId: string): RcaJob {
    return jobOf(this.#row('SELECT * FROM rca_job WHERE job_id = ?', jobId) ?? unknown(jobId));
  }

  /** What happened from the event of this number on. Throws run_unknown. */
  hear(jobId: string, from: number): { events: RcaEvent[]; over: boolean } {
    const row = this.#row('SELECT state, events FROM rca_job WHERE job_id = ?', jobId) ?? unknown(jobId);
    return { events: JSON.parse(row.events).slice(from), over: row.state === 'done' || row.state === 'failed' };
  }

  open(kind: RcaJobKind): number {
    const count = "SELECT count(*) FROM rca_job WHERE kind = ? AND state IN ('queued', 'running')";
    return this.#db.prepare(count).pluck().get(kind) as number;
  }

  /** The oldest that is ours, or was left. */
  take(kind: RcaJobKind): (RcaJob & RcaHold) | null {
    this.#owner.begin();
    this.#inherit();
    // Looked for every second: nothing is locked for it.
    if (!this.#waits(kind)) return null;
    return this.#atOnce(() => {
      const row = this.#row(
        `UPDATE rca_job SET state = 'running', owner = ?, taken = taken + 1, started_at = coalesce(started_at, ?)
         WHERE id = (SELECT id FROM rca_job WHERE kind = ? AND state = 'queued' AND (owner IS NULL OR owner = ?) ORDER BY id LIMIT 1)
         RETURNING *`,
        this.#owner.id,
        this.#now(),
        kind,
        this.#owner.id,
      );
      return row ? { ...jobOf(row), taken: Number(row.taken) } : null;
    });
  }

  /** False, and nothing is changed, where the job is no longer held; so with the next two. */
  tell(hold: RcaHold, stage: RcaStage): boolean {
    return this.#change(hold, "events = json_insert(events, '$[#]', json(?))", this.#event('running', stage));
  }

  end(hold: RcaHold, { state, stage, report, error }: Ended): boolean {
    const set = "state = ?, ended_at = ?, events = json_insert(events, '$[#]', json(?)), report = ?, error = ?";
    const told = [this.#event(state, stage), report == null ? null : JSON.stringify(report), error && JSON.stringify(error)];
    return this.#atOnce(() => {
      const held = this.#change(hold, set, state, this.#now(), ...told);
      this.#forget();
      return held;
    });
  }

  /** Whoever comes next may take it; after too many deaths nobody. */
  release(hold: RcaHold, died: boolean): boolean {
    const left = this.#left('job_id = ? AND taken = CAST(? AS INT)', hold.job_id, hold.taken)[0];
    if (!left) return false;
    if (died && left.deaths + 1 >= DEATHS) return this.end(hold, givenUp(left));
    return this.#change(hold, "state = 'queued', owner = NULL, deaths = deaths + CAST(? AS INT)", Number(died));
  }

  /** What waits for this process is left to whoever comes next. */
  leave(kind: RcaJobKind): void {
    this.#db
      .prepare("UPDATE rca_job SET owner = NULL WHERE kind = ? AND owner = ? AND state = 'queued'")
      .run(kind, this.#owner.id);
  }

  /** What dead owners leave: what waited goes on waiting, what was under way begins anew. */
  #inherit(): void {
    const open = "state IN ('queued', 'running') AND owner IS NOT NULL";
    const owners = this.#db.prepare(`SELECT DISTINCT owner FROM rca_job WHERE ${open}`).pluck().all() as string[];
    for (const owner of owners.filter(one => !this.#owner.isAlive(one)))
      this.#atOnce(() => {
        for (const hold of this.#left('owner = ?', owner)) this.release(hold, true);
        this.#db.prepare("UPDATE rca_job SET owner = NULL WHERE owner = ? AND state = 'queued'").run(owner);
      });
  }

  #waits(kind: RcaJobKind): boolean {
    const sql = "SELECT 1 FROM rca_job WHERE kind = ? AND state = 'queued' AND (owner IS NULL OR owner = ?) LIMIT 1";
    return this.#row(sql, kind, this.#owner.id) !== null;
  }

  #left(where: string, ...values: unknown[]): Left[] {
    const sql = `SELECT job_id, taken, deaths, events ->> '$[#-1]' AS last FROM rca_job WHERE state = 'running' AND ${where}`;
    return this.#db.prepare(sql).all(...values) as Left[];
  }

  #same(kind: RcaJobKind, at: number, key: string): { job_id: string; fresh: boolean } | null {
    const sql = `SELECT job_id FROM rca_job WHERE kind = @kind AND key = @key AND ${same[kind]} ORDER BY id DESC LIMIT 1`;
    const row = this.#db.prepare(sql).get({ kind, key, at }) as { job_id: string } | undefined;
    return row ? { job_id: row.job_id, fresh: false } : null;
  }

  #add(kind: RcaJobKind, at: number, { key, about }: Asked): { job_id: string; fresh: boolean } {
    const job_id = randomUUID();
    this.#db
      .prepare("INSERT INTO rca_job (job_id, kind, key, about, state, owner, asked_at) VALUES (?, ?, ?, ?, 'queued', ?, ?)")
      .run(job_id, kind, key, JSON.stringify(about), this.#owner.id, at);
    return { job_id, fresh: true };
  }

  /** The oldest that are over go, unless they tell which alerts are no news. */
  #forget(): void {
    const over = "state IN ('done', 'failed')";
    for (const kind of Object.keys(same))
      this.#db
        .prepare(
          `DELETE FROM rca_job WHERE kind = @kind AND ${over} AND (kind <> 'alert' OR asked_at < @old)
           AND id <= (SELECT id FROM rca_job WHERE kind = @kind AND ${over} ORDER BY id DESC LIMIT 1 OFFSET ${KEPT})`,
        )
        .run({ kind, old: this.#now() - REPEAT_MS });
  }

  #change({ job_id, taken }: RcaHold, set: string, ...values: unknown[]): boolean {
    const sql = `UPDATE rca_job SET ${set} WHERE job_id = ? AND taken = CAST(? AS INT) AND state = 'running'`;
    return this.#db.prepare(sql).run(...values, job_id, taken).changes === 1;
  }

  #event(status: RcaEvent['status'], stage: RcaStage): string {
    return JSON.stringify({ status, ...stage, updated_at: new Date(this.#now()).toISOString() } satisfies RcaEvent);
  }

  #row(sql: string, ...values: unknown[]): Row | null {
    return (this.#db.prepare(sql).get(...values) as Row | undefined) ?? null;
  }

  #atOnce<T>(work: () => T): T {
    return this.#db.transaction(work).immediate();
  }
}

function unknown(run: string): never {
  throw new Fault('run_unknown', { run });
}

function jobOf({ about, events, report, error, ...row }: Row): RcaJob {
  const read = (text: string | null) => (text === null ? null : JSON.parse(text));
  return RcaJob.parse({ ...row, about: read(about), events: read(events), report: read(report), error: read(error) });
}

function givenUp({ last, deaths }: Left): Ended {
  const { code, message, hint } = new Fault('job_given_up', { times: deaths + 1 });
  const { step, pct } = last ? (JSON.parse(last) as RcaEvent) : { step: null, pct: 0 };
  return { state: 'failed', stage: { step, pct, message }, report: null, error: { code, message, hint } };
}
