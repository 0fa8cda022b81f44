/** The nouns: an agent run as it is told of: its head, how many parts it has, and the parts in order of time. */
import { z } from 'zod';
import { Place } from './place.ts';

const State = z.enum(['success', 'failure', 'running', 'unknown']);
const Text = z.string().nullable();
const Figure = z.number().nullable();

const Cost = z.object({
  tokens_prompt: Figure,
  tokens_completion: Figure,
  tokens_cached: z.number().optional(),
  total_cost_usd: Figure.describe('as the run tells it'),
});

export const AgentRunHead = z.object({
  run_id: z.string().describe('as it was handed in'),
  agent_name: z.string(),
  agent_version: Text,
  model: Text,
  environment: Text,
  started_at: Text.describe('ISO 8601'),
  ended_at: Text,
  status: State,
  error_type: Text,
  error_message: Text,
  trace_id: Text,
  correlation_ids: z.array(z.string()),
  cost: Cost,
  estimated_cost_usd: z.number().optional().describe('by public price lists, where the run tells tokens and model but no cost'),
  counts: z.object({ steps: z.int(), tool_calls: z.int(), guardrail_events: z.int(), messages: z.int() }),
  investigation_run_id: z.string().describe('id by which the tools know the run'),
});
export type AgentRunHead = z.infer<typeof AgentRunHead>;

export const AgentPartKind = z.enum(['step', 'tool_call', 'guardrail', 'message']);
export type AgentPartKind = z.infer<typeof AgentPartKind>;

export const AgentPart = z.object({
  at: z.number().nullable().describe('milliseconds since 1970 UTC; null where nothing tells it'),
  kind: AgentPartKind,
  ref_id: z.string().describe('step_id, call_id, event_id, or the index of a message'),
  step_id: Text.describe('the step that it belongs to'),
  under: z
    .object({ kind: AgentPartKind, ref_id: z.string() })
    .nullable()
    .describe('the part that it stands under: of a call its step or message, of a guardrail event its call or step'),
  agent: Text.describe('who did or said it, where that is told'),
  tool: Text.describe('of a tool call'),
  title: z.string().describe('its beginning, in one line'),
  status: State.nullable().describe('null where the part has none'),
  retries: z.int().nullable(),
  latency_ms: Figure,
  cost: Cost.nullable().describe('what this part alone used, where that is told'),
  place: Place,
});
export type AgentPart = z.infer<typeof AgentPart>;

export const AgentRunTold = z.object({
  agent_run: AgentRunHead,
  timeline: z.array(AgentPart).describe('in order of time; of one time a step stands before what belongs to it'),
  in_all: z.int().describe('parts'),
  place: Place.describe('where the run itself stands'),
  agent_runs: z
    .array(z.object({ run_id: z.string(), agent_name: z.string(), status: State, parts: z.int() }))
    .describe('all that stand in the same source, in their order'),
});
export type AgentRunTold = z.infer<typeof AgentRunTold>;
