/** The window, report: the lines of all logs that name the same request as the evidence, in the order of time. */
import { formatPlace } from '../../src/model/place.ts';
import { requestWords } from '../../src/tools/render/story.ts';
import { clock, count } from '../../src/tools/render/words.ts';
import { useDesk } from '../desk.ts';
import { LineLink, Lines } from '../line.tsx';
import type { Tone } from '../tone.ts';
import { t } from '../words.ts';
import type { ReportLook } from './look.ts';

/** Lines shown; the log table has the others. */
const LINES = 10;
const GRAVE: Readonly<Record<string, Tone>> = { fatal: 'error', error: 'error', warn: 'warning' };

export function Request({ report: { request }, labels }: ReportLook) {
  const desk = useDesk();
  if (!request) return null;
  const more = request.in_all - Math.min(LINES, request.lines.length);
  return (
    <section>
      <h3>{t('The same request')}</h3>
      <p class="under">{requestWords(request)}</p>
      <Lines label={t('The same request')} timed>
        {request.lines.slice(0, LINES).map(({ place, at, level, title }) => (
          <LineLink
            key={formatPlace(place)}
            place={place}
            text={title}
            label={labels.member(place.member)}
            when={at === null ? '' : clock(at).slice(0, 12)}
            tone={GRAVE[level] ?? 'plain'}
          />
        ))}
      </Lines>
      {more > 0 && (
        <button type="button" class="link" onClick={() => desk.go({ tab: 'logs', query: JSON.stringify(request.id) })}>
          {t('{0} more of this request', count(more))}
        </button>
      )}
    </section>
  );
}
