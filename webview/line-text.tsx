/** The window: the text of a log line, always as text; the places in source files that it names are underlined and can be opened. */
import type { JSX } from 'preact';
import { type FrameSpan, framesOf } from '../src/base/frames.ts';
import { formatPlace, type Place } from '../src/model/place.ts';
import { oneLine } from '../src/tools/render/safe.ts';
import { openSource } from './acts.ts';
import { useDesk } from './desk.ts';
import { t } from './words.ts';

/** Signs of a line that are drawn; what is left out is counted, and read in the log. */
const MOST = 1000;

export interface LineTextLook {
  readonly text: string;
  readonly place: Place;
  /** A stop of the keyboard each; otherwise arrows lead there. */
  readonly stops?: boolean;
}

export function LineText({ text, place, stops }: LineTextLook) {
  const { start } = useDesk();
  const shown = oneLine(text.slice(0, MOST));
  const left = text.length - MOST;
  const frames = start.acts.includes('open_source') ? framesOf(shown) : [];
  const parts: (string | JSX.Element)[] = [];
  let at = 0;
  for (const span of frames) {
    parts.push(
      shown.slice(at, span.from),
      <FrameLink key={span.from} {...{ span, place, stops }} text={shown.slice(span.from, span.to)} />,
    );
    at = span.to;
  }
  parts.push(shown.slice(at), left > 0 ? t('… {0} more signs', left.toLocaleString('en-US')) : '');
  return <bdi dir="ltr">{parts}</bdi>;
}

interface FrameLook {
  readonly span: FrameSpan;
  readonly place: Place;
  readonly stops?: boolean;
  readonly text: string;
}

function FrameLink({ span: { frame }, place, stops, text }: FrameLook) {
  const desk = useDesk();
  const { file, line, column } = frame;
  const open = () => openSource(desk, { place: formatPlace(place), frame: { file, line, column } });
  return (
    <button
      type="button"
      class="frame"
      tabIndex={stops ? 0 : -1}
      onClick={open}
      title={t('Open {0} in the source', `${file}:${line}`)}
    >
      {text}
    </button>
  );
}
