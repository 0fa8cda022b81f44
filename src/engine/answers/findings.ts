/** The answers: what models found out about runs: kept with the record of how, shown beside the report. */
import { Fault } from '../../base/fault.ts';
import { Findings } from '../../model/findings.ts';
import type { Report } from '../../model/report.ts';
import type { Answer, Handlers, Proved } from '../../rpc/verb.ts';
import type { ownTable } from '../../tools/own.ts';
import { findRun, type Workshop } from '../workshop.ts';

export function findings(shop: Workshop): Pick<Handlers<typeof ownTable>, 'keep_findings' | 'findings_record'> {
  return {
    keep_findings: async asked => keepFindings(shop, asked),
    findings_record: async asked => findingsRecord(shop, asked),
  };
}

/** Throws run_unknown. */
function keepFindings(shop: Workshop, { findings, record }: Proved<typeof ownTable.keep_findings>) {
  const { run_id } = findRun(shop, findings.run_id);
  shop.notebook().keepFindings({ ...findings, run_id }, record);
  return { findings_id: findings.findings_id };
}

/** Throws findings_unknown. */
function findingsRecord(
  shop: Workshop,
  { findings_id }: Proved<typeof ownTable.findings_record>,
): Answer<typeof ownTable.findings_record> {
  const kept = shop.notebook().findingsNamed(findings_id);
  const findings = Findings.safeParse(kept?.findings);
  if (!kept || !findings.success) throw new Fault('findings_unknown', { findings: findings_id });
  return { findings: findings.data, record: kept.record };
}

/** Those of an earlier version that read otherwise are left out: the report is complete without them. */
export function withFindings(shop: Workshop, report: Report): Report {
  const findings = Findings.safeParse(shop.notebook().newestFindings(report.run.run_id));
  return findings.success ? { ...report, findings: findings.data } : report;
}
