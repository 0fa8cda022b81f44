/** The window, report: the verdict in one sentence, then evidence that can be clicked, then what to do; beside it what happened and what was seen. */
import { useRef } from 'preact/hooks';
import { reportLabels } from '../../src/tools/render/labels.ts';
import { useFacts } from '../facts.ts';
import { t } from '../words.ts';
import { Aside } from './aside.tsx';
import { Findings } from './findings.tsx';
import { useLineActs } from './line-acts.ts';
import { NotYet } from './not-yet.tsx';
import './report.css';

export function ReportRoom({ inFront }: { inFront: boolean }) {
  const room = useRef<HTMLDivElement>(null);
  useLineActs(room, inFront);
  const { data: report, failure, pending } = useFacts().report;
  // A former report stands until the new one is there, but not beyond its run.
  if (failure && (!report || failure.code === 'run_unknown')) return <NotYet failure={failure} />;
  if (!report) return <p class="waiting">{pending ? t('Reading the report…') : ''}</p>;
  const labels = reportLabels(report);
  return (
    <div class="report" ref={room} aria-busy={pending}>
      <Findings report={report} labels={labels} />
      <Aside report={report} labels={labels} />
    </div>
  );
}
