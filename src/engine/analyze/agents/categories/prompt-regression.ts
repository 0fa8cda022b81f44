/** Analysis, agents: the same agent behaves otherwise than in its good runs since its version, model or prompt changed. */
import type { AgentRun } from '../../../../model/agent-run.ts';
import { act } from '../../classify/rule.ts';
import { behaviourOf } from '../behaviour.ts';
import type { AgentLook, AgentRule } from '../rule.ts';

/** Fewer good runs tell nothing of what is usual. */
const ENOUGH = 2;

export const promptRegression: AgentRule = {
  category: 'prompt_regression',
  title: 'Prompt Regression Root Cause',
  describes: 'The agent behaves otherwise than in its own good runs since its version, model or prompt changed',
  signs: look => {
    const changed = changedSince(look);
    const differences = changed === null ? [] : differencesOf(look);
    if (changed === null || differences.length === 0) return [];
    const refs = [{ kind: 'run' as const, id: look.run.run_id }, ...differences.flatMap(one => one.refs)];
    const words = `${changed}; ${differences.map(one => one.words).join('; ')}`;
    return [{ weight: Math.min(0.8, 0.4 + 0.15 * differences.length), refs, words }];
  },
  steps: [
    'Run the same task with the former version or prompt and compare the calls that both make',
    'Read what changed in prompt, model and tool descriptions between the two versions',
  ],
  actions: [
    act(
      'high configuration',
      'Go back to the version that worked',
      'Take the change of prompt or model back until it is understood.',
    ),
    act(
      'medium test_change',
      'Keep good runs as tests',
      'Replay recorded tasks against every new prompt, and compare tools called, number of steps and form of the answer.',
    ),
  ],
};

/** What is other than in every good run: version, model or system prompt; null when nothing is. */
function changedSince({ run, good }: AgentLook): string | null {
  if (good.length < ENOUGH) return null;
  const former = (key: 'agent_version' | 'model') =>
    run[key] !== null && good.every(one => one[key] !== null && one[key] !== run[key]);
  if (former('agent_version')) return `version ${run.agent_version} instead of ${good[0].agent_version}`;
  if (former('model')) return `model ${run.model} instead of ${good[0].model}`;
  const prompt = promptOf(run);
  return prompt !== null && good.every(one => promptOf(one) !== null && promptOf(one) !== prompt)
    ? 'another system prompt'
    : null;
}

function promptOf(run: AgentRun): string | null {
  return run.messages.find(message => message.role === 'system')?.content ?? null;
}

interface Difference {
  readonly words: string;
  readonly refs: readonly { readonly kind: 'tool_call' | 'step' | 'message'; readonly id: string }[];
}

function differencesOf({ run, good }: AgentLook): Difference[] {
  const [now, usual] = [behaviourOf(run), good.map(behaviourOf)];
  const found: Difference[] = [];
  const gone = [...new Set(usual.flatMap(one => [...one.tools.keys()]))].filter(
    tool => !now.tools.has(tool) && usual.every(one => one.tools.has(tool)),
  );
  if (gone.length) found.push({ words: `${gone.join(', ')} is no longer called`, refs: [] });
  const fresh = run.tool_calls.find(call => usual.every(one => !one.tools.has(call.tool_name)));
  if (fresh)
    found.push({ words: `${fresh.tool_name} is called, as never before`, refs: [{ kind: 'tool_call', id: fresh.call_id }] });
  const counts = usual.map(one => one.steps);
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  if (now.steps > most * 1.5 + 1 || now.steps * 1.5 + 1 < least)
    found.push({ words: `${now.steps} steps instead of ${least === most ? least : `${least} to ${most}`}`, refs: [] });
  if (now.refusal !== null && usual.every(one => one.refusal === null)) found.push({ words: 'it refuses', refs: [now.refusal] });
  if (now.form !== null && usual.every(one => one.form !== null && one.form !== now.form))
    found.push({ words: `its answer is ${now.form} instead of ${usual[0].form}`, refs: [] });
  return found;
}
