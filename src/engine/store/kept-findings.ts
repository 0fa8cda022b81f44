/** The store: findings of models in the notebook, each with the record of its investigation, packed; the oldest of a run go. */
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { Findings } from '../../model/findings.ts';
import type { Database } from './open.ts';

/** Findings kept of one run. */
const KEPT = 20;
/** Bytes of a record, packed; a longer one is not kept, its findings are. */
const LARGEST = 16 * 1024 ** 2;
/** Characters of a record that is read again at most: what is packed may have been damaged. */
const LONGEST = 512 * 1024 ** 2;

/** The same findings again replace the former ones. */
export function keepFindings(db: Database, findings: Findings, record: string | null): void {
  const packed = record === null ? null : zstdCompressSync(record);
  db.transaction(() => {
    db.prepare('DELETE FROM findings WHERE findings_id = ?').run(findings.findings_id);
    db.prepare('INSERT INTO findings (findings_id, run_id, claims, findings, record) VALUES (?, ?, CAST(? AS INT), ?, ?)').run(
      findings.findings_id,
      findings.run_id,
      findings.claims.length,
      JSON.stringify(findings),
      packed && packed.length <= LARGEST ? packed : null,
    );
    db.prepare(
      `DELETE FROM findings WHERE run_id = ? AND id NOT IN (SELECT id FROM findings WHERE run_id = ? ORDER BY id DESC LIMIT ${KEPT})`,
    ).run(findings.run_id, findings.run_id);
  }).immediate();
}

/** The newest that claim something; where none do, the newest. */
export function newestFindings(db: Database, runId: string): unknown {
  const row = db.prepare('SELECT findings FROM findings WHERE run_id = ? ORDER BY claims > 0 DESC, id DESC LIMIT 1').get(runId) as
    | { findings: string }
    | undefined;
  return row ? JSON.parse(row.findings) : null;
}

export interface KeptFindings {
  readonly findings: unknown;
  /** Null where it was too long to be kept. */
  readonly record: string | null;
}

export function findingsNamed(db: Database, findingsId: string): KeptFindings | null {
  const row = db.prepare('SELECT findings, record FROM findings WHERE findings_id = ?').get(findingsId) as
    | { findings: string; record: Uint8Array | null }
    | undefined;
  if (!row) return null;
  const record = row.record && zstdDecompressSync(row.record, { maxOutputLength: LONGEST }).toString('utf8');
  return { findings: JSON.parse(row.findings), record };
}
