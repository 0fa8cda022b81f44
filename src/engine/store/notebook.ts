/** The store: the notebook holds what was authored (runs, reports) and is migrated, never rebuilt; several processes share it. */
import { join } from 'node:path';
import type { Findings } from '../../model/findings.ts';
import type { Report } from '../../model/report.ts';
import { type Outcome, ReportHead, Run } from '../../model/run.ts';
import type { Sketch } from '../../model/similar.ts';
import { findingsNamed, type KeptFindings, keepFindings, newestFindings } from './kept-findings.ts';
import { migrate } from './migrations.ts';
import { type Database, openDatabase } from './open.ts';
import { Owner } from './owner.ts';
import { RcaJobs } from './rca-jobs.ts';
import { getReply, keepReply, ROOM } from './replies.ts';
import { keepSketch, type Newest, newestReports, sketch } from './sketches.ts';

/** Reports kept of one run; only the newest is shown. */
const REPORTS = 20;
const REPORT_TABLES = ['report', 'report_head', 'report_sketch'];
/** What goes with its run. */
const OF_RUN = [...REPORT_TABLES, 'findings', 'run'];

export class Notebook {
  readonly #db: Database;
  readonly #owner: Owner;
  readonly rcaJobs: RcaJobs;

  /** Opens `<home>/notebook.db`, made and migrated when needed. Throws home_unwritable, disk_full. */
  constructor(home: string) {
    this.#db = openDatabase(join(home, 'notebook.db'), { readonly: false });
    migrate(this.#db);
    this.#owner = new Owner(home);
    this.rcaJobs = new RcaJobs(this.#db, this.#owner);
  }

  put(run: Run): void {
    this.#db
      .prepare(
        `INSERT INTO run (run_id, title, job, outcome, ingested_at, record) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (run_id) DO UPDATE SET title = excluded.title, job = excluded.job, outcome = excluded.outcome, record = excluded.record`,
      )
      .run(run.run_id, run.title, run.job, run.outcome, run.ingested_at, JSON.stringify(run));
  }

  get(runId: string): Run | null {
    return this.#one('SELECT record FROM run WHERE run_id = ?', runId);
  }

  /** By id, beginning of an id (at least 4 characters), title, input path, or the id of a source that it has or had: the newest that fits. */
  find(name: string): Run | null {
    const byId =
      this.get(name) ??
      (name.length >= 4
        ? this.#one("SELECT record FROM run WHERE run_id LIKE ? ESCAPE '\\' LIMIT 1", `${escapeLike(name)}%`)
        : null);
    if (byId) return byId;
    // An input stands in the record as JSON writes it; reading every record takes ten times as long.
    const all = this.#all(
      'SELECT record FROM run WHERE title = ? OR instr(record, ?) > 0 ORDER BY ingested_at DESC, run_id',
      name,
      JSON.stringify(name),
    );
    return all.find(run => run.title === name || [...run.inputs, ...run.sources, ...run.former].includes(name)) ?? null;
  }

  /** The newest run that was read from exactly these paths. */
  ofInputs(inputs: readonly string[]): Run | null {
    return this.#one(
      "SELECT record FROM run WHERE json_extract(record, '$.inputs') = ? ORDER BY ingested_at DESC, run_id LIMIT 1",
      JSON.stringify(inputs),
    );
  }

