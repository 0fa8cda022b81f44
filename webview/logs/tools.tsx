/** The window, log table: what can be done with the lines in sight, as words to click. */
import type { ComponentChildren } from 'preact';
import { t } from '../words.ts';
import type { LogsArrangement } from './arrangement.ts';
import type { Doing } from './keys.ts';

export interface ToolsLook {
  readonly arrangement: LogsArrangement;
  onDo(what: Doing): void;
  arrange(part: Partial<LogsArrangement>): void;
  readonly children: ComponentChildren;
}

export function Tools({ arrangement: { wrap, raw, fold }, arrange, onDo, children }: ToolsLook) {
  return (
    <div class="log-tools" role="toolbar" aria-label={t('Lines')}>
      <Tool words={t('Previous error')} hint="Shift+F8" act={() => onDo('previous_error')} />
      <Tool words={t('Next error')} hint="F8" act={() => onDo('next_error')} />
      <Tool words={t('Jump to time…')} hint="t" act={() => onDo('jump_to_time')} />
      {children}
      <Tool words={t('Wrap')} hint="w" pressed={wrap} act={() => onDo('toggle_wrap')} />
      <Tool
        words={t('Fold')}
        hint={t('one row a record, such as a stack trace')}
        pressed={fold}
        act={() => arrange({ fold: !fold })}
      />
      <Tool words={t('Raw')} hint={t('whole lines with their heads')} pressed={raw} act={() => arrange({ raw: !raw })} />
    </div>
  );
}

function Tool({ words, hint, pressed, act }: { words: string; hint: string; pressed?: boolean; act: () => void }) {
  return (
    <button type="button" class={`log-tool${pressed ? ' on' : ''}`} title={hint} aria-pressed={pressed} onClick={act}>
      {words}
    </button>
  );
}
