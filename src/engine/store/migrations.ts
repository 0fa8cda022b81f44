/** The store: the notebook's schema as an append-only list; its length is `user_version`, and a step once released never changes. */
import type { Database } from './open.ts';

const steps: readonly string[] = [
  `CREATE TABLE run (
     run_id TEXT PRIMARY KEY, title TEXT NOT NULL, job TEXT NOT NULL, outcome TEXT NOT NULL, ingested_at REAL NOT NULL, record TEXT NOT NULL
   ) STRICT;
   CREATE INDEX run_by_job ON run (job, outcome, ingested_at);
   CREATE TABLE report (id INTEGER PRIMARY KEY, run_id TEXT NOT NULL, made_at REAL NOT NULL, record TEXT NOT NULL) STRICT;
   CREATE INDEX report_by_run ON report (run_id, id);`,
  // Lists read this and not the reports, which are a thousand times as large.
  `CREATE TABLE report_head (
     id INTEGER PRIMARY KEY, run_id TEXT NOT NULL, made_at REAL NOT NULL, title TEXT NOT NULL, category TEXT NOT NULL, confidence TEXT,
     summary TEXT NOT NULL, evidence INTEGER NOT NULL
   ) STRICT;
   CREATE INDEX report_head_by_run ON report_head (run_id, id);
   INSERT INTO report_head
     SELECT id, run_id, made_at, json_extract(record, '$.run.title'), json_extract(record, '$.category'),
       json_extract(record, '$.hypotheses[0].confidence'), json_extract(record, '$.summary'), json_array_length(record, '$.evidence_index')
     FROM report;
   UPDATE run SET record = json_set(
     record, '$.confidence', (SELECT confidence FROM report_head WHERE report_head.run_id = run.run_id ORDER BY id DESC LIMIT 1)
   );`,
  // What outside systems answered about what is over: kept to ask less, and let go of when it takes too much room.
  `CREATE TABLE reply (key TEXT PRIMARY KEY, body BLOB NOT NULL, size INTEGER NOT NULL, wanted_at REAL NOT NULL) STRICT;
   CREATE INDEX reply_by_wanted ON reply (wanted_at, key, size);`,
  // What similar failures are found by; reports of before get theirs when they are first compared.
  `CREATE TABLE report_sketch (id INTEGER PRIMARY KEY, run_id TEXT NOT NULL, record TEXT NOT NULL) STRICT;
   CREATE INDEX report_sketch_by_run ON report_sketch (run_id, id);`,
  // Investigations that programs asked for. `taken` counts how often one was begun, `deaths` how often its process ended meanwhile.
  `CREATE TABLE rca_job (
     id INTEGER PRIMARY KEY AUTOINCREMENT, job_id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, key TEXT NOT NULL, about TEXT NOT NULL,
     state TEXT NOT NULL, owner TEXT, taken INTEGER NOT NULL DEFAULT 0, deaths INTEGER NOT NULL DEFAULT 0,
     asked_at REAL NOT NULL, started_at REAL, ended_at REAL, events TEXT NOT NULL DEFAULT '[]', report TEXT, error TEXT
   ) STRICT;
   CREATE INDEX rca_job_by_state ON rca_job (kind, state, id);
   CREATE INDEX rca_job_by_key ON rca_job (kind, key, id);`,
  // What models found out. `claims` is how many stayed; the record is packed, and null where it was too long.
  `CREATE TABLE findings (
     id INTEGER PRIMARY KEY AUTOINCREMENT, findings_id TEXT NOT NULL UNIQUE, run_id TEXT NOT NULL, claims INTEGER NOT NULL,
     findings TEXT NOT NULL, record BLOB
   ) STRICT;
   CREATE INDEX findings_by_run ON findings (run_id, claims, id);`,
  // Whoever hands agent runs in by the thousand names each by its file.
  `CREATE INDEX run_by_inputs ON run (json_extract(record, '$.inputs'), ingested_at);`,
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
