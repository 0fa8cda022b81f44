/** Analysis, agents: a tool or a model that asks for fewer calls. */
import { act } from '../../classify/rule.ts';
import { type AgentRule, errorSigns, NAMED } from '../rule.ts';

export const rateLimited: AgentRule = {
  category: 'rate_limited',
  title: 'Rate Limit Root Cause',
  describes: 'Calls were refused because too many came at once or a quota was used up',
  signs: ({ run }) =>
    errorSigns(run, {
      codes: [429],
      classes: /rate_?limit|toomanyrequests|throttl|quota|^429$|resourceexhausted/i,
      words:
        /rate[ _-]?limit|too many (?:outstanding )?requests|throttl|quota (?:exceeded|exhausted)|exceeded your (?:current )?quota/i,
      unless: NAMED,
    }),
  steps: [
    'Compare the times of the refused calls with the limit that the service states (Retry-After, X-RateLimit-* headers)',
    'Check which other agents use the same key at that time',
  ],
  actions: [
    act(
      'high code_change',
      'Wait before calling again',
      'Retry with exponential backoff and jitter, and keep to Retry-After where the service sends it.',
    ),
    act(
      'medium configuration',
      'Raise or share out the quota',
      'Limit the calls per run, or ask for a higher quota for this key.',
    ),
  ],
};
