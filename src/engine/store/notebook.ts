/** The store: the notebook holds what was authored (runs, reports) and is migrated, never rebuilt; several processes share it. */
import { join } from 'node:path';
import type { Report } from '../../model/report.ts';
import { Run } from '../../model/run.ts';
import { migrate } from './migrations.ts';
import { type Database, openDatabase } from './open.ts';

export class Notebook {
  readonly #db: Database;

  /** Opens `<home>/notebook.db`, made and migrated when needed. Throws home_unwritable, disk_full. */
  constructor(home: string) {
    this.#db = openDatabase(join(home, 'notebook.db'), { readonly: false });
    migrate(this.#db);
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

  /** By id, beginning of an id (at least 4 characters), title, or input path: the newest that fits. */
  find(name: string): Run | null {
    const byId =
      this.get(name) ??
      (name.length >= 4
        ? this.#one("SELECT record FROM run WHERE run_id LIKE ? ESCAPE '\\' LIMIT 1", `${escapeLike(name)}%`)
        : null);
    if (byId) return byId;
    const all = this.#all('SELECT record FROM run ORDER BY ingested_at DESC, run_id');
    return all.find(run => run.title === name || run.inputs.includes(name)) ?? null;
  }

  /** Newest first. */
  list(): Run[] {
    return this.#all('SELECT record FROM run ORDER BY ingested_at DESC, run_id');
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
      this.#db
        .prepare('INSERT INTO report (run_id, made_at, record) VALUES (?, ?, ?)')
        .run(report.run.run_id, Date.now(), JSON.stringify(report));
      const run = this.get(report.run.run_id);
      if (run) this.put({ ...run, category: report.category, summary: report.summary });
    })();
  }

  /** The newest report of a run. */
  report(runId: string): Report | null {
    const row = this.#db.prepare('SELECT record FROM report WHERE run_id = ? ORDER BY id DESC LIMIT 1').get(runId) as
      | { record: string }
      | undefined;
    return row ? (JSON.parse(row.record) as Report) : null;
  }

  forget(runId: string): void {
    this.#db.transaction(() => {
      this.#db.prepare('DELETE FROM report WHERE run_id = ?').run(runId);
      this.#db.prepare('DELETE FROM run WHERE run_id = ?').run(runId);
    })();
  }

  close(): void {
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
