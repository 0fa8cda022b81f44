/** The window: a line of a log, which looks and acts the same everywhere: a click opens it, with Ctrl or ⌘ its source. */
import { formatPlace, type Place } from '../src/model/place.ts';
import { oneLine } from '../src/tools/render/safe.ts';
import { useDesk } from './desk.ts';
import { t } from './words.ts';

export interface LineLook {
  readonly place: Place;
  readonly text: string;
  /** Short name of the member; its path unless given. */
  readonly label?: string;
  /** Colour of the dot before it. */
  readonly tone?: 'error' | 'warning' | 'new' | 'plain';
  /** Why it is here. */
  readonly why?: string;
}

export function LineLink({ place, text, label, tone = 'plain', why }: LineLook) {
  const desk = useDesk();
  const open = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey) void desk.engine.open_source({ place: formatPlace(place) });
    else desk.go({ tab: 'logs', place: formatPlace(place) });
  };
  return (
    <button
      type="button"
      class="line"
      onClick={open}
      title={t('{0}:{1}: open in the log; Ctrl+click: its source', place.member, place.line)}
    >
      <span class={`dot ${tone}`} aria-hidden="true" />
      <span class="place">
        {oneLine(label ?? place.member)}:{place.line}
      </span>
      <span class="text">{oneLine(text)}</span>
      <span class="why">{why}</span>
    </button>
  );
}
