/** The answers: the newest report of a run. */
import { Fault } from '../../base/fault.ts';
import { Report } from '../../model/report.ts';
import { findRun, type Workshop } from '../workshop.ts';

export async function getReport(shop: Workshop, request: { run_id: string }): Promise<Report> {
  const run = findRun(shop, request.run_id);
  const report = shop.notebook().report(run.run_id);
  if (!report) throw new Fault('not_investigated', { run: run.title });
  return Report.parse(report);
}
