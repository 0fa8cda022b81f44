/** The nouns: how agents did over some hours, all together and per agent, version and environment. */
import { z } from 'zod';

export const AgentMetrics = z.object({
  total_runs: z.int(),
  success_rate: z.number().nullable().describe('percent of the runs that are over; null when none is'),
  top_failing_tools: z.array(z.object({ tool: z.string(), count: z.int().describe('failed calls') })),
  p95_step_latency_ms: z.number().nullable().describe('null when no step tells its latency'),
  total_cost_usd: z.number().nullable().describe('of the runs that tell it; null when none does'),
});
export type AgentMetrics = z.infer<typeof AgentMetrics>;

export const AgentOverview = AgentMetrics.extend({
  hours: z.number().positive(),
  by: z.array(
    AgentMetrics.extend({ agent_name: z.string(), agent_version: z.string().nullable(), environment: z.string().nullable() }),
  ),
});
export type AgentOverview = z.infer<typeof AgentOverview>;
