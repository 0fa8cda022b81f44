/** The answers: the parts of an agent run in order of time, each with what it stands under, who did it, and what it used. */
import type { AgentMessage, AgentRun, AgentStep, GuardrailEvent, ToolCall } from '../../model/agent-run.ts';
import type { AgentPart } from '../../model/agent-run-told.ts';
import type { Item, StoredRun } from '../analyze/agents/stored.ts';

/** Characters of a title: the whole stands in the line. */
const TITLE = 300;

/** Parts without a time stay where they were told. */
export function itemsInOrder({ items }: StoredRun): Item[] {
  const parts = items.filter(item => item.kind !== 'run');
  let before = Number.NEGATIVE_INFINITY;
  const timed = parts.map(item => ({ item, at: (before = item.at ?? before) }));
  return timed.sort((a, b) => (a.at === b.at ? 0 : a.at - b.at)).map(({ item }) => item);
}

export function agentParts(run: AgentRun, items: readonly Item[], placeOf: (item: Item) => AgentPart['place']): AgentPart[] {
  const records = recordsOf(run);
  return items.map(item => {
    const told = toldOf(records, item);
    const title = told.title.replace(/\s+/g, ' ').trim().slice(0, TITLE);
    return { at: item.at, kind: item.kind as AgentPart['kind'], ref_id: item.id, ...told, title, place: placeOf(item) };
  });
}

interface Records {
  readonly steps: ReadonlyMap<string, AgentStep>;
  readonly calls: ReadonlyMap<string, ToolCall>;
  readonly guards: ReadonlyMap<string, GuardrailEvent>;
  readonly messages: ReadonlyMap<string, AgentMessage>;
}

function recordsOf({ steps, tool_calls, guardrail_events, messages }: AgentRun): Records {
  return {
    steps: new Map(steps.map(one => [one.step_id, one])),
    calls: new Map(tool_calls.map(one => [one.call_id, one])),
    guards: new Map(guardrail_events.map(one => [one.event_id, one])),
    messages: new Map(messages.map(one => [String(one.index), one])),
  };
}

type Told = Omit<AgentPart, 'at' | 'kind' | 'ref_id' | 'place'>;

const nothing = {
  step_id: null,
  under: null,
  agent: null,
  tool: null,
  status: null,
  retries: null,
  latency_ms: null,
  cost: null,
};

function toldOf(records: Records, { kind, id }: Item): Told {
  const step = kind === 'step' && records.steps.get(id);
  if (step) return toldStep(records, step);
  const call = kind === 'tool_call' && records.calls.get(id);
  if (call) return toldCall(records, call);
  const event = kind === 'guardrail' && records.guards.get(id);
  if (event) return toldGuard(event);
  const said = kind === 'message' && records.messages.get(id);
  return said
    ? { ...nothing, title: `${said.agent}: ${said.content}`, agent: said.agent, cost: said.cost ?? null }
    : { ...nothing, title: id };
}

function toldStep({ steps }: Records, step: AgentStep): Told {
  const { name, step_id, status, retries, latency_ms, agent, parent_id, cost } = step;
  const under = parent_id !== undefined && steps.has(parent_id) ? ({ kind: 'step', ref_id: parent_id } as const) : null;
  return { ...nothing, title: name, step_id, under, agent, status, retries, latency_ms, cost: cost ?? null };
}

function toldCall({ steps, messages }: Records, call: ToolCall): Told {
  const { tool_name, error_message, step_id, status, retries, latency_ms, message_index } = call;
  const message = messages.get(String(message_index));
  const step = step_id === null ? undefined : steps.get(step_id);
  const under = step
    ? ({ kind: 'step', ref_id: step.step_id } as const)
    : message && ({ kind: 'message', ref_id: String(message.index) } as const);
  return {
    ...nothing,
    title: `${tool_name}${error_message ? `: ${error_message}` : ''}`,
    step_id,
    under: under ?? null,
    agent: step?.agent ?? message?.agent ?? null,
    tool: tool_name,
    ...{ status, retries, latency_ms },
  };
}

function toldGuard({ type, message, step_id, call_id }: GuardrailEvent): Told {
  const under =
    call_id === null
      ? step_id === null
        ? null
        : ({ kind: 'step', ref_id: step_id } as const)
      : ({ kind: 'tool_call', ref_id: call_id } as const);
  return { ...nothing, title: `${type}: ${message}`, step_id, under };
}
