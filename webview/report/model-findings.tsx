/** The window, report: what a model found beside the rules: its claims on the lines that carry them, what was removed, what would have instructed it. */
import type { Claim, Findings } from '../../src/model/findings.ts';
import { formatPlace } from '../../src/model/place.ts';
import { comparedWords, endedWords, removedWords } from '../../src/tools/render/findings-text.ts';
import type { Labels } from '../../src/tools/render/labels.ts';
import { oneLine } from '../../src/tools/render/safe.ts';
import { when } from '../../src/tools/render/story.ts';
import { LineLink, Lines } from '../line.tsx';
import { t } from '../words.ts';
import { Prose } from './prose.tsx';

export interface ModelLook {
  readonly findings: Findings;
  readonly labels: Labels;
}

export function ModelFindings({ findings, labels }: ModelLook) {
  const { model, at, question, summary, ended, claims, notes } = findings;
  return (
    <section class="by-model" aria-label={t('Found by {0}', oneLine(model.name))}>
      <h3>
        {t('Found by {0}', oneLine(model.name))} <small>{t('a language model, {0} UTC', when(at).slice(0, 16))}</small>
      </h3>
      {question && <p class="under">{t('Asked: {0}', oneLine(question))}</p>}
      {endedWords[ended] && <p class="under">{t(endedWords[ended])}</p>}
      {summary && <p>{oneLine(summary)}</p>}
      {claims.map(claim => (
        <ClaimLines key={claim.title} claim={claim} labels={labels} />
      ))}
      <Advice findings={findings} />
      <Removed findings={findings} />
      <Flagged findings={findings} labels={labels} />
      {notes.map(note => (
        <p key={note} class="under">
          {oneLine(note)}
        </p>
      ))}
      <p class="under">{oneLine(comparedWords(findings))}</p>
    </section>
  );
}

function ClaimLines({ claim, labels }: { claim: Claim; labels: Labels }) {
  const title = oneLine(claim.title);
  const confidence = { high: t('high confidence'), medium: t('medium confidence'), low: t('low confidence') }[claim.confidence];
  return (
    <>
      <h4>
        {title} <small>{confidence}</small>
      </h4>
      <Lines label={t('Evidence: {0}', title)}>
        {claim.citations.map(({ place, quote }) => (
          <LineLink
            key={formatPlace(place)}
            place={place}
            end_line={place.end_line}
            text={quote.split('\n', 1)[0]}
            label={labels.member(place.member)}
            tone="error"
            why={t('quoted')}
          />
        ))}
      </Lines>
      <p class="under">{oneLine(claim.description)}</p>
    </>
  );
}

function Advice({ findings: { action_items: items } }: Pick<ModelLook, 'findings'>) {
  if (items.length === 0) return null;
  return (
    <>
      <h4>{t('What it advises')}</h4>
      <ol class="actions">
        {items.map(({ title, description }) => (
          <li key={title}>
            <Prose text={title} />
            <p class="under">
              <Prose text={description} />
            </p>
          </li>
        ))}
      </ol>
    </>
  );
}

function Removed({ findings: { removed } }: Pick<ModelLook, 'findings'>) {
  if (removed.length === 0) return null;
  const one = t('1 claim removed: not in the evidence');
  return (
    <details class="removed">
      <summary>{removed.length === 1 ? one : t('{0} claims removed: not in the evidence', removed.length)}</summary>
      <ul>
        {removed.map(({ title, why, detail }) => (
          <li key={title}>
            {oneLine(title)} ({t(removedWords[why])}): {oneLine(detail)}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Each leads to its line, where a person can judge it. */
function Flagged({ findings: { flagged }, labels }: ModelLook) {
  if (flagged.length === 0) return null;
  const words = t('Text that reads like an instruction to a model');
  return (
    <>
      <h4>{words}</h4>
      <Lines label={words}>
        {flagged.flatMap(({ where, text, why }) =>
          typeof where === 'string' ? (
            []
          ) : (
            <LineLink
              key={formatPlace(where)}
              place={where}
              text={text}
              label={labels.member(where.member)}
              tone="warning"
              why={oneLine(why)}
            />
          ),
        )}
      </Lines>
      {flagged.map(({ where, text, why }) =>
        typeof where === 'string' ? (
          <p key={where} class="under">
            {oneLine(`${where}: ${text} (${why})`)}
          </p>
        ) : null,
      )}
    </>
  );
}
