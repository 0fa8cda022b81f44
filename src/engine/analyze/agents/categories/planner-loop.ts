/** Analysis, agents: a planner that tries the same again and again. */
import type { AgentRun, ToolCall } from '../../../../model/agent-run.ts';
import { act } from '../../classify/rule.ts';
import type { AgentRule, AgentSign } from '../rule.ts';

/** From so many on, trying again is a loop. */
const MANY = 3;
/** Steps of a cycle at most. */
const LONGEST = 4;
/** Tools that are asked again on purpose, until something is over. */
const POLLS = /status|poll|wait|progress|ready|health|heartbeat/i;

export const plannerLoop: AgentRule = {
  category: 'planner_loop',
  title: 'Planner Loop Root Cause',
  describes: 'The agent repeated what had not helped before instead of changing its plan',
  signs: ({ run }) => [...retrySigns(run), ...sameCalls(run), ...cycleSigns(run)],
  steps: [
    'Compare the answers of the repeated calls: did anything new come back that the planner passed over?',
    'Read the prompt and the memory of the planner at the second repetition: does it see what it tried before?',
  ],
  actions: [
    act(
      'high code_change',
      'Stop a planner that repeats itself',
      'Count equal calls (name and arguments) and equal steps; after the second one ask for another plan, after the third end the run.',
    ),
    act('medium configuration', 'Limit retries and steps', 'Give each step a budget of retries and the run a budget of steps.'),
  ],
};

function retrySigns(run: AgentRun): AgentSign[] {
  const calls = run.tool_calls.map(call => ({ ...call, kind: 'tool_call' as const, id: call.call_id, of: call.tool_name }));
  const steps = run.steps.map(step => ({ ...step, kind: 'step' as const, id: step.step_id, of: step.name }));
  const often = [...calls, ...steps].filter(one => one.retries >= MANY);
  return often.map(({ kind, id, of, retries: n, status }) => ({
    weight: status === 'success' ? 0.4 : 0.7,
    refs: [{ kind, id }],
    words: `${of} was retried ${n} times`,
  }));
}

/** Arguments and tool together; by its hash where a run keeps no arguments. */
export function callKey(call: ToolCall): string {
  return `${call.tool_name} ${call.args_json === null ? (call.args_hash ?? '') : JSON.stringify(call.args_json)}`;
}

/** The first of each is where the loop begins. */
export function sameCalls(run: AgentRun): AgentSign[] {
  const known = run.tool_calls.filter(call => call.args_hash !== null || call.args_json !== null);
  return [
    ...Map.groupBy(known, call => (call.args_hash === null ? callKey(call) : `${call.tool_name} #${call.args_hash}`)).values(),
  ]
    .filter(alike => alike.length >= MANY && !changes(alike))
    .map(alike => ({
      weight: POLLS.test(alike[0].tool_name) && alike.every(call => call.status === 'success') ? 0.4 : 0.75,
      refs: alike.slice(0, 5).map(call => ({ kind: 'tool_call', id: call.call_id })),
      words: `${alike[0].tool_name} was called ${alike.length} times with the same arguments`,
    }));
}

/** Asked until its answer changed, or for what changes between the calls: the tests after each edit. */
function changes(alike: readonly ToolCall[]): boolean {
  const answers = alike.map(call => `${call.status} ${call.result_summary ?? call.error_message ?? ''}`);
  const last = answers[answers.length - 1];
  if (alike[alike.length - 1].status === 'success' && answers.indexOf(last) === answers.length - 1) return true;
  return Math.max(...[...Map.groupBy(answers, answer => answer).values()].map(same => same.length)) < MANY;
}

/** The same one to four steps three times in a row. */
function cycleSigns({ steps, tool_calls }: AgentRun): AgentSign[] {
  const calls = Map.groupBy(tool_calls, call => call.step_id);
  // Steps of one name that are given something else each time get on: one round per document, say.
  const names = steps.map(({ agent, name: called, input_summary, output_summary, step_id }) =>
    JSON.stringify([agent, called, input_summary, output_summary, calls.get(step_id)?.map(callKey)]),
  );
  const name = (at: number) => names[at];
  for (let length = 1; length <= LONGEST; length++) {
    for (let from = 0; from + length * MANY <= steps.length; from++) {
      const goesRound = Array.from(
        { length: length * (MANY - 1) },
        (_, at) => name(from + at) === name(from + at + length),
      ).every(Boolean);
      if (!goesRound) continue;
      const round = steps.slice(from, from + length);
      const refs = steps.slice(from, from + length * MANY).map(step => ({ kind: 'step' as const, id: step.step_id }));
      return [
        {
          weight: 0.65,
          refs: refs.slice(0, 6),
          words: `the steps ${round.map(step => step.name).join(', ')} came round ${MANY} times`,
        },
      ];
    }
  }
  return [];
}
