/** The window, log table: pinned lines, which stay above it whatever is scrolled or filtered. */
import { parsePlace } from '../../src/model/place.ts';
import type { Labels } from '../../src/tools/render/labels.ts';
import { oneLine } from '../../src/tools/render/safe.ts';
import { clock } from '../../src/tools/render/words.ts';
import { useAnswer } from '../ask.ts';
import { useDesk } from '../desk.ts';
import { messageIn } from '../message.ts';
import { t } from '../words.ts';
import type { Mark } from './arrangement.ts';
import type { Hands } from './doings.ts';
import { inOrder, toggled } from './marks.ts';
import { rowOf } from './pages.ts';

export function Pins({ arrangement: { pins }, arrange, facts: { labels }, desk }: Hands) {
  if (pins.length === 0) return null;
  return (
    <ul class="log-pins" aria-label={t('Pinned lines')}>
      {inOrder(pins).map(mark => (
        <Pin
          key={mark.place}
          {...{ mark, labels }}
          onShow={() => desk.go({ tab: 'logs', place: mark.place })}
          onUnpin={() => arrange({ pins: toggled(pins, mark) })}
        />
      ))}
    </ul>
  );
}

function Pin({ mark, labels, onShow, onUnpin }: { mark: Mark; labels: Labels; onShow: () => void; onUnpin: () => void }) {
  const { engine } = useDesk();
  const { data, failure } = useAnswer(mark.place, life => engine.read_lines({ place: mark.place, around: 0 }, life));
  const row = data?.lines[0] && rowOf(data.lines[0]);
  return (
    <li class={row ? row.level : ''}>
      <button type="button" class="log-pinned" onClick={onShow}>
        <span class="log-dim">{clock(mark.at)}</span>
        <span class="log-dim">{oneLine(labels.place(parsePlace(mark.place)))}</span>
        <span class="log-text">{row ? oneLine(messageIn(row)) : (failure?.words ?? '')}</span>
      </button>
      <button type="button" class="log-link" onClick={onUnpin}>
        {t('Unpin')}
      </button>
    </li>
  );
}
