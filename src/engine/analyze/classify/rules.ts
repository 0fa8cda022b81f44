/** Analysis: the table of all rules. */
import type { AgentCategory, Category } from '../../../model/category.ts';
import type { Rule } from './rule.ts';
import { assertion } from './rules/assertion.ts';
import { authentication } from './rules/authentication.ts';
import { cancelled } from './rules/cancelled.ts';
import { compileError } from './rules/compile-error.ts';
import { configuration } from './rules/configuration.ts';
import { connectionRefused } from './rules/connection-refused.ts';
import { crash } from './rules/crash.ts';
import { dataConsistency } from './rules/data-consistency.ts';
import { dependency } from './rules/dependency.ts';
import { diskFull } from './rules/disk-full.ts';
import { environment } from './rules/environment.ts';
import { flaky } from './rules/flaky.ts';
import { lint } from './rules/lint.ts';
import { nemesis } from './rules/nemesis.ts';
import { network } from './rules/network.ts';
import { nodeDown } from './rules/node-down.ts';
import { outOfMemory } from './rules/out-of-memory.ts';
import { performance } from './rules/performance.ts';
import { quorumLost } from './rules/quorum-lost.ts';
import { rateLimit } from './rules/rate-limit.ts';
import { reactorStall } from './rules/reactor-stall.ts';
import { schema } from './rules/schema.ts';
import { stressCommand } from './rules/stress-command.ts';
import { testTimeout } from './rules/test-timeout.ts';

export const rules: { readonly [name in Exclude<Category, AgentCategory>]: Rule } = {
  assertion,
  test_timeout: testTimeout,
  crash,
  out_of_memory: outOfMemory,
  disk_full: diskFull,
  network,
  connection_refused: connectionRefused,
  authentication,
  rate_limit: rateLimit,
  dependency,
  compile_error: compileError,
  lint,
  environment,
  data_consistency: dataConsistency,
  schema,
  flaky,
  cancelled,
  configuration,
  quorum_lost: quorumLost,
  nemesis,
  reactor_stall: reactorStall,
  node_down: nodeDown,
  stress_command: stressCommand,
  performance,
};

export function ruleOf(category: Category): Rule | null {
  return category in rules ? rules[category as keyof typeof rules] : null;
}
