/** The reader, agents: an agent run as lines: one for the run, and one for each step, tool call, guardrail event and message in order of time. */
import type { AgentMessage, AgentRun, AgentStatus, AgentStep, GuardrailEvent, ToolCall } from '../../../model/agent-run.ts';

/** Characters of one text that are kept: a line holds 256 KiB, and a character takes up to six bytes in JSON. */
const MOST = 20_000;
const TITLE = 300;

interface Item {
  readonly kind: 'step' | 'tool_call' | 'guardrail' | 'message';
  readonly at: string | null;
  readonly level: string;
  readonly message: string;
  readonly record: object;
}

/** Lines of JSON whose first keys are time, level and message; `agent_run` names the run, `kind` what the line is, `record` holds all of it. */
export function agentLines(run: AgentRun): string[] {
  const { steps, tool_calls, guardrail_events, messages, ...head } = run;
  const items = merged(run);
  const first = run.started_at ?? items.find(item => item.at !== null)?.at ?? null;
  const failed = run.error_message ?? run.error_type;
  const message = `agent ${run.agent_name} ${statusWord(run.status)}${run.status === 'failure' && failed ? `: ${failed}` : ''}`;
  const top = { kind: 'run', at: first, level: levelOf(run.status), message, record: head } as const;
  return [top, ...items].map(({ kind, at, level, message: words, record }) =>
    JSON.stringify({
      ...(at !== null && { time: at }),
      level,
      message: line(words),
      agent_run: run.run_id,
      kind,
      record: clipped(record),
    }),
  );
}

interface Placed {
  readonly item: Item;
  /** The time by which it is sorted: its own, that of what it belongs to, or that of what stands before it. */
  readonly at: number;
  /** Position of the step that it is, or that it belongs to. */
  readonly step: number;
}

/** By time, what has none behind what stands before it; a step comes before its calls, a call before what guarded it. */
function merged(run: AgentRun): Item[] {
  const steps = inOrder(run.steps, (step, at) => ({ item: stepItem(step), step: at }));
  const stepOf = new Map(run.steps.map((step, at) => [step.step_id, steps[at]]));
  const calls = inOrder(run.tool_calls, call => {
    const step = stepOf.get(call.step_id ?? '');
    return { item: callItem(call, call.started_at ?? step?.item.at ?? null), ...within(step) };
  });
  const callOf = new Map(run.tool_calls.map((call, at) => [call.call_id, calls[at]]));
  const guards = inOrder(run.guardrail_events, event => {
    const around = callOf.get(event.call_id ?? '') ?? stepOf.get(event.step_id ?? '');
    return { item: guardItem(event, event.created_at ?? around?.item.at ?? null), ...within(around) };
  });
  const sorted = [...steps, ...calls, ...guards].sort((a, b) => (a.at === b.at ? a.step - b.step || 0 : a.at - b.at));
  const made = Map.groupBy(run.tool_calls, call => call.message_index);
  return withMessages(
    run.messages.map(message => messageItem(message, made.get(message.index) ?? [])),
    sorted.map(({ item }) => item),
  );
}

function within(around: Placed | undefined): { step: number; since?: number } {
  return around ? { step: around.step, since: around.at } : { step: Number.MAX_SAFE_INTEGER };
}

function inOrder<Part>(
  parts: readonly Part[],
  placed: (part: Part, at: number) => { item: Item; step: number; since?: number },
): Placed[] {
  let before = Number.NEGATIVE_INFINITY;
  return parts.map((part, at) => {
    const { item, step, since } = placed(part, at);
    before = item.at === null ? (since ?? before) : Date.parse(item.at);
    return { item, step, at: before };
  });
}

/** A transcript keeps its own order; calls that it makes stand behind the message that made them. */
function withMessages(messages: readonly Item[], items: readonly Item[]): Item[] {
  if (messages.length === 0) return [...items];
  const made = Map.groupBy(items, messageOf);
  const placed = messages.flatMap((message, index) => [message, ...(made.get(index) ?? [])]);
  return [...(made.get(-1) ?? []), ...placed];
}

function messageOf({ record }: Item): number {
  return 'message_index' in record && typeof record.message_index === 'number' ? record.message_index : -1;
}

function stepItem(step: AgentStep): Item {
  const tells = step.status === 'failure' && step.output_summary ? `: ${step.output_summary}` : '';
  const message = `step ${step.name} ${statusWord(step.status)}${tells}`;
  return { kind: 'step', at: step.started_at, level: levelOf(step.status), message, record: step };
}

function callItem(call: ToolCall, at: string | null): Item {
  const tells = [call.error_class, call.error_message].filter(Boolean).join(': ');
  const message = `tool call ${call.tool_name} ${statusWord(call.status)}${tells ? `: ${tells}` : ''}`;
  return { kind: 'tool_call', at, level: levelOf(call.status), message, record: call };
}

function guardItem(event: GuardrailEvent, at: string | null): Item {
  return { kind: 'guardrail', at, level: 'warn', message: `guardrail ${event.type}: ${event.message}`, record: event };
}

function messageItem(message: AgentMessage, calls: readonly ToolCall[]): Item {
  return { kind: 'message', at: message.at, level: 'info', message: messageWords(message, calls), record: message };
}

/** Of a message that says nothing the calls that it makes. */
function messageWords({ agent, content }: AgentMessage, calls: readonly ToolCall[]): string {
  const silent = content.trim() === '' && calls.length > 0;
  return silent ? `${agent} calls ${calls.map(call => call.tool_name).join(', ')}` : `${agent}: ${content}`;
}

function statusWord(status: AgentStatus): string {
  return { success: 'succeeded', failure: 'failed', running: 'is running', unknown: 'ended' }[status];
}

function levelOf(status: AgentStatus): string {
  return status === 'failure' ? 'error' : 'info';
}

function line(text: string): string {
  const one = text.replace(/\s+/g, ' ').trim();
  return one.length > TITLE ? `${one.slice(0, TITLE - 1)}…` : one;
}

/** The beginning and the end of what is too long; arguments that are too long are kept as text. */
function clipped(record: object): object {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => {
      if (typeof value === 'string') return [key, clip(value)];
      const text = typeof value === 'object' && value !== null ? JSON.stringify(value) : '';
      return [key, text.length > MOST ? clip(text) : value];
    }),
  );
}

function clip(text: string): string {
  return text.length > MOST ? `${text.slice(0, MOST / 2)} … ${text.slice(-MOST / 2)}` : text;
}
