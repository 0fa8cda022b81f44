/** Analysis, agents: what an act of a transcript shows of itself, as features by name. */
import type { AgentRun } from '../../../../model/agent-run.ts';
import { type Act, actsOf, CHANGES } from './acts.ts';
import { type Marks, marksOf } from './marks.ts';
import { type Misdeed, misdeedsOf } from './misdeeds.ts';
import { type Team, teamOf } from './team.ts';

/**
 * The features that tell, of some eighty that were tried: with more of them, runs that were not fitted on are judged worse.
 * What it says: `figures`: how many figures that stood nowhere before, 0 to 1; `code`: it writes code; `code_unrun`: code that nobody runs;
 * `agrees`: it begins by agreeing; `contradicts`: it says the contrary of what a tool answered; `ignores`: it leaves an instruction aside.
 * What it calls: `changes`: something outside; `erred`: the first error that lasts; `loops`: a loop begins; `misfits`: a wrong argument;
 * `departs`: here it leaves the way of good runs.
 * Its place: `opened`: the first one behind a bare statement of the task; of teams that one leads, `concludes`: the leader first says that all
 * is done; where it never does, `astray`: the first that was brought back and led nowhere, and `failing`: what was brought back is an error or nothing.
 */
export const featureNames = [
  ...(['figures', 'code', 'code_unrun', 'agrees', 'contradicts', 'ignores'] as const),
  ...(['changes', 'erred', 'loops', 'misfits', 'departs'] as const),
  ...(['opened', 'concludes', 'astray', 'failing'] as const),
] as const;
export type Feature = (typeof featureNames)[number];
export type Features = Readonly<Record<Feature, number>>;

export interface Sight {
  /** Position of the act in the transcript. */
  readonly at: number;
  readonly features: Features;
  readonly misdeed: Misdeed | undefined;
}

const CODE = /```(?:python|sh|bash)/i;
/** An opening that goes beyond the task: with code, or with results already. */
const WORKS = /```|results? from (?:the )?last|code output|based on the (?:data|information)|has been|were (?:found|identified)/i;
const FAILING = /\berror\b|404|not found|could not|unable/i;
const AGREES = /^.{0,80}\b(?:great|thank|agree|correct|everything looks)/i;
/** Characters in which an act says how it went. */
const OPENING = 600;
const FIGURE = /\b\d[\d,.]*\d\b/g;

/** A run as its acts, and what its calls and its agents are to it. */
export interface Course {
  readonly acts: readonly Act[];
  readonly team: Team;
  readonly marks: Marks;
  readonly misdeeds: ReadonlyMap<string, Misdeed>;
  readonly task: string;
}

/** `good`: runs of the same agent that succeeded. */
export function courseOf(run: AgentRun, good: readonly AgentRun[] = []): Course {
  const acts = actsOf(run);
  return { acts, team: teamOf(acts), marks: marksOf(run, good), misdeeds: misdeedsOf(run), task: run.task ?? '' };
}

/** Only of agents, and of users once an agent has acted: neither the task nor the surroundings are at fault. */
export function sightsOf(course: Course): Sight[] {
  const { acts, task } = course;
  const figures = new Set(task.match(FIGURE));
  const sights: Sight[] = [];
  for (const [at, act] of acts.entries()) {
    const own = new Set(act.text.match(FIGURE));
    if (act.who === 'agent' || (act.who === 'user' && sights.length > 0)) {
      const misdeed = course.misdeeds.get(String(act.index));
      // What was brought back from outside was read, not stated.
      const states = !act.text.includes('```') && !course.team.brought.has(at);
      const fresh = states ? [...own].filter(figure => !figures.has(figure)).length : 0;
      const features = {
        ...spoken(acts, at),
        ...done(misdeed),
        ...called(act, course.marks),
        ...placed(course, at),
        figures: Math.min(1, Math.log1p(fresh) / 2),
      };
      sights.push({ at, features, misdeed });
    }
    for (const figure of own) figures.add(figure);
  }
  return sights;
}

function spoken(acts: readonly Act[], at: number) {
  const { text } = acts[at];
  const code = CODE.test(text);
  return { code: flag(code), code_unrun: flag(code && acts[at + 1]?.who !== 'tool'), agrees: flag(AGREES.test(text)) };
}

function done(misdeed: Misdeed | undefined) {
  return { contradicts: flag(!!misdeed?.contradiction), ignores: flag(!!misdeed?.ignored) };
}

function called({ calls }: Act, { lasting, loops, misfits, departs }: Marks) {
  return {
    changes: flag(calls.some(call => CHANGES.test(call.tool_name))),
    erred: flag(calls.some(call => call === lasting)),
    loops: flag(calls.some(call => loops.has(call.call_id))),
    misfits: flag(calls.some(call => misfits.has(call.call_id))),
    departs: flag(calls.some(call => call === departs?.call)),
  };
}

function placed({ acts, team }: Course, at: number) {
  const endless = team.concluded === null;
  const failing = team.brought.has(at) && FAILING.test(acts[at].text.slice(0, OPENING));
  return {
    opened: flag(team.leader === null && at === openingOf(acts)),
    concludes: flag(at === team.concluded),
    astray: flag(endless && at === team.astray),
    failing: flag(endless && failing),
  };
}

/** Position of the first act of an agent behind another one that only states the task. */
function openingOf(acts: readonly Act[]): number {
  const states = acts[0]?.who === 'agent' && !WORKS.test(acts[0].text);
  return states ? acts.findIndex((act, at) => at > 0 && act.who === 'agent') : -1;
}

function flag(is: boolean): number {
  return is ? 1 : 0;
}
