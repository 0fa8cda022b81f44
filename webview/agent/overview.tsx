/** The window, agents: how all agents did over the last hours: figures, charts over time, tools that fail, and a table of agents. */
import type { ComponentChildren } from 'preact';
import { counted } from '../../src/tools/render/words.ts';
import { useAnswer } from '../ask.ts';
import { useDesk } from '../desk.ts';
import { t } from '../words.ts';
import './agent.css';
import { AgentsTable } from './agents-table.tsx';
import { type AgentLook, HOURS } from './arrangement.ts';
import { FailingTools, OverTime } from './overview-charts.tsx';
import { latencyWords, rateWords, spentWords, type Overview as Told } from './overview-words.ts';

export interface OverviewLook extends AgentLook {
  /** What stands at the beginning of the bar. */
  readonly before?: ComponentChildren;
}

export function Overview({ arrangement, arrange, before }: OverviewLook) {
  const { engine, edition } = useDesk();
  const { hours } = arrangement;
  const { data, failure, pending } = useAnswer(`${edition} ${hours}`, life => engine.summarize_agent_runs({ hours }, life));
  return (
    <>
      <div class="ag-bar">
        {before}
        <fieldset class="ag-views">
          <legend class="unseen">{t('How far to look back')}</legend>
          {HOURS.map(one => (
            <button key={one} type="button" aria-pressed={one === hours} onClick={() => arrange({ hours: one })}>
              {hoursWords(one)}
            </button>
          ))}
        </fieldset>
        <span class="ag-calm-word" role="status">
          {pending && data?.hours !== hours ? t('Counting…') : ''}
        </span>
      </div>
      {failure && <p class="ag-calm" role="alert">{`${failure.words} ${failure.hint}`}</p>}
      {data && (data.total_runs > 0 ? <Shown told={data} /> : <Nothing hours={hours} arrange={arrange} />)}
    </>
  );
}

function hoursWords(hours: number): string {
  return { 1: t('1 hour'), 24: t('24 hours'), 168: t('7 days') }[hours] ?? t('30 days');
}

function Shown({ told }: { told: Told }) {
  return (
    <div class="ag-over" tabIndex={-1}>
      <dl class="ag-tiles">
        <Tile name={t('Runs')} figure={told.total_runs.toLocaleString('en-US')} />
        <Tile name={t('Success rate')} figure={rateWords(told.success_rate)} />
        <Tile name={t('95 % of steps within')} figure={latencyWords(told.p95_step_latency_ms)} />
        <Tile name={t('Cost')} figure={spentWords(told)} />
      </dl>
      <div class="ag-charts">
        <OverTime told={told} />
        <FailingTools told={told} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways must be reached by keys */}
      <section class="ag-wide" tabIndex={0} aria-label={t('Agents by version and environment')}>
        <AgentsTable told={told} />
      </section>
    </div>
  );
}

function Tile({ name, figure }: { name: string; figure: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{figure}</dd>
    </div>
  );
}

function Nothing({ hours, arrange }: { hours: number; arrange: AgentLook['arrange'] }) {
  const last = HOURS[HOURS.length - 1];
  return (
    <div class="ag-calm">
      <p>{t('No agent run began within the last {0}.', counted(hours, t('hour'), t('hours')))}</p>
      {hours < last ? (
        <button type="button" class="link" onClick={() => arrange({ hours: last })}>
          {t('Look back 30 days')}
        </button>
      ) : (
        <p>
          {t('Investigate a file of agent runs, or hand runs in over the local HTTP API: investigator serve, POST /agent-runs.')}
        </p>
      )}
    </div>
  );
}
