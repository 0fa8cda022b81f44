/** The window: the whole record that begins at a line, with what stands right around it, read when it is asked for. */
import type { Line } from '../src/model/line.ts';
import { formatPlace } from '../src/model/place.ts';
import { oneLine } from '../src/tools/render/safe.ts';
import { count } from '../src/tools/render/words.ts';
import { useAnswer } from './ask.ts';
import { useDesk } from './desk.ts';
import type { LineLook } from './line.tsx';
import { LineText } from './line-text.tsx';
import { t } from './words.ts';

/** Lines before and after the record. */
const AROUND = 2;
/** Lines of a record at most; further ones are counted, and stand in the log. */
const MOST = 60;

export function Record({ place, end_line, reasons }: LineLook) {
  const { engine } = useDesk();
  const last = Math.max(end_line ?? place.line, place.line);
  const shown = Math.min(last, place.line + MOST - 1);
  const around = shown - place.line + AROUND;
  const { data, failure } = useAnswer(formatPlace(place), life => engine.read_lines({ place: formatPlace(place), around }, life));
  const lines = data?.lines.filter(one => one.place.line >= place.line - AROUND && one.place.line <= shown + AROUND) ?? [];
  return (
    <div class="record">
      {reasons && <p class="reasons">{oneLine(reasons)}</p>}
      {failure && <p role="alert">{`${failure.words} ${failure.hint}`}</p>}
      <pre>
        {lines.map(line => (
          <RecordLine key={line.place.line} line={line} isOf={line.place.line >= place.line && line.place.line <= shown} />
        ))}
      </pre>
      {last > shown && <p class="reasons">{t('{0} more lines of this record stand in the log.', count(last - shown))}</p>}
    </div>
  );
}

/** The record stands as in the log; of the lines around it the message tells enough. */
function RecordLine({ line, isOf }: { line: Line; isOf: boolean }) {
  return (
    <div class={isOf ? '' : 'around'}>
      <span class="number">{line.place.line}</span>
      <LineText text={isOf ? line.text : line.text.slice(line.body)} place={line.place} stops />
    </div>
  );
}
