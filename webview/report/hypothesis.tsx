/** The window, report: one hypothesis: what is held, how surely, on which lines, and how to make sure. */
import { useState } from 'preact/hooks';
import { formatPlace } from '../../src/model/place.ts';
import type { Evidence, Hypothesis as HypothesisNoun } from '../../src/model/report.ts';
import { oneLine } from '../../src/tools/render/safe.ts';
import { evidenceOf, partWords } from '../../src/tools/render/story.ts';
import { count } from '../../src/tools/render/words.ts';
import { LineLink, Lines } from '../line.tsx';
import { t } from '../words.ts';
import type { ReportLook } from './look.ts';
import { messageOf, toneOfEvidence } from './message.ts';
import { Steps } from './steps.tsx';

/** Pieces of evidence before the others are asked for. */
const FIRST = 8;

export interface HypothesisLook extends ReportLook {
  readonly hypothesis: HypothesisNoun;
  readonly number: number;
}

export function Hypothesis({ report, labels, hypothesis, number }: HypothesisLook) {
  const [all, setAll] = useState(false);
  const found = evidenceOf(report, hypothesis);
  const shown = all ? found : found.slice(0, FIRST);
  const confidence = { high: t('high confidence'), medium: t('medium confidence'), low: t('low confidence') }[
    hypothesis.confidence
  ];
  const title = oneLine(hypothesis.title);
  return (
    <section>
      <h3>
        {number} · {title} <small>{confidence}</small>
      </h3>
      <Lines label={t('Evidence: {0}', title)}>
        {shown.map(one => (
          <EvidenceLine key={one.evidence_id} evidence={one} label={labels.member(one.place.member)} />
        ))}
      </Lines>
      {found.length > shown.length && (
        <button type="button" class="link more" onClick={() => setAll(true)}>
          {t('{0} more', count(found.length - shown.length))}
        </button>
      )}
      <p class="under">{oneLine(hypothesis.description)}</p>
      <Steps steps={hypothesis.verification_steps} />
    </section>
  );
}

function EvidenceLine({ evidence, label }: { evidence: Evidence; label: string }) {
  const { place, attributes, snippet } = evidence;
  return (
    <LineLink
      key={formatPlace(place)}
      place={place}
      end_line={place.end_line}
      text={messageOf(evidence)}
      raw={snippet.split('\n', 1)[0]}
      label={label}
      tone={toneOfEvidence(evidence)}
      why={partWords(evidence)}
      reasons={typeof attributes.why === 'string' ? attributes.why : undefined}
    />
  );
}
