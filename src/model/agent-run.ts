/** The nouns: the run of an AI agent: its steps, tool calls, guardrail events and messages. */
import { z } from 'zod';
import { Fault } from '../base/fault.ts';

/** Other programs' words for the four states. */
const STATES: Readonly<Record<string, string>> = {
  failed: 'failure',
  error: 'failure',
  fail: 'failure',
  timeout: 'failure',
  ok: 'success',
  succeeded: 'success',
  completed: 'success',
  done: 'success',
  in_progress: 'running',
  pending: 'running',
};

export const AgentStatus = z.preprocess(
  value => (typeof value === 'string' ? (STATES[value.toLowerCase()] ?? value.toLowerCase()) : value),
  z.enum(['success', 'failure', 'running', 'unknown']),
);
export type AgentStatus = z.infer<typeof AgentStatus>;

const Id = z.string().min(1);
const Text = z
  .string()
  .nullish()
  .transform(text => text ?? null);
const Figure = z
  .number()
  .nonnegative()
  .nullish()
  .transform(figure => figure ?? null);
const Count = z
  .int()
  .nonnegative()
  .nullish()
  .transform(count => count ?? 0);
const Instant = z
  .string()
  .refine(text => !Number.isNaN(Date.parse(text)), 'is no time of ISO 8601')
  .nullish()
  .transform(text => text ?? null);

export const AgentCost = z.object({
  tokens_prompt: Figure,
  tokens_completion: Figure,
  tokens_cached: z
    .number()
    .nonnegative()
    .optional()
    .describe('of the tokens of prompts those that came from a cache, where that is told'),
  total_cost_usd: Figure.describe('as the run tells it'),
});
export type AgentCost = z.infer<typeof AgentCost>;

/** Absent where only the run tells its cost, or nothing does. */
const OwnCost = AgentCost.nullish().transform(cost => cost ?? undefined);

export const AgentStep = z.object({
  step_id: Id,
  name: z.string(),
  status: AgentStatus,
  started_at: Instant,
  ended_at: Instant,
  input_summary: Text,
  output_summary: Text,
  retries: Count,
  latency_ms: Figure,
  agent: Text.describe('which of several agents took the step'),
  parent_id: z.string().optional().describe('step_id of the step within which it was taken'),
  cost: OwnCost.optional().describe('what this step alone used'),
  model: z.string().optional().describe('that answered in this step'),
});
export type AgentStep = z.infer<typeof AgentStep>;

export const ToolCall = z.object({
  call_id: Id,
  step_id: Text,
  tool_name: z.string().min(1),
  status: AgentStatus,
  args_json: z.unknown().default(null),
  args_hash: Text,
  result_summary: Text,
  error_class: Text,
  error_message: Text,
  status_code: z
    .int()
    .nullish()
    .transform(code => code ?? null),
  retries: Count,
  latency_ms: Figure,
  started_at: Instant.describe('of the call itself, where it is known; its step tells otherwise'),
  message_index: z
    .int()
    .nullish()
    .transform(index => index ?? null)
    .describe('of the message of a transcript that makes the call'),
});
export type ToolCall = z.infer<typeof ToolCall>;

export const GuardrailEvent = z.object({
  event_id: Id,
  type: z.string(),
  message: z.string(),
  step_id: Text,
  call_id: Text,
  created_at: Instant,
});
export type GuardrailEvent = z.infer<typeof GuardrailEvent>;

export const AgentMessage = z.object({
  index: z.int().nonnegative().describe('position in the transcript, from 0'),
  agent: z.string().describe('who speaks: an agent, a tool, the user'),
  role: z.string(),
  content: z.string(),
  at: Instant,
  cost: OwnCost.optional().describe('what saying this alone used'),
});
export type AgentMessage = z.infer<typeof AgentMessage>;

const NO_COST: AgentCost = { tokens_prompt: null, tokens_completion: null, total_cost_usd: null };

export const AgentRun = z
  .object({
    run_id: Id,
    agent_name: z.string().min(1),
    agent_version: Text,
    model: Text,
    environment: Text,
    started_at: Instant,
    ended_at: Instant,
    task: Text.describe('what the agents were asked to do, where it stands beside the transcript'),
    status: AgentStatus,
    error_type: Text,
    error_message: Text,
    trace_id: Text,
    correlation_ids: z
      .array(z.string())
      .nullish()
      .transform(ids => ids ?? []),
    steps: z.array(AgentStep).default([]),
    tool_calls: z.array(ToolCall).default([]),
    guardrail_events: z.array(GuardrailEvent).default([]),
    messages: z.array(AgentMessage).default([]).describe('of a transcript'),
    cost: AgentCost.nullish().transform(cost => cost ?? NO_COST),
  })
  .superRefine((run, context) => {
    for (const { path, problem } of dangling(run)) context.addIssue({ code: 'custom', path, message: problem });
  });
export type AgentRun = z.infer<typeof AgentRun>;

interface Dangling {
  readonly path: (string | number)[];
  readonly problem: string;
}

type Children = { steps: readonly AgentStep[]; tool_calls: readonly ToolCall[]; guardrail_events: readonly GuardrailEvent[] };

/** Ids that stand twice, and references to what does not exist. */
function dangling({ steps, tool_calls, guardrail_events }: Children): Dangling[] {
  const stepIds = new Set(steps.map(step => step.step_id));
  const callIds = new Set(tool_calls.map(call => call.call_id));
  const missing = (ids: ReadonlySet<string>, id: string | null, at: { path: (string | number)[]; noun: string }): Dangling[] =>
    id === null || ids.has(id) ? [] : [{ path: at.path, problem: `there is no ${at.noun} "${id}"` }];
  return [
    ...twice(
      steps.map(step => step.step_id),
      'steps',
      'step_id',
    ),
    ...twice(
      tool_calls.map(call => call.call_id),
      'tool_calls',
      'call_id',
    ),
    ...twice(
      guardrail_events.map(event => event.event_id),
      'guardrail_events',
      'event_id',
    ),
    ...tool_calls.flatMap((call, at) => missing(stepIds, call.step_id, { path: ['tool_calls', at, 'step_id'], noun: 'step' })),
    ...guardrail_events.flatMap((event, at) => [
      ...missing(stepIds, event.step_id, { path: ['guardrail_events', at, 'step_id'], noun: 'step' }),
      ...missing(callIds, event.call_id, { path: ['guardrail_events', at, 'call_id'], noun: 'tool call' }),
    ]),
  ];
}

function twice(ids: readonly string[], list: string, key: string): Dangling[] {
  const seen = new Set<string>();
  return ids.flatMap((id, at) =>
    seen.size === seen.add(id).size ? [{ path: [list, at, key], problem: `"${id}" stands twice` }] : [],
  );
}

/** Throws the fault `bad_input`, which names the path of the first thing that is wrong. */
export function readAgentRun(value: unknown): AgentRun {
  const read = AgentRun.safeParse(value);
  if (read.success) return read.data;
  const [{ path, message }] = read.error.issues;
  throw new Fault('bad_input', { problem: `${pathText(path)}: ${message}` });
}

function pathText(path: readonly PropertyKey[]): string {
  const text = path.map(part => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return text.replace(/^\./, '') || 'agent run';
}
