/** The window, report: what to do, the most urgent first. */
import type { Report } from '../../src/model/report.ts';
import { compareRun } from '../acts.ts';
import { useDesk } from '../desk.ts';
import { t } from '../words.ts';
import { Prose } from './prose.tsx';

export function Actions({ report }: { report: Report }) {
  if (report.action_items.length === 0) return null;
  return (
    <section>
      <h3>{report.insufficient_evidence ? t('What would help') : t('What to do')}</h3>
      <ol class="actions">
        {report.action_items.map(item => (
          <li key={item.title}>
            <Prose text={item.title} />{' '}
            <small>{{ high: t('high priority'), medium: t('medium priority'), low: t('low priority') }[item.priority]}</small>
            <p class="under">
              <Description text={item.description} />
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Where the option of the command line for it is named, there is a button here. */
function Description({ text }: { text: string }) {
  const desk = useDesk();
  const [before, after] = text.split('`--against`');
  if (after === undefined || !desk.start.acts.includes('compare_run')) return <Prose text={text} />;
  return (
    <>
      <Prose text={before} />
      <button type="button" class="link" onClick={() => compareRun(desk)}>
        {t('Compare…')}
      </button>
      <Prose text={after} />
    </>
  );
}
