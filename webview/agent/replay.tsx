/** The window, agents: the replay: where it stands, the ways on and back, and all that the part at this position holds. */
import { useMemo } from 'preact/hooks';
import { formatPlace } from '../../src/model/place.ts';
import { labelsOf } from '../../src/tools/render/labels.ts';
import { manyLines, oneLine } from '../../src/tools/render/safe.ts';
import { clock, count, lasting, stamp } from '../../src/tools/render/words.ts';
import { useAnswer } from '../ask.ts';
import { useDesk } from '../desk.ts';
import { LineLink, Lines } from '../line.tsx';
import { t } from '../words.ts';
import { type Field, fieldsOf, saidIn } from './detail-of.ts';
import { costWords } from './overview-words.ts';
import { kindWords, type Part, statusWords, toneOf } from './play.ts';
import { ToolName } from './tool-name.tsx';
import type { Stage } from './use-play.ts';

export function Replay({ stage }: { stage: Stage }) {
  const { at } = stage;
  return (
    <section class="ag-replay" aria-label={t('Replay')}>
      <Buttons stage={stage} />
      {at && <Shown part={at} key={at.key} />}
    </section>
  );
}

function Buttons({ stage: { play, at, go, seek } }: { stage: Stage }) {
  const { parts } = play;
  const index = at?.index ?? 0;
  const last = parts.length - 1;
  const failed = (part: Part) => part.status === 'failure';
  const decisive = parts.find(part => part.decisive);
  const step = (words: string, sign: string, { to, off }: { to: number; off: boolean }) => (
    <button type="button" title={words} aria-label={words} disabled={off} onClick={() => go(to)}>
      {sign}
    </button>
  );
  return (
    <div class="ag-buttons">
      {step(t('First step'), '«', { to: 0, off: index <= 0 })}
      {step(t('One step back (k)'), '‹', { to: index - 1, off: index <= 0 })}
      {step(t('One step on (j)'), '›', { to: index + 1, off: index >= last })}
      {step(t('Last step'), '»', { to: last, off: index >= last })}
      <span role="status">{parts.length > 0 && t('{0} of {1}', count(index + 1), count(parts.length))}</span>
      {parts.some(failed) && (
        <button type="button" class="link" title={t('f, and F for the one before')} onClick={() => seek(1, failed)}>
          {t('Next failure')}
        </button>
      )}
      {decisive && (
        <button type="button" class="link" title={t('d')} onClick={() => go(decisive.index)}>
          {t('Decisive step')}
        </button>
      )}
    </div>
  );
}

function Shown({ part }: { part: Part }) {
  const { engine } = useDesk();
  const place = formatPlace(part.place);
  const { data, failure } = useAnswer(place, life => engine.read_lines({ place, around: 0 }, life));
  const line = data?.lines[0];
  const fields = useMemo(() => (line ? fieldsOf(line.text) : null), [line]);
  const labels = labelsOf([part.place.member]);
  return (
    <article class="ag-part" aria-label={t('What happened at this position')}>
      <header>
        <h2 title={oneLine(part.title)}>
          {part.tool === null ? <bdi>{oneLine(part.title)}</bdi> : <ToolName tool={part.tool} />}
        </h2>
        <p>{factsOf(part)}</p>
        {part.decisive && (
          <p class="ag-why">{[t('The report names this the decisive step'), ...part.why].map(oneLine).join(' · ')}</p>
        )}
      </header>
      <Lines label={t('The line of this part')}>
        <LineLink
          place={part.place}
          label={labels.member(part.place.member)}
          text={(line && saidIn(line.text)) ?? part.title}
          raw={line?.text}
          tone={tonesOfLines[toneOf(part)]}
          why={part.decisive ? t('decisive') : part.cited ? t('evidence') : ''}
        />
      </Lines>
      {failure && <p role="alert">{`${failure.words} ${failure.hint}`}</p>}
      {fields?.map(field => (
        <Told key={field.name} {...field} />
      ))}
      {fields?.length === 0 && <p class="ag-calm">{t('Neither input nor output was recorded.')}</p>}
    </article>
  );
}

const tonesOfLines = { error: 'error', warning: 'warning', new: 'new', good: 'plain', plain: 'plain' } as const;

function factsOf(part: Part): string {
  const { kind, agent, status, at, latency_ms, retries, cost } = part;
  const tokens = cost && (cost.tokens_prompt ?? 0) + (cost.tokens_completion ?? 0);
  const words = [
    kindWords(kind),
    agent !== null && t('by {0}', oneLine(agent)),
    status && statusWords(status),
    at !== null && `${stamp(at).slice(0, 10)} ${clock(at)}`,
    latency_ms !== null && lasting(latency_ms),
    retries ? t('tried again {0} times', retries) : '',
    tokens ? t('{0} tokens', count(tokens)) : '',
    cost?.total_cost_usd ? costWords(cost.total_cost_usd) : '',
  ];
  return words.filter(word => word).join(' · ');
}

function Told({ name, text, tone, code }: Field) {
  return (
    <section class="ag-field">
      <h3>{name}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls must be reached by keys */}
      <pre class={`${tone} ${code ? 'code' : ''}`} tabIndex={0}>
        <bdi>{manyLines(text)}</bdi>
      </pre>
    </section>
  );
}
