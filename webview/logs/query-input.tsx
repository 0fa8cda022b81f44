/** The window, log table: the field for a query: keys stand out in colour, a mistake is shown where it is, former queries come back by arrow keys. */
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { t } from '../words.ts';
import { useTyped } from './kept.ts';
import { partsOf } from './query-text.ts';

export interface QueryLook {
  readonly query: string;
  /** What was asked from outside last: it goes before what is being typed. */
  readonly asked: unknown;
  readonly history: readonly string[];
  /** Where it cannot be read, 1-based, and why. */
  readonly problem: { readonly column: number; readonly problem: string } | null;
  readonly field: RefObject<HTMLInputElement>;
  onQuery(query: string): void;
  /** Asked for good, so that it belongs to the history. */
  onKeep(query: string): void;
  /** Down to the lines. */
  onLeave(): void;
}

export function QueryInput({ query: sought, asked, history, problem, field, onQuery, onKeep, onLeave }: QueryLook) {
  const { text: query, type, settle } = useTyped(sought, asked, onQuery);
  const [back, setBack] = useState<number | null>(null);
  const draft = useRef('');
  const ink = useRef<HTMLDivElement>(null);
  const follow = () => {
    if (ink.current && field.current) ink.current.scrollLeft = field.current.scrollLeft;
  };
  useLayoutEffect(follow);
  function recall(by: number): void {
    const at = (back ?? -1) + by;
    if (at >= history.length || at < -1) return;
    if (back === null) draft.current = query;
    setBack(at < 0 ? null : at);
    type(at < 0 ? draft.current : history[at]);
  }
  function keep(): void {
    settle();
    onKeep(query);
  }
  function onKeyDown(event: KeyboardEvent): void {
    const step = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      recall(step);
    }
    if (event.key === 'Enter') keep();
    if (event.key === 'Enter' || event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      onLeave();
    }
  }
  return (
    <div class={`log-query${problem ? ' wrong' : ''}`}>
      <div class="log-ink" ref={ink} aria-hidden="true">
        {inkOf(query, problem?.column ?? null)}
      </div>
      <input
        ref={field}
        type="text"
        spellcheck={false}
        autocomplete="off"
        value={query}
        placeholder={t('Filter: timeout -retry level:>=warn member:*system.log /regex/')}
        aria-label={t('Filter')}
        aria-invalid={problem !== null}
        aria-describedby="log-problem"
        onInput={event => {
          setBack(null);
          type(event.currentTarget.value);
        }}
        onScroll={follow}
        onKeyDown={onKeyDown}
        onBlur={keep}
      />
    </div>
  );
}

/** The query in colours; the part with the mistake is underlined. */
function inkOf(query: string, column: number | null) {
  const wrong = column === null ? -1 : column - 1;
  const parts = partsOf(query).map(part => {
    const here = wrong >= part.from && wrong < part.from + part.text.length;
    return (
      <span key={part.from} class={`ink-${part.kind}${here ? ' ink-wrong' : ''}`}>
        {part.text}
      </span>
    );
  });
  return wrong >= query.length
    ? [
        ...parts,
        <span key="end" class="ink-wrong">
          {' '}
        </span>,
      ]
    : parts;
}
