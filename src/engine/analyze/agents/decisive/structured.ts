/** Analysis, agents: the parts of a run with steps and tool calls by how likely each made it fail, by rules. */
import type { AgentRun } from '../../../../model/agent-run.ts';
import { isRepaired } from '../rule.ts';
import type { ItemKind } from '../stored.ts';
import { type Marks, marksOf } from './marks.ts';
import { type Misdeed, misdeedsOf } from './misdeeds.ts';

export interface Blame {
  readonly kind: ItemKind;
  readonly id: string;
  readonly score: number;
  readonly why: readonly string[];
}

/** Strongest first; among equals in order of the run. */
export function blameParts(run: AgentRun, good: readonly AgentRun[]): Blame[] {
  const marks = marksOf(run, good);
  const misdeeds = misdeedsOf(run);
  const calls = run.tool_calls.map((_, at) => blameCall(run, at, marks));
  const steps = run.steps.map((step, at) => blameStep(run, at, misdeeds.get(step.step_id)));
  const guards = run.guardrail_events.map(event =>
    made('guardrail', event.event_id, [[0.3, `a guardrail spoke: ${event.type}`]]),
  );
  return [...calls, ...steps, ...guards].filter(blame => blame.score > 0).sort((a, b) => b.score - a.score);
}

function blameStep(run: AgentRun, at: number, misdeed: Misdeed | undefined): Blame {
  const step = run.steps[at];
  const reasons: [number, string][] = [];
  if (step.status === 'failure') reasons.push([0.45, 'the step failed']);
  if (step.retries >= 3) reasons.push([0.3, `it was retried ${step.retries} times`]);
  if (claimsFalsely(run, at)) reasons.push([0.35, 'it claims success though what it needed had failed']);
  if (misdeed?.contradiction) reasons.push([0.65, misdeed.contradiction.words]);
  if (misdeed?.ignored) reasons.push([0.5, misdeed.ignored]);
  return made('step', step.step_id, reasons);
}

function blameCall(run: AgentRun, at: number, { lasting, misfits, loops, departs }: Marks): Blame {
  const call = run.tool_calls[at];
  const reasons: [number, string][] = [];
  const failed = call.status === 'failure';
  if (failed && isRepaired(run.tool_calls, call)) reasons.push([0.2, 'it failed, but a later call went well']);
  else if (call === lasting) {
    const before = run.tool_calls.slice(0, at).some(one => one.status === 'failure');
    reasons.push([
      0.75,
      before ? 'the first error whose effect was never repaired' : 'the first error, and its effect was never repaired',
    ]);
  } else if (failed) reasons.push([0.6, 'it failed and was never repaired']);
  if (misfits.has(call.call_id)) reasons.push([0.3, 'an argument does not fit the schema of the tool']);
  if (loops.has(call.call_id)) reasons.push([0.5, 'a loop begins here: the same call follows twice and more']);
  if (departs?.call === call) reasons.push([0.35, departs.words]);
  return made('tool_call', call.call_id, reasons);
}

function made(kind: ItemKind, id: string, reasons: readonly (readonly [number, string])[]): Blame {
  const doubt = reasons.reduce((left, [weight]) => left * (1 - weight), 1);
  const why = [...reasons].sort((a, b) => b[0] - a[0]).map(([, words]) => words);
  return { kind, id, score: Math.round((1 - doubt) * 1000) / 1000, why };
}

/** The last step succeeds though the run failed and a step before it did too. */
function claimsFalsely({ status, steps }: AgentRun, at: number): boolean {
  const isLast = at === steps.length - 1;
  return (
    isLast && status === 'failure' && steps[at].status === 'success' && steps.slice(0, at).some(step => step.status === 'failure')
  );
}
