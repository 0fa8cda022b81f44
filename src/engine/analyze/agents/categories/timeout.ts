/** Analysis, agents: a tool or a step that ran out of time. */
import { act } from '../../classify/rule.ts';
import { type AgentRule, errorSigns, NAMED } from '../rule.ts';

export const timeout: AgentRule = {
  category: 'timeout',
  title: 'Timeout Root Cause',
  describes: 'A call did not answer within its time',
  signs: ({ run }) =>
    errorSigns(run, {
      codes: [408, 504],
      classes: /time_?d?_?out|deadline|^(?:408|504)$|etimedout/i,
      words: /time[ds]?[ -]?out|deadline exceeded|took too long|no response within|etimedout/i,
      unless: NAMED,
    }),
  steps: [
    'Compare the latency of the failed call with that of calls to the same tool that went well',
    "Check the tool's own log and load at that time",
  ],
  actions: [
    act(
      'high infrastructure',
      'Find out why the tool is slow',
      'Follow the call into the service behind the tool: its queue, its locks, its own calls.',
    ),
    act(
      'medium configuration',
      'Fit the time limit to the tool',
      'Set the limit from the measured latency (p99 and some room), and retry only what may be asked twice.',
    ),
  ],
};
