/** Analysis, agents: the parts of a run that contradict a tool or leave an instruction aside, by the text of the run itself. */
import type { AgentRun } from '../../../../model/agent-run.ts';
import { actsOf } from './acts.ts';
import { type Contradiction, contradictionIn } from './contradiction.ts';
import { type Deed, deedsOfActs, deedsOfSteps } from './deeds.ts';
import { ignoredIn } from './instruction.ts';

export interface Misdeed {
  readonly kind: 'message' | 'step';
  readonly id: string;
  readonly agent: string;
  readonly contradiction: Contradiction | null;
  /** A clause: "it calls delete_file, which it was told not to use". */
  readonly ignored: string | null;
}

/** By the id of the part, in order of the run: messages of a transcript, steps of any other run. */
export function misdeedsOf(run: AgentRun): Map<string, Misdeed> {
  const found = run.messages.length > 0 ? ofMessages(run) : ofSteps(run);
  return new Map(found.map(one => [one.id, one]));
}

function ofMessages(run: AgentRun): Misdeed[] {
  const acts = actsOf(run);
  return [...deedsOfActs(acts, run.task ?? '')].flatMap(([at, deed]) => {
    const { index, agent } = acts[at];
    return judged(deed, { kind: 'message', id: String(index), agent });
  });
}

function ofSteps(run: AgentRun): Misdeed[] {
  const deeds = deedsOfSteps(run);
  return run.steps.flatMap(({ step_id, agent }) => {
    const deed = deeds.get(step_id);
    return deed ? judged(deed, { kind: 'step', id: step_id, agent: agent ?? run.agent_name }) : [];
  });
}

function judged(deed: Deed, part: Pick<Misdeed, 'kind' | 'id' | 'agent'>): Misdeed[] {
  const [contradiction, ignored] = [contradictionIn(deed), ignoredIn(deed)];
  return contradiction === null && ignored === null ? [] : [{ ...part, contradiction, ignored }];
}
