/** Analysis, agents: which of the eight categories a failed run belongs to, by the signs that its parts show. */
import type { AgentCategory } from '../../../model/category.ts';
import { plannerLoop } from './categories/planner-loop.ts';
import { promptRegression } from './categories/prompt-regression.ts';
import { rateLimited } from './categories/rate-limited.ts';
import { retrievalEmpty } from './categories/retrieval-empty.ts';
import { timeout } from './categories/timeout.ts';
import { toolPermission } from './categories/tool-permission.ts';
import { toolSchemaMismatch } from './categories/tool-schema-mismatch.ts';
import { unknown } from './categories/unknown.ts';
import type { AgentLook, AgentRule, AgentSign } from './rule.ts';

/** Among equals the first one counts: what a tool says of itself before what the agent made of it. */
export const agentRules = {
  tool_schema_mismatch: toolSchemaMismatch,
  rate_limited: rateLimited,
  tool_permission: toolPermission,
  timeout,
  planner_loop: plannerLoop,
  retrieval_empty: retrievalEmpty,
  prompt_regression: promptRegression,
  unknown,
} as const satisfies Record<AgentCategory, AgentRule>;

/** A category without a sign of this weight is no more than a circumstance. */
const TELLS = 0.25;
/** Signs this much weaker than the strongest are circumstances, not rivals. */
const RIVAL = 0.7;

export interface AgentVerdict {
  readonly rule: AgentRule;
  /** Strongest first. */
  readonly signs: readonly AgentSign[];
  readonly score: number;
}

/** The likely categories, the likeliest first; none when the run shows no sign of any. */
export function classifyAgentRun(look: AgentLook): AgentVerdict[] {
  const verdicts = Object.values(agentRules).flatMap((rule): AgentVerdict[] => {
    const signs = rule.signs(look).sort((a, b) => b.weight - a.weight);
    const tells = signs.length > 0 && (rule.category === 'unknown' || signs[0].weight >= TELLS);
    return tells ? [{ rule, signs, score: scoreOf(signs) }] : [];
  });
  const known = verdicts.filter(verdict => verdict.rule.category !== 'unknown').sort((a, b) => b.score - a.score);
  return known.length ? known.filter(verdict => verdict.score >= known[0].score * RIVAL) : verdicts;
}

/** Further signs of the same kind make it surer, each less than the one before. */
function scoreOf(signs: readonly AgentSign[]): number {
  return 1 - signs.slice(0, 4).reduce((doubt, sign, at) => doubt * (1 - sign.weight / (at + 1)), 1);
}
