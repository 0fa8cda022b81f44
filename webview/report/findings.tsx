/** The window, report: its main column: verdict, hypotheses with their evidence, what to do, and what else is telling. */
import { formatPlace } from '../../src/model/place.ts';
import { oneLine } from '../../src/tools/render/safe.ts';
import { furtherLines, partOf, underline } from '../../src/tools/render/story.ts';
import { LineLink, Lines } from '../line.tsx';
import { toneOf } from '../tone.ts';
import { t } from '../words.ts';
import { Actions } from './actions.tsx';
import { Decisive } from './decisive.tsx';
import { Hypothesis } from './hypothesis.tsx';
import type { ReportLook } from './look.ts';
import { messageOf } from './message.ts';
import { ModelFindings } from './model-findings.tsx';
import { Reading } from './reading.tsx';
import { Request } from './request.tsx';

/** Telling lines that no hypothesis cites, at most. */
const FURTHER = 8;

export function Findings({ report, labels }: ReportLook) {
  const under = underline(report);
  const reason = report.insufficient_reason;
  return (
    <article class="findings" aria-label={t('Report')}>
      <h2 class="verdict">{oneLine(report.summary)}</h2>
      {reason && reason !== report.summary && <p class="under">{oneLine(reason)}</p>}
      {under && <p class="under">{oneLine(under)}</p>}
      {report.hypotheses.map((one, at) => (
        <Hypothesis key={one.title} {...{ report, labels, hypothesis: one, number: at + 1 }} />
      ))}
      <Decisive report={report} labels={labels} />
      <Request report={report} labels={labels} />
      <Actions report={report} />
      {report.findings && <ModelFindings findings={report.findings} labels={labels} />}
      <Reading report={report} />
      <Further report={report} labels={labels} />
    </article>
  );
}

function Further({ report, labels }: ReportLook) {
  const lines = furtherLines(report, FURTHER);
  if (lines.length === 0) return null;
  return (
    <section>
      <h3>{report.insufficient_evidence ? t('Lines that stand out nonetheless') : t('Also telling')}</h3>
      <Lines label={t('Also telling')}>
        {lines.map(({ line, title }) => (
          <LineLink
            key={formatPlace(line.place)}
            place={line.place}
            end_line={line.place.end_line}
            text={messageOf({ title, snippet: line.text })}
            raw={line.text}
            label={labels.member(line.place.member)}
            tone={toneOf(line.role)}
            why={partOf(line)}
            reasons={line.why.join('; ')}
          />
        ))}
      </Lines>
    </section>
  );
}
