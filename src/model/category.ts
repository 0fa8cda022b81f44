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
  unknown: 'No known kind of failure',
} as const;

export type Category = keyof typeof categories;
export const Category = z.enum(Object.keys(categories) as [Category, ...Category[]]);
