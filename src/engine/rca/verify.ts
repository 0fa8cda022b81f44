/** The report: every snippet is read again before it leaves; what differs is dropped and counted, and what rests on it goes too. */
import type { Evidence, Hypothesis } from '../../model/report.ts';

export interface Reread {
  /** The bytes of lines place.line to place.end_line, line ends included; null when the member is gone. */
  readonly bytes: (place: Evidence['place']) => Uint8Array | null;
  readonly sha256: (bytes: Uint8Array) => string;
}

export interface Verified {
  readonly evidence: Evidence[];
  readonly hypotheses: Hypothesis[];
  /** Pieces of evidence that were dropped. */
  readonly removed: number;
}

export function verify(claims: { evidence: readonly Evidence[]; hypotheses: readonly Hypothesis[] }, reread: Reread): Verified {
  const evidence = claims.evidence.filter(one => holds(one, reread));
  const kept = new Set(evidence.map(one => one.evidence_id));
  const hypotheses = claims.hypotheses
    .map(one => ({ ...one, evidence_ids: one.evidence_ids.filter(id => kept.has(id)) }))
    .filter(one => one.evidence_ids.length > 0);
  return { evidence, hypotheses, removed: claims.evidence.length - evidence.length };
}

function holds(one: Evidence, reread: Reread): boolean {
  const bytes = reread.bytes(one.place);
  if (!bytes || bytes.length === 0 || reread.sha256(bytes) !== one.sha256) return false;
  return withoutLineEnds(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)) === withoutLineEnds(one.snippet);
}

/** A snippet joins lines with line feeds, whatever their ends; the checksum covers the ends. */
function withoutLineEnds(text: string): string {
  return text.replace(/^\uFEFF|[\r\n]+/g, '');
}
