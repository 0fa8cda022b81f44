/** The table: agent runs as text: one run with its parts, and how agents did. */
import type { AgentMetrics, AgentOverview } from '../../model/agent-overview.ts';
import type { AgentRunHead, AgentRunTold } from '../../model/agent-run-told.ts';
import { formatPlace } from '../../model/place.ts';
import type { View } from '../tool.ts';
import { linked } from './paint.ts';
import { elided, oneLine } from './safe.ts';
import { clock, count, counted, stamp } from './words.ts';

export function agentHeadText(run: AgentRunHead): string {
  const { counts, cost } = run;
  const told = [run.agent_version, run.model, run.environment].filter(one => one !== null).join(', ');
  const parts = [
    counted(counts.steps, 'step'),
    counted(counts.tool_calls, 'tool call'),
    counted(counts.guardrail_events, 'guardrail event'),
    ...(counts.messages ? [counted(counts.messages, 'message')] : []),
    ...spentWords({ ...run, ...cost }),
  ];
  const error = [run.error_type, run.error_message].filter(one => one !== null).join(': ');
  return [
    oneLine(`${run.run_id}  ${run.status}  ${run.agent_name}${told && ` (${told})`}`),
    ...(error ? [oneLine(error)] : []),
    `${parts.join(', ')}; known as ${run.investigation_run_id}`,
  ].join('\n');
}

export function agentRunText({ agent_run, timeline, in_all }: AgentRunTold, view: View): string {
  const rows = timeline.map(part => {
    const told = [
      part.status,
      part.retries ? `${part.retries} retries` : null,
      part.latency_ms === null ? null : `${part.latency_ms} ms`,
    ];
    const words = `${part.at === null ? '' : `${clock(part.at)}  `}${part.kind} ${part.title}`;
    const rest = told.filter(one => one !== null).join(', ');
    return `${elided(oneLine(words), view.width)}\n    ${rest && `${rest}  `}${linked(view, part.place, formatPlace(part.place))}`;
  });
  const begun = agent_run.started_at === null ? [] : [stamp(Date.parse(agent_run.started_at))];
  return [agentHeadText(agent_run), ...begun, '', ...rows, `${count(timeline.length)} of ${counted(in_all, 'part')}.`].join('\n');
}

export function agentOverviewText(overview: AgentOverview): string {
  const groups = overview.by.map(({ agent_name, agent_version, environment, ...metrics }) => {
    const name = [agent_name, agent_version, environment].filter(one => one !== null).join(' ');
    return `${oneLine(name)}: ${metricsText(metrics)}`;
  });
  return [`The last ${counted(overview.hours, 'hour')}: ${metricsText(overview)}`, ...groups].join('\n');
}

type Spent = Pick<AgentMetrics, 'total_cost_usd' | 'estimated_cost_usd'>;

/** What runs tell, and what price lists say of the others. */
function spentWords({ total_cost_usd: told, estimated_cost_usd: estimated }: Spent): string[] {
  return [
    ...(told === null ? [] : [`${told} USD`]),
    ...(estimated === undefined ? [] : [`about ${estimated} USD by list prices`]),
  ];
}

function metricsText(metrics: AgentMetrics): string {
  const tools = metrics.top_failing_tools.map(one => `${oneLine(one.tool)} ${count(one.count)}`).join(', ');
  return [
    counted(metrics.total_runs, 'run'),
    ...(metrics.success_rate === null ? [] : [`${metrics.success_rate} % succeeded`]),
    ...(metrics.p95_step_latency_ms === null ? [] : [`95 % of steps within ${metrics.p95_step_latency_ms} ms`]),
    ...spentWords(metrics),
    ...(tools ? [`failing tools: ${tools}`] : []),
  ].join(', ');
}
