/** Analysis, agents: a tool that refuses the agent's credentials or rights. */
import { act } from '../../classify/rule.ts';
import { type AgentRule, errorSigns } from '../rule.ts';

export const toolPermission: AgentRule = {
  category: 'tool_permission',
  title: 'Tool Permission Root Cause',
  describes: 'A tool refused the call because the agent lacks the credential or the right for it',
  signs: ({ run }) =>
    errorSigns(run, {
      codes: [401, 403],
      classes: /permission|forbidden|unauthori[sz]ed|authentication|accessdenied|^40[13]$/i,
      words:
        /permission denied|access denied|forbidden|unauthori[sz]ed|not (?:allowed|authori[sz]ed|permitted)|insufficient (?:scope|permission|privilege)|invalid (?:api key|credential|token)|(?:token|key) (?:has )?expired/i,
      // Some services refuse too many calls with 403.
      never: /rate[ _-]?limit|too many requests|quota/i,
    }),
  steps: [
    "Call the tool by hand with the agent's own credential and read what it answers",
    'Check the scopes and the expiry of the credential that the run used',
  ],
  actions: [
    act(
      'high configuration',
      'Grant what the tool needs, or renew the credential',
      'Give the agent the least scope that the refused call needs; renew what has expired.',
    ),
    act(
      'medium code_change',
      'Check rights before the run',
      'Ask each tool once at the start whether the credential suffices, and end with a plain error where it does not.',
    ),
  ],
};
