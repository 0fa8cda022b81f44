/** The window: a line of a log, which looks and acts the same everywhere: a click opens it in the log table, with Ctrl or ⌘ its source. */
import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import { formatPlace, type Place } from '../src/model/place.ts';
import { oneLine } from '../src/tools/render/safe.ts';
import { copyLine, openDocument, openSource, showInLog } from './acts.ts';
import { type Desk, useDesk } from './desk.ts';
import { useLineKeys } from './line-keys.ts';
import { LineText } from './line-text.tsx';
import { Record } from './record.tsx';
import type { Tone } from './tone.ts';
import { key, t } from './words.ts';

export interface LineLook {
  readonly place: Place;
  /** Last line of the record that begins here. */
  readonly end_line?: number;
  /** What is shown of it: it begins where the message does. */
  readonly text: string;
  /** The line as it stands in the log, to copy; the text unless given. */
  readonly raw?: string;
  /** Short name of the member; its path unless given. */
  readonly label?: string;
  /** Its time of day, in a list of lines with times. */
  readonly when?: string;
  /** Colour of the dot before it. */
  readonly tone?: Tone;
  /** The part it plays, in a word or two. */
  readonly why?: string;
  /** The reasons for that, shown with the whole record. */
  readonly reasons?: string;
}

/** Lines in one grid; the arrows lead from line to line, and on to those of the next list in the room. */
export function Lines({ label, timed, children }: { label: string; timed?: boolean; children: ComponentChildren }) {
  const list = useLineKeys();
  return (
    <ul class={timed ? 'lines timed' : 'lines'} aria-label={label} ref={list}>
      {children}
    </ul>
  );
}

export function LineLink(look: LineLook) {
  const { place, text, label, when, tone = 'plain', why } = look;
  const desk = useDesk();
  const id = useId();
  const [open, setOpen] = useState(false);
  const name = oneLine(label ?? place.member);
  const toggle = () => setOpen(!open);
  return (
    <li class="line" data-open={open} {...gestures(desk, look, toggle)}>
      <span class={`dot ${tone}`} aria-hidden="true" />
      {when !== undefined && (
        <span class="when" id={`${id}-when`}>
          {when}
        </span>
      )}
      <button
        type="button"
        class="place"
        tabIndex={-1}
        title={fullPath(place, desk)}
        aria-label={`${name}:${place.line}`}
        aria-describedby={`${id}-when ${id}-text ${id}-why`}
      >
        <span style={{ maxWidth: `calc(100% - ${String(place.line).length + 1}ch)` }}>{name}</span>:{place.line}
      </button>
      <span class="text" id={`${id}-text`}>
        <LineText text={text} place={place} />
      </span>
      <Ways {...{ look, open, toggle }} />
      <span class="why" id={`${id}-why`} title={look.reasons && oneLine(look.reasons)}>
        {why}
      </span>
      {open && <Record {...look} />}
    </li>
  );
}

function fullPath(place: Place, { start }: Desk): string {
  return t(
    start.acts.includes('open_source')
      ? '{0}:{1}. Enter or click: in the log; {2} or {3}: its source'
      : '{0}:{1}. Enter or click: in the log; {2} or {3} copies this',
    oneLine(place.member),
    place.line,
    key('Enter'),
    key(t('click')),
  );
}

/** The row acts as its place does; what stands in it and acts on its own is left alone, and so is a text that is being marked. */
function gestures(desk: Desk, look: LineLook, toggle: () => void) {
  const { place } = look;
  const isOwn = (event: Event) => (event.target as HTMLElement).closest('.line button:not(.place), .record') !== null;
  return {
    onClick: (event: MouseEvent) => {
      if (isOwn(event) || !getSelection()?.isCollapsed) return;
      (event.currentTarget as HTMLElement).querySelector<HTMLElement>('.place')?.focus();
      if (event.ctrlKey || event.metaKey) void openSource(desk, { place: formatPlace(place) });
      else showInLog(desk, place);
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (isOwn(event)) return;
      const held = event.ctrlKey || event.metaKey;
      if (event.key === 'Enter' && held) void openSource(desk, { place: formatPlace(place) });
      else if (event.key === ' ') toggle();
      else if (event.key === 'c' && held && getSelection()?.isCollapsed)
        void copyLine(desk, { place, text: look.raw ?? look.text });
      else return;
      event.preventDefault();
    },
  };
}

/** The ways on from a line, in words, while the pointer or the focus is on it. */
function Ways({ look, open, toggle }: { look: LineLook; open: boolean; toggle: () => void }) {
  const desk = useDesk();
  const can = (verb: string) => desk.start.acts.includes(verb);
  const { place } = look;
  const source = () => openSource(desk, { place: formatPlace(place) });
  return (
    <span class="ways">
      <button
        type="button"
        tabIndex={-1}
        onClick={toggle}
        aria-expanded={open}
        title={t('The whole record and what stands around it (Space)')}
      >
        {t('Record')}
      </button>
      {can('open_source') && (
        <button type="button" tabIndex={-1} onClick={source} title={t('The code that wrote this line ({0})', key('Enter'))}>
          {t('Source')}
        </button>
      )}
      {can('open_line') && (
        <button
          type="button"
          tabIndex={-1}
          onClick={() => openDocument(desk, place)}
          title={t('The log as a document, at this line')}
        >
          {t('Document')}
        </button>
      )}
    </span>
  );
}
