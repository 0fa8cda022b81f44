/** The store: a sketch per report, from which similar failures are found; made when the report is, and for older reports when it is first wanted. */
import type { Report } from '../../model/report.ts';
import { ReportHead } from '../../model/run.ts';
import { Sketch, sketchOf } from '../../model/similar.ts';
import type { Database } from './open.ts';

/** The newest report of a run. */
export interface Newest {
  readonly id: number;
  readonly head: ReportHead;
}

/** Of runs that are not known to have passed. */
export function newestReports(db: Database): Newest[] {
  const rows = db
    .prepare(
      `SELECT id, report_head.run_id AS run_id, report_head.title AS title, made_at, category, confidence, summary, evidence
       FROM report_head JOIN run ON run.run_id = report_head.run_id
       WHERE run.outcome <> 'passed' AND id IN (SELECT max(id) FROM report_head GROUP BY run_id)`,
    )
    .all() as ({ id: number } & Record<string, unknown>)[];
  return rows.map(({ id, ...head }) => ({ id, head: ReportHead.parse(head) }));
}

export function keepSketch(db: Database, id: number | bigint, report: Report): Sketch {
  const sketch = sketchOf(report);
  db.prepare('INSERT OR REPLACE INTO report_sketch (id, run_id, record) VALUES (CAST(? AS INT), ?, ?)').run(
    id,
    report.run.run_id,
    JSON.stringify(sketch),
  );
  return sketch;
}

/** Null when the report is gone meanwhile. */
export function sketch(db: Database, id: number): Sketch | null {
  const kept = recordOf(db, 'report_sketch', id);
  if (kept !== null) return Sketch.parse(JSON.parse(kept));
  const report = recordOf(db, 'report', id);
  return report === null ? null : keepSketch(db, id, JSON.parse(report) as Report);
}

function recordOf(db: Database, table: 'report' | 'report_sketch', id: number): string | null {
  return (db.prepare(`SELECT record FROM ${table} WHERE id = CAST(? AS INT)`).pluck().get(id) as string | undefined) ?? null;
}
