/** The window: its head: what the run is called, how it ended, the facts in one line, and what can be done with it. */
import type { Report } from '../src/model/report.ts';
import type { RunInfo } from '../src/model/run.ts';
import { reportMarkdown } from '../src/tools/render/report-markdown.ts';
import { oneLine } from '../src/tools/render/safe.ts';
import { counted, span } from '../src/tools/render/words.ts';
import { compareRun, told } from './acts.ts';
import { Button } from './controls.tsx';
import { useActs, useDesk } from './desk.ts';
import { useFacts } from './facts.ts';
import { UnderWay } from './under-way.tsx';
import { t } from './words.ts';

export function Head() {
  const { start } = useDesk();
  const { report, info } = useFacts();
  return (
    <header class="head">
      <div>
        <h1>{oneLine(start.title)}</h1>
        {info.data && <Outcome run={info.data.run} />}
      </div>
      <p class="facts">{info.data ? factsOf(info.data, report.data) : '\u00a0'}</p>
      <UnderWay />
      <Acts report={report.data} />
    </header>
  );
}

function Outcome({ run }: { run: RunInfo['run'] }) {
  const words = { failed: t('Failed'), passed: t('Passed'), unknown: t('Outcome unknown') }[run.outcome];
  return <span class={`badge ${run.outcome === 'failed' ? 'error' : ''}`}>{words}</span>;
}

/** Job, span, size, and what it was compared with. */
function factsOf({ run, members_in_all }: RunInfo, report: Report | null): string {
  const compared = report?.engine.compared_with ?? 0;
  const { from, to } = run;
  return [
    run.job !== run.title && t('job {0}', oneLine(run.job)),
    from !== null && span(from, to),
    t('{0} in {1}', counted(run.lines, t('line'), t('lines')), counted(members_in_all, t('file'), t('files'))),
    report &&
      (compared > 0
        ? t('compared with {0}', counted(compared, t('passing run'), t('passing runs')))
        : t('compared with no passing run')),
  ]
    .filter(part => part)
    .join(' · ');
}

/** Only what the host answers. */
function Acts({ report }: { report: Report | null }) {
  const desk = useDesk();
  const { start, engine } = desk;
  const can = (verb: string) => start.acts.includes(verb);
  const copy = () =>
    told(desk, async () => {
      if (!report) return t('There is no report to copy yet.');
      await engine.copy_text({ text: reportMarkdown(report) });
      return t('The report was copied as Markdown.');
    });
  const write = () =>
    told(desk, async () => {
      const { file } = await engine.export_report({ run_id: start.run_id });
      return file ? t('Written to {0}.', file) : '';
    });
  useActs(act => void (act === 'copy_report' && copy()));
  return (
    <div class="acts">
      {can('compare_run') && <Button onClick={() => compareRun(desk)}>{t('Compare…')}</Button>}
      {report && can('export_report') && <Button onClick={write}>{t('Export…')}</Button>}
      {report && can('copy_text') && <Button onClick={copy}>{t('Copy as Markdown')}</Button>}
    </div>
  );
}
