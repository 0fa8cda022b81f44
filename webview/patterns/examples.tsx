/** The window, patterns: what an open row shows: the pattern in full and up to five of its lines. */
import type { TemplatePage } from '../../src/model/page.ts';
import { formatPlace } from '../../src/model/place.ts';
import { labelsOf } from '../../src/tools/render/labels.ts';
import { clock, count, counted } from '../../src/tools/render/words.ts';
import { useAnswer } from '../ask.ts';
import { useDesk } from '../desk.ts';
import { LineLink, Lines as LineList } from '../line.tsx';
import { messageIn } from '../message.ts';
import type { Drawn } from '../virtual.ts';
import { t } from '../words.ts';
import { meanWords, type Pattern, queryOf } from './pattern.ts';
import { Text } from './text.tsx';

const MOST = 5;

export interface ExamplesLook {
  readonly pattern: Pattern;
  readonly page: TemplatePage;
  readonly drawn: Drawn;
}

export function Examples({ pattern, page, drawn }: ExamplesLook) {
  return (
    <tr class="pt-open" aria-level={2} {...drawn}>
      <td>
        <p class="pt-whole">
          <Text text={pattern.text} />
        </p>
        {pattern.template < 0 ? (
          <p class="pt-note">
            {t(
              'It stands in no line of this run; {0} on average in {1}.',
              meanWords(pattern.passing),
              counted(page.compared_with, 'passing run'),
            )}
          </p>
        ) : (
          <Lines pattern={pattern} />
        )}
      </td>
    </tr>
  );
}

function Lines({ pattern }: Pick<ExamplesLook, 'pattern'>) {
  const desk = useDesk();
  const query = queryOf(pattern);
  const { data, failure } = useAnswer(`${desk.edition} ${query}`, life =>
    desk.engine.search_logs({ run_id: desk.start.run_id, query, limit: MOST }, life),
  );
  if (failure) return <p class="pt-note" role="alert">{`${failure.words} ${failure.hint}`}</p>;
  if (!data)
    return (
      <p class="pt-note" aria-busy="true">
        {t('Reading lines…')}
      </p>
    );
  const labels = labelsOf(data.lines.map(line => line.place.member));
  return (
    <>
      <LineList label={t('Lines of this pattern')} timed>
        {data.lines.map(line => (
          <LineLink
            key={formatPlace(line.place)}
            place={line.place}
            label={labels.member(line.place.member)}
            when={line.at === null ? t('no time') : clock(line.at)}
            text={messageIn(line)}
            raw={line.text}
            end_line={line.end_line}
            tone={line.level === 'error' || line.level === 'fatal' ? 'error' : line.level === 'warn' ? 'warning' : 'plain'}
          />
        ))}
      </LineList>
      <p class="pt-note">
        {t('{0} of {1}', count(data.lines.length), counted(data.coverage.matched, 'line'))} ·{' '}
        <button type="button" class="pt-link" onClick={() => desk.go({ tab: 'logs', query })}>
          {t('all in the log')}
        </button>
      </p>
    </>
  );
}
