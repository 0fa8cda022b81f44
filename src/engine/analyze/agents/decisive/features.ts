/** Analysis, agents: what an act of a transcript shows of itself, as features by name. */
import type { Act } from './acts.ts';

/**
 * The features that tell, of some seventy that were tried: with more of them, runs that were not fitted on are judged worse.
 * `figures`: how many figures it states that stood nowhere before, 0 to 1; `code`: it writes code; `code_unrun`: code that nobody runs;
 * `opened`: the first one behind a bare statement of the task; `changes`: a call that changes something outside.
 */
export const featureNames = ['figures', 'code', 'code_unrun', 'opened', 'changes'] as const;
export type Feature = (typeof featureNames)[number];
export type Features = Readonly<Record<Feature, number>>;

const CODE = /```(?:python|sh|bash)/i;
/** An opening that goes beyond the task: with code, or with results already. */
const WORKS = /```|results? from (?:the )?last|code output|based on the (?:data|information)|has been|were (?:found|identified)/i;
const CHANGES = /^(?:modify|cancel|update|return|exchange|book|send|create|delete|add|remove|set|write|pay|order|place|submit)/i;
const FIGURE = /\b\d[\d,.]*\d\b/g;

/** By position in `acts`; only of agents and users, since their surroundings cannot be at fault. */
export function featuresOf(acts: readonly Act[], task: string): Map<number, Features> {
  const found = new Map<number, Features>();
  const led = isLed(acts);
  const figures = new Set(task.match(FIGURE));
  const before: Act[] = [];
  for (const [at, act] of acts.entries()) {
    const own = new Set(act.text.match(FIGURE));
    if (act.who === 'agent' || act.who === 'user') {
      const fresh = act.text.includes('```') ? 0 : [...own].filter(figure => !figures.has(figure)).length;
      const code = CODE.test(act.text);
      found.set(at, {
        figures: Math.min(1, Math.log1p(fresh) / 2),
        code: code ? 1 : 0,
        code_unrun: code && acts[at + 1]?.who !== 'tool' ? 1 : 0,
        opened: !led && act.who === 'agent' && before.length === 1 && !WORKS.test(before[0].text) ? 1 : 0,
        changes: act.calls.some(call => CHANGES.test(call.tool_name)) ? 1 : 0,
      });
    }
    for (const figure of own) figures.add(figure);
    if (act.who === 'agent') before.push(act);
  }
  return found;
}

/** One of several agents speaks more than all others: an orchestrator. */
function isLed(acts: readonly Act[]): boolean {
  const own = acts.filter(act => act.who === 'agent');
  const counts = [...Map.groupBy(own, act => act.agent).values()].map(list => list.length);
  return counts.length > 1 && Math.max(...counts) > own.length / 2;
}
