/** The window, agents: what is kept over a reload: which agent run, where its replay stands, how it is drawn. */
import * as z from 'zod';

export const HOURS = [1, 24, 168, 720] as const;

export const AgentArrangement = z.object({
  /** Whether the run's own steps are in view, or how all agents did. */
  view: z.enum(['run', 'all']).default('run'),
  /** run_id of the agent run; null for the one that the report is about. */
  agent_run: z.string().nullable().default(null),
  /** The part that the replay has come to. */
  part: z.string().nullable().default(null),
  /** In the order of what happened, instead of as a tree. */
  ordered: z.boolean().default(false),
  /** On an axis of places in that order, instead of time. */
  by_index: z.boolean().default(false),
  closed: z.array(z.string()).default([]),
  hours: z.literal(HOURS).default(24),
});
export type AgentArrangement = z.infer<typeof AgentArrangement>;

export interface AgentLook {
  readonly arrangement: AgentArrangement;
  arrange(part: Partial<AgentArrangement>): void;
}
