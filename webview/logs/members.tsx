/** The window, log table: chooses the log file whose lines are shown. */
import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { MemberInfo } from '../../src/model/run.ts';
import type { Labels } from '../../src/tools/render/labels.ts';
import { oneLine } from '../../src/tools/render/safe.ts';
import { count } from '../../src/tools/render/words.ts';
import { t } from '../words.ts';
import { narrowedBy, plain, quoted, termsOf, without } from './query-text.ts';

export interface MembersLook {
  readonly members: readonly MemberInfo[];
  readonly labels: Labels;
  readonly query: string;
  onQuery(query: string): void;
}

const FIELDS = ['member', 'stream'];
/** More are found by typing. */
const MOST = 200;

export function Members({ members, labels, query, onQuery }: MembersLook) {
  const [open, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const chosen = termsOf(query).find(term => FIELDS.includes(term.field) && !term.negated);
  const value = chosen ? plain(chosen.value) : null;
  const choose = (path: string | null) => {
    const rest = without(query, FIELDS);
    onQuery(path === null ? rest : narrowedBy(rest, `member:${quoted(path)}`));
    close();
  };
  const close = () => {
    setOpen(false);
    opener.current?.focus();
  };
  return (
    <span class="log-members">
      <button
        ref={opener}
        type="button"
        class={`log-chip${value === null ? '' : ' on'}`}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {value === null ? t('All files ▾') : `${oneLine(labels.member(value))} ▾`}
      </button>
      {open && <Choice {...{ members, labels, value, choose, close }} />}
    </span>
  );
}

interface ChoiceLook {
  readonly members: readonly MemberInfo[];
  readonly labels: Labels;
  readonly value: string | null;
  choose(path: string | null): void;
  close(): void;
}

function Choice({ members, labels, value, choose, close }: ChoiceLook) {
  const [text, setText] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => field.current?.focus(), []);
  const wanted = text.toLowerCase();
  const fits = (name: string) => name.toLowerCase().includes(wanted);
  const found = members.filter(member => fits(member.path) || fits(labels.member(member.path)));
  return (
    <div class="log-choice" role="dialog" aria-label={t('Choose a file')} ref={box} onKeyDown={stepping(box, close)}>
      <input
        ref={field}
        type="text"
        value={text}
        placeholder={t('Find a file')}
        aria-label={t('Find a file')}
        onInput={event => setText(event.currentTarget.value)}
      />
      <button type="button" aria-pressed={value === null} onClick={() => choose(null)}>
        {t('All files')}
      </button>
      {found.slice(0, MOST).map(({ path, lines }) => (
        <button type="button" key={path} title={oneLine(path)} aria-pressed={value === path} onClick={() => choose(path)}>
          <span>{oneLine(labels.member(path))}</span>
          <span class="log-dim">{count(lines)}</span>
        </button>
      ))}
      {found.length > MOST && <p class="log-dim">{t('{0} more: type a part of the name', count(found.length - MOST))}</p>}
      {found.length === 0 && <p class="log-dim">{t('No file is called so.')}</p>}
    </div>
  );
}

/** Arrow keys go from one to the next, Escape closes. */
function stepping(box: RefObject<HTMLElement>, close: () => void) {
  return (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Escape') close();
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const stops = [...(box.current?.querySelectorAll<HTMLElement>('input, button') ?? [])];
    stops[stops.indexOf(document.activeElement as HTMLElement) + step]?.focus();
  };
}
