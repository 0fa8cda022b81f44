/** The nouns: what kinds of failure a report distinguishes, with the words people read. */
import { z } from 'zod';

export const categories = {
  assertion: 'A test assertion failed',
  test_timeout: 'A test or step ran out of time',
  crash: 'The product crashed',
  out_of_memory: 'Memory ran out',
  disk_full: 'A disk ran full',
  network: 'The network or name resolution failed',
  connection_refused: 'A service refused connections',
  authentication: 'Access was denied',
  rate_limit: 'A rate limit or quota was hit',
  dependency: 'A dependency could not be fetched or resolved',
  compile_error: 'The code did not compile',
  lint: 'A style or static check failed',
  environment: 'The environment could not be provisioned',
  data_consistency: 'Data was lost, corrupt or inconsistent',
  schema: 'A schema or contract did not match',
  flaky: 'The outcome depends on order or timing',
  cancelled: 'The run was cancelled',
  configuration: 'A setting or argument is wrong',
  quorum_lost: 'A cluster lost its quorum or leader',
  nemesis: 'A nemesis (injected disruption) failed',
  reactor_stall: 'A reactor stalled',
  node_down: 'A node went down',
  stress_command: 'A stress command failed',
  performance: 'A performance figure fell below its bound',
  tool_schema_mismatch: 'A tool call did not fit the schema of its tool',
  rate_limited: 'A tool or model limited the rate of calls',
  tool_permission: 'A tool refused access',
  timeout: 'A tool or step ran out of time',
  planner_loop: 'The agent went round in a loop',
  retrieval_empty: 'A search found nothing',
  prompt_regression: 'The agent behaves otherwise since a change of its version or prompt',
  unknown: 'No known kind of failure',
} as const;

export type Category = keyof typeof categories;
export const Category = z.enum(Object.keys(categories) as [Category, ...Category[]]);

/** The kinds of failure of an AI agent's run; each has a rule of its own. `unknown` is shared. */
export const agentCategories = [
  'tool_schema_mismatch',
  'rate_limited',
  'tool_permission',
  'timeout',
  'planner_loop',
  'retrieval_empty',
  'prompt_regression',
] as const satisfies readonly Category[];
export type AgentCategory = (typeof agentCategories)[number] | 'unknown';
