/** The reader, agents: spans become agent runs: one for each outermost agent of a trace, or one for the trace. */
import { type AgentRun, readAgentRun } from '../../../../model/agent-run.ts';
import { type Obj, textIn } from '../value.ts';
import { callsOf } from './calls.ts';
import { errorOf, kindOf, speaksOfAgents, summaryOf } from './kind.ts';
import type { Span } from './spans.ts';
import { usageOf } from './usage.ts';

/** Spans may come in any order and in several documents; those told twice count once. Traces that speak of no agent are left out. */
export function runsOfSpans(spans: readonly Span[]): AgentRun[] {
  const unique = new Map(spans.map(span => [`${span.traceId} ${span.spanId}`, span]));
  const traces = Map.groupBy(unique.values(), span => span.traceId);
  return [...traces.values()].filter(trace => trace.some(speaksOfAgents)).flatMap(runsOfTrace);
}

function runsOfTrace(trace: readonly Span[]): AgentRun[] {
  const sorted = [...trace].sort((a, b) => (a.start ?? 0) - (b.start ?? 0) || length(b) - length(a));
  const byId = new Map(sorted.map(span => [span.spanId, span]));
  const parentOf = (span: Span) => (span.parentId === null ? undefined : byId.get(span.parentId));
  const agents = sorted.filter(span => kindOf(span) === 'agent' && !around(span, parentOf).some(one => kindOf(one) === 'agent'));
  if (agents.length < 2)
    return [runOf(sorted, { parentOf, root: agents[0] ?? rootOf(sorted, parentOf), run_id: sorted[0].traceId })];
  return agents.map(root => {
    const own = sorted.filter(span => span === root || around(span, parentOf).includes(root));
    return runOf(own, { parentOf, root, run_id: `${root.traceId}-${root.spanId}` });
  });
}

function length(span: Span): number {
  return (span.end ?? Infinity) - (span.start ?? 0);
}

/** The spans around one, the nearest first. A trace whose parents lead in a circle ends where it began. */
function around(span: Span, parentOf: (span: Span) => Span | undefined): Span[] {
  const found: Span[] = [];
  for (let one = parentOf(span); one && !found.includes(one) && one !== span; one = parentOf(one)) found.push(one);
  return found;
}

function rootOf(sorted: readonly Span[], parentOf: (span: Span) => Span | undefined): Span {
  return sorted.find(span => span.parentId === null) ?? sorted.find(span => !parentOf(span)) ?? sorted[0];
}

const MODEL = ['gen_ai.response.model', 'gen_ai.request.model', 'llm.model_name', 'llm.response.model_name'];

interface Frame {
  readonly parentOf: (span: Span) => Span | undefined;
  readonly root: Span;
  readonly run_id: string;
}

function runOf(spans: readonly Span[], { parentOf, root, run_id }: Frame): AgentRun {
  const steps = spans.filter(span => ['agent', 'model', 'other'].includes(kindOf(span)));
  const stepIds = new Set(steps.map(span => span.spanId));
  const stepOf = (span: Span) => [span, ...around(span, parentOf)].find(one => stepIds.has(one.spanId))?.spanId ?? null;
  const attributes = (...keys: string[]) =>
    textIn(root.attributes, ...keys) ?? spans.map(span => textIn(span.attributes, ...keys)).find(text => text !== null) ?? null;
  const status = root.failed ? 'failure' : root.end === null ? 'running' : 'success';
  const error = status === 'failure' ? (errorOf(root) ?? null) : null;
  const usage = usageOf(spans, parentOf);
  const child = status === 'failure' ? spans.findLast(span => span !== root && span.failed) : undefined;
  return readAgentRun({
    run_id,
    agent_name: attributes('gen_ai.agent.name', 'agent.name') ?? textIn(root.resource, 'service.name') ?? 'agent',
    agent_version: attributes('gen_ai.agent.version') ?? textIn(root.resource, 'service.version'),
    model: attributes(...MODEL),
    environment: textIn(root.resource, 'deployment.environment.name', 'deployment.environment'),
    started_at: iso(root.start),
    ended_at: iso(root.end),
    status,
    error_type: error?.error_class ?? (child ? (errorOf(child)?.error_class ?? null) : null),
    error_message: error?.error_message ?? child?.message ?? null,
    trace_id: root.traceId,
    correlation_ids: [...new Set(spans.flatMap(span => textIn(span.attributes, 'gen_ai.conversation.id', 'session.id') ?? []))],
    steps: steps.map(span => stepFrom(span, { parentOf, stepOf, used: usage.of(span) })),
    tool_calls: callsOf(spans, parentOf, stepOf),
    guardrail_events: spans.flatMap(span => guardrailsOf(span, stepOf(span))),
    cost: usage.total,
  });
}

interface Within {
  readonly parentOf: (span: Span) => Span | undefined;
  readonly stepOf: (span: Span) => string | null;
  readonly used: object | null;
}

function stepFrom(span: Span, { parentOf, stepOf, used }: Within): Obj {
  const outer = parentOf(span);
  const parent = outer && stepOf(outer);
  const agent = [span, ...around(span, parentOf)]
    .map(one => textIn(one.attributes, 'gen_ai.agent.name', 'agent.name'))
    .find(name => name !== null);
  const model = textIn(span.attributes, ...MODEL);
  const said = summaryOf(span.attributes['output.value'] ?? span.attributes['gen_ai.output.messages']);
  return {
    step_id: span.spanId,
    name: span.name || 'unnamed',
    status: span.failed ? 'failure' : span.end === null ? 'running' : 'success',
    started_at: iso(span.start),
    ended_at: iso(span.end),
    input_summary: summaryOf(span.attributes['input.value'] ?? span.attributes['gen_ai.input.messages']),
    output_summary: span.failed ? (errorOf(span)?.error_message ?? said) : said,
    latency_ms: span.start !== null && span.end !== null ? Math.max(0, span.end - span.start) : null,
    agent: agent ?? null,
    ...(parent && parent !== span.spanId && { parent_id: parent }),
    ...(used && { cost: used }),
    ...(used && model !== null && { model }),
  };
}

/** Spans of guardrails, and answers that a filter held back. */
function guardrailsOf(span: Span, stepId: string | null): Obj[] {
  const event = { step_id: stepId, created_at: iso(span.start) };
  if (kindOf(span) === 'guardrail') {
    const message = errorOf(span)?.error_message ?? summaryOf(span.attributes['output.value']) ?? span.name;
    return [{ ...event, event_id: span.spanId, type: span.name || 'guardrail', message }];
  }
  const reasons = span.attributes['gen_ai.response.finish_reasons'] ?? span.attributes['llm.finish_reason'];
  const filtered = [reasons].flat().find(reason => typeof reason === 'string' && /content_?filter|safety/i.test(reason));
  return filtered
    ? [{ ...event, event_id: `${span.spanId}-filter`, type: 'content_filter', message: `the answer was held back: ${filtered}` }]
    : [];
}

function iso(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
