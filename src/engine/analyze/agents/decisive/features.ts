/** Analysis, agents: what an act of a transcript shows of itself, as features by name. */
import type { Act } from './acts.ts';

/**
 * The features that tell, of some seventy that were tried: with more of them, runs that were not fitted on are judged worse.
 * `figures`: how many figures it states that stood nowhere before, 0 to 1; `code`: it writes code; `code_unrun`: code that nobody runs;
 * `opened`: the first one behind a bare statement of the task; `changes`: a call that changes something outside; `failing`: one that was sent
 * out brings back an error or nothing; `agrees`: it begins by agreeing with what was said.
 */
export const featureNames = ['figures', 'code', 'code_unrun', 'opened', 'changes', 'failing', 'agrees'] as const;
export type Feature = (typeof featureNames)[number];
export type Features = Readonly<Record<Feature, number>>;

const CODE = /```(?:python|sh|bash)/i;
/** An opening that goes beyond the task: with code, or with results already. */
const WORKS = /```|results? from (?:the )?last|code output|based on the (?:data|information)|has been|were (?:found|identified)/i;
const CHANGES = /^(?:modify|cancel|update|return|exchange|book|send|create|delete|add|remove|set|write|pay|order|place|submit)/i;
const FAILING = /\berror\b|404|not found|could not|unable/i;
const AGREES = /^.{0,80}\b(?:great|thank|agree|correct|everything looks)/i;
/** Characters in which an act says how it went. */
const OPENING = 600;
const FIGURE = /\b\d[\d,.]*\d\b/g;

/** By position in `acts`; only of agents, and of users once an agent has acted: neither the task nor the surroundings are at fault. */
export function featuresOf(acts: readonly Act[], task: string): Map<number, Features> {
  const found = new Map<number, Features>();
  const leader = leaderOf(acts);
  const figures = new Set(task.match(FIGURE));
  const before: Act[] = [];
  for (const [at, act] of acts.entries()) {
    const own = new Set(act.text.match(FIGURE));
    if (act.who === 'agent' || (act.who === 'user' && before.length > 0)) {
      const fresh = act.text.includes('```') ? 0 : [...own].filter(figure => !figures.has(figure)).length;
      const code = CODE.test(act.text);
      found.set(at, {
        figures: Math.min(1, Math.log1p(fresh) / 2),
        code: code ? 1 : 0,
        code_unrun: code && acts[at + 1]?.who !== 'tool' ? 1 : 0,
        opened: leader === null && act.who === 'agent' && before.length === 1 && !WORKS.test(before[0].text) ? 1 : 0,
        changes: act.calls.some(call => CHANGES.test(call.tool_name)) ? 1 : 0,
        failing: isSent(act, leader) && FAILING.test(act.text.slice(0, OPENING)) ? 1 : 0,
        agrees: AGREES.test(act.text) ? 1 : 0,
      });
    }
    for (const figure of own) figures.add(figure);
    if (act.who === 'agent') before.push(act);
  }
  return found;
}

function isSent({ who, agent }: Act, leader: string | null): boolean {
  return leader !== null && who === 'agent' && agent !== leader;
}

/** The one of several agents that speaks more than all others, an orchestrator; null where there is none. */
function leaderOf(acts: readonly Act[]): string | null {
  const own = acts.filter(act => act.who === 'agent');
  const [most, ...others] = [...Map.groupBy(own, act => act.agent)].sort((a, b) => b[1].length - a[1].length);
  return most && others.length > 0 && most[1].length > own.length / 2 ? most[0] : null;
}
