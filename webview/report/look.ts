/** The window, report: what each of its parts is given: the report, and the short names of its members. */
import type { Report } from '../../src/model/report.ts';
import type { Labels } from '../../src/tools/render/labels.ts';

export interface ReportLook {
  readonly report: Report;
  readonly labels: Labels;
}
