/** The window, agents: the agent run in view, and where its replay stands: one position, which tree, axis and buttons share. */
import { useMemo, useRef } from 'preact/hooks';
import { type Answered, useAnswer } from '../ask.ts';
import { useDesk } from '../desk.ts';
import { useFacts } from '../facts.ts';
import type { AgentLook } from './arrangement.ts';
import { keyOf, type Part, type Play, playOf } from './play.ts';

/** What the tool gives at most. */
const PARTS = 10_000;

/** Name of the format that agent runs are read as. */
const FORMAT = 'agent-run';

/** Null while unknown. */
export function useHoldsAgents(): boolean | null {
  const { data } = useFacts().info;
  return data ? data.members.some(one => one.format === FORMAT) : null;
}

export function usePlay(agentRun: string | null): { play: Play | null } & Pick<Answered<never>, 'failure'> {
  const { engine, start, edition } = useDesk();
  const { report } = useFacts();
  const { data, failure } = useAnswer(JSON.stringify([edition, agentRun]), life =>
    engine.get_agent_run({ run_id: start.run_id, ...(agentRun !== null && { agent_run_id: agentRun }), limit: PARTS }, life),
  );
  const play = useMemo(() => data && playOf(data, report.data), [data, report.data]);
  return { play, failure };
}

export interface Stage extends AgentLook {
  readonly play: Play;
  readonly at: Part | null;
  /** To a position in the order of what happened; beyond an end to that end. */
  go(index: number): void;
  /** To the next or previous part that fits; stays where none does. */
  seek(by: 1 | -1, fits: (part: Part) => boolean): void;
}

export function useStage({ arrangement, arrange }: AgentLook, play: Play): Stage {
  const { parts } = play;
  // Keys may come faster than drawings; each builds on the one before.
  const latest = useRef(0);
  const stood = useRef<{ run: string; key: string } | null>(null);
  const run = play.told.agent_run.run_id;
  // What arrives while a person looks moves nothing: another step may have become the decisive one.
  const kept = stood.current?.run === run ? stood.current.key : '';
  const known = play.byKey.get(arrangement.part ?? '') ?? play.byKey.get(kept);
  const at = known ?? parts.find(part => part.decisive) ?? parts[0] ?? null;
  if (play.judged && at) stood.current = { run, key: at.key };
  latest.current = at?.index ?? 0;
  const go = (index: number) => {
    latest.current = Math.max(0, Math.min(parts.length - 1, index));
    const part = parts[latest.current];
    if (!part) return;
    const around = aroundOf(play, part);
    const closed = arrangement.closed.filter(key => !around.has(key));
    arrange({ part: part.key, ...(closed.length < arrangement.closed.length && { closed }) });
  };
  const seek: Stage['seek'] = (by, fits) => {
    for (let index = latest.current + by; index >= 0 && index < parts.length; index += by)
      if (fits(parts[index])) return go(index);
  };
  return { play, at, arrangement, arrange, go, seek };
}

/** What a part stands under, step by step: it is opened when the replay comes there. */
function aroundOf({ byKey }: Play, part: Part): Set<string> {
  const around = new Set<string>();
  for (let one = part; one.under; ) {
    const outer = byKey.get(keyOf(one.under));
    if (!outer || around.has(outer.key)) break;
    around.add(outer.key);
    one = outer;
  }
  return around;
}
