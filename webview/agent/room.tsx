/** The window, agents: the runs of AI agents in this run: their steps as a tree, on one axis, and replayed one by one; or how all agents did. */
import { oneLine } from '../../src/tools/render/safe.ts';
import { count } from '../../src/tools/render/words.ts';
import { t } from '../words.ts';
import './agent.css';
import type { AgentLook } from './arrangement.ts';
import { Aside } from './aside.tsx';
import { Axis } from './axis.tsx';
import { Overview } from './overview.tsx';
import type { Play } from './play.ts';
import { Replay } from './replay.tsx';
import { Steps } from './steps.tsx';
import { type Stage, usePlay, useStage } from './use-play.ts';

export function AgentRoom(look: AgentLook) {
  const { arrangement, arrange } = look;
  const all = arrangement.view === 'all';
  const views = (
    <fieldset class="ag-views">
      <legend class="unseen">{t('What is shown')}</legend>
      <button type="button" aria-pressed={!all} onClick={() => arrange({ view: 'run' })}>
        {t('This run')}
      </button>
      <button type="button" aria-pressed={all} onClick={() => arrange({ view: 'all' })}>
        {t('All agents')}
      </button>
    </fieldset>
  );
  return <div class="ag">{all ? <Overview {...look} before={views} /> : <OneRun {...look} views={views} />}</div>;
}

type RunLook = AgentLook & { readonly views: preact.JSX.Element };

function OneRun({ views, ...look }: RunLook) {
  const { play, failure } = usePlay(look.arrangement.agent_run);
  if (play) return <Shown look={look} play={play} views={views} />;
  return (
    <>
      <div class="ag-bar">{views}</div>
      <p class="ag-calm" role={failure ? 'alert' : 'status'}>
        {failure ? `${failure.words} ${failure.hint}` : t('Reading the run…')}
      </p>
    </>
  );
}

function Shown({ look, play, views }: { look: AgentLook; play: Play; views: preact.JSX.Element }) {
  const stage = useStage(look, play);
  return (
    <>
      <div class="ag-bar">
        {views}
        <Choice stage={stage} />
        <span class="ag-gap" />
        {play.parts.length > 0 && <Switches stage={stage} />}
      </div>
      {play.parts.length === 0 ? <Bare stage={stage} /> : <Whole stage={stage} />}
    </>
  );
}

/** A run that was handed in without any part: what is known of it stands beside what to do about it. */
function Bare({ stage }: { stage: Stage }) {
  return (
    <div class="ag-body of-none">
      <p class="ag-calm">
        {t(
          'This agent run holds no steps: its agent has recorded none. Enable tracing, or hand its steps and calls in with the run.',
        )}
      </p>
      <Aside stage={stage} />
    </div>
  );
}

function Whole({ stage }: { stage: Stage }) {
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys of the replay hold wherever the focus is among its parts */}
      <div class="ag-body" onKeyDown={event => keyed(event, stage)}>
        <Steps stage={stage} />
        <div class="ag-main">
          <Axis stage={stage} />
          <div class="ag-below">
            <Replay stage={stage} />
            <Aside stage={stage} />
          </div>
        </div>
      </div>
    </>
  );
}

/** Anywhere among the steps: `j` and `k` go one on and back, `f` and `F` to the next failure and back, `d` to the decisive step. */
function keyed(event: KeyboardEvent, { go, seek, at, play }: Stage): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  const index = at?.index ?? 0;
  const failed = (part: Play['parts'][number]) => part.status === 'failure';
  const act: Record<string, () => void> = {
    j: () => go(index + 1),
    k: () => go(index - 1),
    f: () => seek(1, failed),
    F: () => seek(-1, failed),
    d: () => go(play.parts.find(part => part.decisive)?.index ?? index),
  };
  if (!act[event.key]) return;
  event.preventDefault();
  act[event.key]();
}

function Choice({ stage: { play, arrange } }: { stage: Stage }) {
  const { agent_run, agent_runs } = play.told;
  if (agent_runs.length < 2) return <span class="ag-name">{oneLine(agent_run.agent_name)}</span>;
  return (
    <select
      aria-label={t('Agent run')}
      value={agent_run.run_id}
      onChange={event => arrange({ agent_run: event.currentTarget.value, part: null })}
    >
      {agent_runs.map(({ run_id, agent_name, status, parts }) => (
        <option key={run_id} value={run_id}>
          {`${oneLine(agent_name)} · ${oneLine(run_id)} · ${statusName(status)} · ${count(parts)}`}
        </option>
      ))}
    </select>
  );
}

function statusName(status: Play['told']['agent_run']['status']): string {
  return { success: t('succeeded'), failure: t('failed'), running: t('running'), unknown: t('outcome unknown') }[status];
}

function Switches({ stage: { play, arrangement, arrange } }: { stage: Stage }) {
  const { ordered, by_index } = arrangement;
  return (
    <>
      <button type="button" aria-pressed={ordered} onClick={() => arrange({ ordered: !ordered })}>
        {t('In order')}
      </button>
      <button
        type="button"
        aria-pressed={by_index || !play.span}
        disabled={!play.span}
        onClick={() => arrange({ by_index: !by_index })}
        title={play.span ? undefined : t('The run tells no times')}
      >
        {t('Evenly spaced')}
      </button>
    </>
  );
}
