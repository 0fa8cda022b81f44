/** The window, report: how to make sure of a hypothesis: questions that are answered by one click in the log, or by a command to copy. */
import { oneLine } from '../../src/tools/render/safe.ts';
import { told } from '../acts.ts';
import { useDesk } from '../desk.ts';
import { t } from '../words.ts';
import { Prose } from './prose.tsx';
import { type Step, stepOf } from './step.ts';

export function Steps({ steps }: { steps: readonly string[] }) {
  if (steps.length === 0) return null;
  return (
    <>
      <h4>{t('To be sure')}</h4>
      <ul class="steps">
        {steps.map(step => (
          <StepLine key={step} step={stepOf(step)} />
        ))}
      </ul>
    </>
  );
}

function StepLine({ step }: { step: Step }) {
  return (
    <li>
      <span class="words">
        <span>
          <Prose text={step.words} />
        </span>
        {step.code && <code title={oneLine(step.code)}>{oneLine(step.code)}</code>}
      </span>
      <Way step={step} />
    </li>
  );
}

function Way({ step: { act, code } }: { step: Step }) {
  const desk = useDesk();
  if (act === 'search') {
    return (
      <button
        type="button"
        class="link"
        onClick={() => desk.go({ tab: 'logs', query: code })}
        aria-label={t('show lines of {0}', code)}
      >
        {t('show lines')}
      </button>
    );
  }
  if (act !== 'run' || !desk.start.acts.includes('copy_text')) return null;
  const copy = () =>
    told(desk, async () => {
      await desk.engine.copy_text({ text: code });
      return t('The command was copied.');
    });
  return (
    <button type="button" class="link" onClick={copy} aria-label={t('copy the command {0}', code)}>
      {t('copy')}
    </button>
  );
}
