/** The window, report: of an agent's run, which agent did what in which part of it that made it fail, and why that one is named. */
import { oneLine } from '../../src/tools/render/safe.ts';
import { decisiveTitle, decisiveWords } from '../../src/tools/render/story.ts';
import { LineLink, Lines } from '../line.tsx';
import { t } from '../words.ts';
import type { ReportLook } from './look.ts';

export function Decisive({ report, labels }: ReportLook) {
  const step = report.decisive_step;
  if (!step) return null;
  const title = { 'Decisive step': t('Decisive step'), 'Where to look first': t('Where to look first') }[decisiveTitle(report)];
  return (
    <section>
      <h3>{title}</h3>
      <Lines label={title}>
        <LineLink
          place={step.place}
          end_line={step.place.end_line}
          text={oneLine(step.title)}
          label={labels.member(step.place.member)}
          tone={report.insufficient_evidence ? 'plain' : 'error'}
        />
      </Lines>
      <p class="under">{oneLine(decisiveWords(step))}</p>
    </section>
  );
}