  /** Newest first; all of them unless narrowed. */
  list({ outcome, job }: { outcome?: Outcome; job?: string } = {}): Run[] {
    return this.#all(
      'SELECT record FROM run WHERE outcome = coalesce(?, outcome) AND job = coalesce(?, job) ORDER BY ingested_at DESC, run_id',
      outcome ?? null,
      job ?? null,
    );
  }

  count(): number {
    return this.#db.prepare('SELECT count(*) FROM run').pluck().get() as number;
  }

  /** Runs of a job that are known to have passed, newest first. */
  goodRuns(job: string, limit: number): Run[] {
    return this.#all(
      "SELECT record FROM run WHERE job = ? AND outcome = 'passed' ORDER BY ingested_at DESC, run_id LIMIT CAST(? AS INT)",
      job,
      limit,
    );
  }

  putReport(report: Report): void {
    this.#db.transaction(() => {
      const { run_id, title } = report.run;
      const { category, summary } = report;
      const madeAt = Date.now();
      const confidence = report.hypotheses[0]?.confidence ?? null;
      const { lastInsertRowid } = this.#db
        .prepare('INSERT INTO report (run_id, made_at, record) VALUES (?, ?, ?)')
        .run(run_id, madeAt, JSON.stringify(report));
      this.#db
        .prepare('INSERT INTO report_head VALUES (CAST(? AS INT), ?, ?, ?, ?, ?, ?, CAST(? AS INT))')
        .run(lastInsertRowid, run_id, madeAt, title, category, confidence, summary, report.evidence_index.length);
      keepSketch(this.#db, lastInsertRowid, report);
      this.#forgetReports(run_id);
      const run = this.get(run_id);
      if (run) this.put({ ...run, category, summary, confidence });
    })();
  }

  /** A run that goes on is reported on again and again. */
  #forgetReports(runId: string): void {
    for (const table of REPORT_TABLES)
      this.#db
        .prepare(
          `DELETE FROM ${table} WHERE run_id = ? AND id NOT IN (SELECT id FROM ${table} WHERE run_id = ? ORDER BY id DESC LIMIT ${REPORTS})`,
        )
        .run(runId, runId);
  }

  /** The newest report of each run, newest first. */
  reports(): ReportHead[] {
    const rows = this.#db
      .prepare(
        `SELECT run_id, title, made_at, category, confidence, summary, evidence FROM report_head
         WHERE id IN (SELECT max(id) FROM report_head GROUP BY run_id) ORDER BY id DESC`,
      )
      .all();
    return rows.map(row => ReportHead.parse(row));
  }

  /** The newest report of a run. */
  report(runId: string): Report | null {
    const row = this.#db.prepare('SELECT record FROM report WHERE run_id = ? ORDER BY id DESC LIMIT 1').get(runId) as
      | { record: string }
      | undefined;
    return row ? (JSON.parse(row.record) as Report) : null;
  }

  /** The newest report of each run that is not known to have passed: its head and the number of its sketch. */
  newestReports(): Newest[] {
    return newestReports(this.#db);
  }

  /** What a report is compared by; null when it is gone meanwhile. */
  sketch(id: number): Sketch | null {
    return sketch(this.#db, id);
  }

  forget(runId: string): void {
    this.#db.transaction(() => {
      for (const table of OF_RUN) this.#db.prepare(`DELETE FROM ${table} WHERE run_id = ?`).run(runId);
    })();
  }

  keepFindings(findings: Findings, record: string | null): void {
    keepFindings(this.#db, findings, record);
  }

  /** As they were kept; null where a run has none. */
  newestFindings(runId: string): unknown {
    return newestFindings(this.#db, runId);
  }

  findingsNamed(findingsId: string): KeptFindings | null {
    return findingsNamed(this.#db, findingsId);
  }

  /** A kept answer of an outside system, packed; null when there is none any more. */
  reply(key: string): Uint8Array | null {
    return getReply(this.#db, key, Date.now());
  }

  putReply(key: string, body: Uint8Array): void {
    keepReply(this.#db, { key, body }, { now: Date.now(), room: ROOM });
  }

  close(): void {
    this.#owner.end();
    this.#db.close();
  }

  #one(sql: string, ...values: unknown[]): Run | null {
    return this.#all(sql, ...values)[0] ?? null;
  }

  #all(sql: string, ...values: unknown[]): Run[] {
    const rows = this.#db.prepare(sql).all(...values) as { record: string }[];
    return rows.map(row => Run.parse(JSON.parse(row.record)));
  }
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
