/** The answers: the newest report of a run. */
import { Fault } from '../../base/fault.ts';
import { Report } from '../../model/report.ts';
import { placeOf } from '../knowledge/document.ts';
import { type CallLife, findRun, type Workshop } from '../workshop.ts';
import { withFindings } from './findings.ts';

export async function getReport(shop: Workshop, request: { run_id: string }, life: CallLife): Promise<Report> {
  const run = findRun(shop, request.run_id);
  const report = shop.notebook().report(run.run_id);
  if (!report) throw new Fault('not_investigated', { run: run.title });
  return withFindings(shop, await withDocumentsOfToday(shop, Report.parse(report), life));
}

/** Their places now: an update of the program moves its folder, and a document may be gone. */
async function withDocumentsOfToday(shop: Workshop, report: Report, { signal }: CallLife): Promise<Report> {
  if (!report.documents?.length) return report;
  const { index } = await shop.library.open(signal);
  const documents = report.documents.flatMap(linked => {
    const document = index.documents.find(one => one.name === linked.document);
    if (!document) return [];
    const section = document.sections.find(one => one.heading === linked.heading) ?? index.beginningOf(document);
    return [{ ...linked, ...placeOf(document, section), title: document.title }];
  });
  return { ...report, documents };
}
