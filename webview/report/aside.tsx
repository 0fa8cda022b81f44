/** The window, report: beside its findings: what happened when, the tests, what was seen and what was not, who made it. */
import { formatPlace } from '../../src/model/place.ts';
import type { Report } from '../../src/model/report.ts';
import { oneLine } from '../../src/tools/render/safe.ts';
import { knowsTests, testCounts } from '../../src/tools/render/story.ts';
import { count, lasting, listed } from '../../src/tools/render/words.ts';
import { openSource, showInLog } from '../acts.ts';
import { useDesk } from '../desk.ts';
import { t } from '../words.ts';
import { Happened } from './happened.tsx';
import type { ReportLook } from './look.ts';
import { LongName } from './prose.tsx';
import { Seen } from './seen.tsx';
import { Told } from './told.tsx';

/** Failed tests that are named; further ones are counted. */
const TESTS = 6;

export function Aside({ report, labels }: ReportLook) {
  return (
    <aside class="aside" aria-label={t('Around the report')}>
      <Happened report={report} />
      <Told />
      <Tests report={report} />
      <Seen report={report} labels={labels} />
      <section>
        <h3>{t('Made by')}</h3>
        <p class="under">{madeBy(report)}</p>
      </section>
    </aside>
  );
}

function Tests({ report: { tests } }: { report: Report }) {
  if (!tests || !knowsTests(tests)) return null;
  const { failures } = tests;
  const more = failures.length - TESTS;
  return (
    <section>
      <h3>{t('Tests')}</h3>
      <p>{testCounts(tests)}</p>
      <ul class="names">
        {failures.slice(0, TESTS).map(test => (
          <li key={`${test.name} ${test.line}`}>
            <TestName {...test} />
          </li>
        ))}
        {more > 0 && <li class="under">{t('{0} more failed', count(more))}</li>}
      </ul>
    </section>
  );
}

type Failed = NonNullable<Report['tests']>['failures'][number];

function TestName({ name, message, place }: Failed) {
  const desk = useDesk();
  if (!place) return <LongName name={name} />;
  const open = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey) void openSource(desk, { place: formatPlace(place) });
    else showInLog(desk, place);
  };
  return (
    <button type="button" class="link" onClick={open} title={oneLine(message ?? name)}>
      <LongName name={name} />
    </button>
  );
}

function madeBy({ engine }: Report): string {
  const model = engine.made_by.some(one => /model/.test(one)) ? '' : ` ${t('No language model.')}`;
  const made = listed(engine.made_by);
  return `${made.charAt(0).toUpperCase()}${made.slice(1)}.${model} ${lasting(engine.took_ms)}.`;
}
