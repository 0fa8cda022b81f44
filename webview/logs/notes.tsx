/** The window, log table: what stands above the rows when something is in the way: a failure, no fitting line, a line that the filter leaves out. */
import { oneLine } from '../../src/tools/render/safe.ts';
import { failureOf } from '../ask.ts';
import { t } from '../words.ts';

export interface NotesLook {
  readonly failure: unknown;
  /** Name of a line that does not fit the filter. */
  readonly excluded: string | null;
  readonly empty: boolean;
  readonly filtered: boolean;
  onRetry(): void;
  onClear(): void;
}

export function Notes({ failure, excluded, empty, filtered, onRetry, onClear }: NotesLook) {
  if (failure) {
    const { words, hint } = failureOf(failure);
    return <Note role="alert" words={`${words} ${hint}`} button={t('Try again')} act={onRetry} />;
  }
  if (excluded !== null)
    return (
      <Note role="status" words={t('{0} does not fit the filter.', oneLine(excluded))} button={t('Clear filter')} act={onClear} />
    );
  if (!empty) return null;
  return filtered ? (
    <Note role="status" words={t('No line fits.')} button={t('Clear filter')} act={onClear} />
  ) : (
    <Note role="status" words={t('This run has no lines.')} />
  );
}

function Note({ role, words, button, act }: { role: 'alert' | 'status'; words: string; button?: string; act?: () => void }) {
  return (
    <p class="log-note" role={role}>
      {words}{' '}
      {button && (
        <button type="button" class="log-link" onClick={act}>
          {button}
        </button>
      )}
    </p>
  );
}
