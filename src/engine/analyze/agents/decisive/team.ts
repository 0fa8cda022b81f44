/** Analysis, agents: the agents of a transcript as a team: who leads, who is sent, and where the leader holds the task for done. */
import type { Act } from './acts.ts';

/** What only an agent's own protocol says: a ledger whose request is satisfied. */
const SATISFIED = /"is_request_satisfied"\s*:\s*\{[^}]*"answer"\s*:\s*true/;
const ERROR = /^\s*(?:error|exception|traceback|failed|failure|could not|unable)\b/i;

export interface Team {
  /** Tells the others what to do; null where nobody does. */
  readonly leader: string | null;
  /** Positions of what those brought back that were sent out, in order. */
  readonly brought: ReadonlySet<number>;
  /** Of them the first that is nothing but an error, or else the first; null where nothing was brought back. */
  readonly astray: number | null;
  /** Position at which the leader first says that all is done; null where the run came to no end of its own. */
  readonly concluded: number | null;
}

export function teamOf(acts: readonly Act[]): Team {
  const own = acts.flatMap((act, at) => (act.who === 'agent' ? [{ act, at }] : []));
  const leader = leaderOf(own.map(one => one.act));
  if (leader === null) return { leader, brought: new Set(), astray: null, concluded: null };
  const brought = new Set(own.filter(({ act }) => act.agent !== leader).map(({ at }) => at));
  const astray = [...brought].find(at => ERROR.test(acts[at].text)) ?? [...brought][0] ?? null;
  const concluded = own.find(({ act }) => act.agent === leader && SATISFIED.test(act.text))?.at ?? null;
  return { leader, brought, astray, concluded };
}

/** The one of several agents who speaks first and more than all others, and behind each of them. */
function leaderOf(own: readonly Act[]): string | null {
  const [most, ...others] = [...Map.groupBy(own, act => act.agent)].sort((a, b) => b[1].length - a[1].length);
  if (!most || others.length === 0 || most[1].length <= own.length / 2 || own[0].agent !== most[0]) return null;
  const crossed = own.some((act, at) => at > 0 && ![act.agent, own[at - 1].agent].includes(most[0]));
  return crossed ? null : most[0];
}
