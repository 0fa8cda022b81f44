/** The store: the notebook's schema as an append-only list; its length is `user_version`, and a step once released never changes. */
import type { Database } from './open.ts';

const steps: readonly string[] = [
  `CREATE TABLE run (
     run_id TEXT PRIMARY KEY, title TEXT NOT NULL, job TEXT NOT NULL, outcome TEXT NOT NULL, ingested_at REAL NOT NULL, record TEXT NOT NULL
   ) STRICT;
   CREATE INDEX run_by_job ON run (job, outcome, ingested_at);
   CREATE TABLE report (id INTEGER PRIMARY KEY, run_id TEXT NOT NULL, made_at REAL NOT NULL, record TEXT NOT NULL) STRICT;
   CREATE INDEX report_by_run ON report (run_id, id);`,
];

/** Brings the notebook to the newest schema; safe when several processes begin at once. */
export function migrate(db: Database): void {
  if (version(db) >= steps.length) return;
  db.transaction(() => {
    for (const step of steps.slice(version(db))) db.exec(step);
    db.pragma(`user_version = ${steps.length}`);
  }).immediate();
}

function version(db: Database): number {
  return db.pragma('user_version', { simple: true }) as number;
}
