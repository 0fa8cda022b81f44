/** The window, agents: beside the replay: what the run was, what it has cost so far, and which tools it called. */
import { useMemo } from 'preact/hooks';
import { oneLine } from '../../src/tools/render/safe.ts';
import { count } from '../../src/tools/render/words.ts';
import { LineLink, Lines } from '../line.tsx';
import { t } from '../words.ts';
import { costWords, spentWords } from './overview-words.ts';
import { costOf, type Spent, spending, toolsOf } from './play.ts';
import { ToolName } from './tool-name.tsx';
import type { Stage } from './use-play.ts';

export function Aside({ stage }: { stage: Stage }) {
  const { agent_run, place } = stage.play.told;
  const { error_type, error_message, agent_version, model, environment, status } = agent_run;
  const error = [error_type, error_message].filter(one => one !== null).join(': ');
  const about = [agent_version, model, environment].filter(one => one !== null).map(oneLine);
  return (
    <aside class="ag-aside" aria-label={t('About the agent run')}>
      <section>
        <h3>{t('Agent')}</h3>
        <p>
          <bdi>{oneLine(agent_run.agent_name)}</bdi>
          {about.length > 0 && <span class="under"> {about.join(' · ')}</span>}
        </p>
        {error && <p class="ag-error">{oneLine(error)}</p>}
        <Lines label={t('The line of the agent run')}>
          <LineLink place={place} label={t('run')} text={agent_run.run_id} tone={status === 'failure' ? 'error' : 'plain'} />
        </Lines>
      </section>
      <Cost stage={stage} />
      <Tools stage={stage} />
    </aside>
  );
}

function Cost({ stage: { play, at } }: { stage: Stage }) {
  const cost = useMemo(() => costOf(play), [play]);
  const { estimated_cost_usd } = play.told.agent_run;
  const spent = useMemo(() => spending(play.parts), [play]);
  const now = spent?.[at?.index ?? 0];
  const rows = [
    [t('Prompt tokens'), figureWords(cost.tokens_prompt)],
    [t('Completion tokens'), figureWords(cost.tokens_completion)],
    [t('Cost'), spentWords({ ...cost, ...(cost.total_cost_usd === null && { estimated_cost_usd }) })],
    ...(now ? [[t('Tokens up to here'), count(now.tokens)] as const] : []),
    ...(now?.usd ? [[t('Cost up to here'), costWords(now.usd)] as const] : []),
  ] as const;
  if (!spent && Object.values(cost).every(figure => figure === null)) return null;
  return (
    <section>
      <h3>{t('Cost')}</h3>
      <table class="ag-figures">
        <tbody>
          {rows.map(([name, figure]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{figure}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {spent && <Curve spent={spent} at={at?.index ?? 0} />}
    </section>
  );
}

function figureWords(figure: number | null): string {
  return figure === null ? t('not told') : count(figure);
}

const WIDE = 300;
const HIGH = 48;

/** Tokens, or where none are told the cost, as they add up part by part. */
function Curve({ spent, at }: { spent: readonly Spent[]; at: number }) {
  const figure = (one: Spent) => (spent[spent.length - 1].tokens > 0 ? one.tokens : one.usd);
  const most = figure(spent[spent.length - 1]) || 1;
  const x = (index: number) => (((index + 1) / spent.length) * WIDE).toFixed(1);
  const path = spent.map((one, index) => `V${(HIGH - (figure(one) / most) * (HIGH - 2)).toFixed(1)}H${x(index)}`).join('');
  return (
    <svg
      class="ag-curve"
      viewBox={`0 0 ${WIDE} ${HIGH}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={t('Used up to each step: {0} of {1} at this position', count(figure(spent[at])), count(most))}
    >
      <path d={`M0 ${HIGH}${path}V${HIGH}Z`} />
      <line x1={x(at)} x2={x(at)} y1="0" y2={HIGH} />
    </svg>
  );
}

/** Tools that are named; further ones are counted. */
const TOOLS = 20;

function Tools({ stage: { play } }: { stage: Stage }) {
  const tools = useMemo(() => toolsOf(play.parts), [play]);
  if (tools.length === 0) return null;
  return (
    <section>
      <h3>{t('Tools')}</h3>
      <table class="ag-figures">
        <thead>
          <tr>
            <th scope="col">{t('Tool')}</th>
            <th scope="col">{t('Calls')}</th>
            <th scope="col">{t('Failed')}</th>
          </tr>
        </thead>
        <tbody>
          {tools.slice(0, TOOLS).map(({ tool, calls, failed }) => (
            <tr key={tool}>
              <th scope="row">
                <ToolName tool={tool} />
              </th>
              <td>{count(calls)}</td>
              <td class={failed ? 'error' : ''}>{count(failed)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {tools.length > TOOLS && <p class="under">{t('{0} more tools', count(tools.length - TOOLS))}</p>}
    </section>
  );
}
