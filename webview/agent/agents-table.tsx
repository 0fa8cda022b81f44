/** The window, agents: agents by version and environment as a table that sorts by each of its columns; failures lead to their run. */
import { useState } from 'preact/hooks';
import { oneLine } from '../../src/tools/render/safe.ts';
import { count } from '../../src/tools/render/words.ts';
import { told as tell } from '../acts.ts';
import { useDesk } from '../desk.ts';
import { t } from '../words.ts';
import { type Group, latencyWords, type Overview, rateWords, SORTS, type Sort, sorted, spentWords } from './overview-words.ts';

export function AgentsTable({ told }: { told: Overview }) {
  const [order, setOrder] = useState<{ sort: Sort; down: boolean }>({ sort: 'runs', down: true });
  const choose = (sort: Sort) =>
    setOrder(before => ({
      sort,
      down: before.sort === sort ? !before.down : !['agent', 'version', 'environment'].includes(sort),
    }));
  return (
    <table class="ag-agents">
      <caption class="unseen">{t('Agents by version and environment')}</caption>
      <thead>
        <tr>
          {SORTS.map(sort => (
            <th
              key={sort}
              scope="col"
              class={sort}
              aria-sort={order.sort === sort ? (order.down ? 'descending' : 'ascending') : 'none'}
            >
              <button type="button" onClick={() => choose(sort)}>
                {nameOf(sort)}
                <span aria-hidden="true">{order.sort === sort ? (order.down ? ' ↓' : ' ↑') : ''}</span>
              </button>
            </th>
          ))}
          <th scope="col">{t('Tools that fail most')}</th>
          <th scope="col">{t('Failed last')}</th>
        </tr>
      </thead>
      <tbody>
        {sorted(told.by, order).map(group => (
          <Row key={JSON.stringify([group.agent_name, group.agent_version, group.environment])} group={group} />
        ))}
      </tbody>
    </table>
  );
}

function nameOf(sort: Sort): string {
  return {
    agent: t('Agent'),
    version: t('Version'),
    environment: t('Environment'),
    runs: t('Runs'),
    rate: t('Success rate'),
    latency: t('p95 step latency'),
    cost: t('Cost'),
  }[sort];
}

function Row({ group }: { group: Group }) {
  const { agent_name, agent_version, environment, total_runs, success_rate, p95_step_latency_ms } = group;
  const tools = group.top_failing_tools.slice(0, 3).map(one => `${oneLine(one.tool)} ${count(one.count)}`);
  return (
    <tr>
      <th scope="row">
        <Clamped text={oneLine(agent_name)} />
      </th>
      <td>
        <Clamped text={oneLine(agent_version ?? '')} />
      </td>
      <td>
        <Clamped text={oneLine(environment ?? '')} />
      </td>
      <td class="runs">{count(total_runs)}</td>
      <td class={`rate ${success_rate !== null && success_rate < 50 ? 'error' : ''}`}>{rateWords(success_rate)}</td>
      <td class="latency">{latencyWords(p95_step_latency_ms)}</td>
      <td class="cost">{spentWords(group)}</td>
      <td>
        <Clamped text={tools.join(', ')} />
      </td>
      <td>
        <LastFailed group={group} />
      </td>
    </tr>
  );
}

/** A name without end takes three lines at most. */
function Clamped({ text }: { text: string }) {
  return (
    <bdi class="ag-clamped" title={text}>
      {text}
    </bdi>
  );
}

function LastFailed({ group: { newest_failed: failed } }: { group: Group }) {
  const desk = useDesk();
  if (!failed) return null;
  const name = <bdi>{oneLine(failed.run_id)}</bdi>;
  if (!desk.start.acts.includes('open_run')) return name;
  const open = async () => {
    await desk.engine.open_run({ run_id: failed.investigation_run_id });
    return '';
  };
  return (
    <button type="button" class="link ag-clamped" onClick={() => void tell(desk, open)}>
      {name}
    </button>
  );
}
