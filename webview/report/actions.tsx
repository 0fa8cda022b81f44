/** The window, report: what to do, the most urgent first. */
import type { Report } from '../../src/model/report.ts';
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
              <Prose text={item.description} />
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
