/** The nouns: how agents did over some hours, all together and per agent, version and environment. */
import { z } from 'zod';

export const AgentMetrics = z.object({
  total_runs: z.int(),
  success_rate: z.number().nullable().describe('percent of the runs that are over; null when none is'),
  top_failing_tools: z.array(z.object({ tool: z.string(), count: z.int().describe('failed calls') })),
  p95_step_latency_ms: z.number().nullable().describe('null when no step tells its latency'),
  total_cost_usd: z.number().nullable().describe('of the runs that tell it; null when none does'),
  estimated_cost_usd: z
    .number()
    .optional()
    .describe('by public price lists, of the runs that tell tokens and model but no cost; absent when none does'),
});
export type AgentMetrics = z.infer<typeof AgentMetrics>;

export const AgentOverview = AgentMetrics.extend({
  hours: z.number().positive(),
  by: z.array(
    AgentMetrics.extend({
      agent_name: z.string(),
      agent_version: z.string().nullable(),
      environment: z.string().nullable(),
      newest_failed: z
        .object({ run_id: z.string(), investigation_run_id: z.string().describe('id by which the tools know the run') })
        .nullable()
        .describe('the agent run that failed last'),
    }),
  ),
  over_time: z
    .array(
      z.object({
        from: z.number().describe('milliseconds since 1970 UTC'),
        to: z.number(),
        succeeded: z.int(),
        failed: z.int(),
        other: z.int().describe('runs that go on, or do not say how they ended'),
        p95_step_latency_ms: z.number().nullable(),
        total_cost_usd: z.number().nullable(),
        estimated_cost_usd: z.number().optional(),
      }),
    )
    .describe('the hours in equal parts, the oldest first'),
});
export type AgentOverview = z.infer<typeof AgentOverview>;
