/** The window, log table: the field for a time to jump to. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { stamp } from '../../src/tools/render/words.ts';
import { t } from '../words.ts';
import { momentOf, type Span } from './moment.ts';

export function Jump({ span, onJump, onClose }: { span: Span | null; onJump: (at: number) => void; onClose: () => void }) {
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [refused, setRefused] = useState(false);
  useEffect(() => field.current?.focus(), []);
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Escape') onClose();
    if (event.key !== 'Enter') return;
    const at = momentOf(text, span);
    setRefused(at === null);
    if (at !== null) onJump(at);
  };
  return (
    <span class="log-jump">
      <input
        ref={field}
        type="text"
        value={text}
        placeholder={span ? stamp(span.from).slice(11, 19) : '11:02:31'}
        aria-label={t('Time to jump to: 11:02:31, a date with time, or milliseconds')}
        aria-invalid={refused}
        aria-describedby="log-jump-refused"
        onInput={event => {
          setRefused(false);
          setText(event.currentTarget.value);
        }}
        onKeyDown={onKeyDown}
      />
      <span id="log-jump-refused" role="alert" class="log-problem">
        {refused && t('That is no time; write 11:02:31, 2026-11-20T11:02:31Z or milliseconds.')}
      </span>
    </span>
  );
}
