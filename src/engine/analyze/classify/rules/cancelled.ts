/** Analysis: the rule for runs that somebody or something stopped from outside. */
import { act, defineRule } from '../rule.ts';
import { search } from '../wording.ts';

export const cancelled = defineRule({
  category: 'cancelled',
  signs: [
    [0.92, /The (?:operation|run|job|workflow|build) was cancell?ed\b|##\[error\]The operation was canceled/i],
    [
      0.92,
      /Aborted by (?<name>[\w.@ -]+)|Build was aborted|(?:Cancell?ed|Stopped|Terminated) by (?:the )?(?:user|operator|admin\w*)|FlowInterruptedException|Superseded by/i,
    ],
    [
      0.88,
      /Cancell?ing since a higher priority waiting request|(?:pipeline|job|build|run) (?:was |has been )?(?:cancell?ed|aborted|interrupted)\b|Done\. Your build was cancell?ed/i,
    ],
    [
      0.8,
      /(?:received|got|caught) (?:signal )?(?:SIGTERM|SIGINT|SIGHUP|an? (?:interrupt|termination) signal)|KeyboardInterrupt|Interrupted by signal|signal: (?:terminated|interrupt)|Killed by tearDown/i,
    ],
    [0.5, /exit(?:ed with)? (?:code|status) (?:143|130)\b|context canceled/i],
  ],
  short: 'cancelled',
  followed: () => 'the run was stopped',
  says: found => `The run was cancelled${found.name ? ` by ${found.name}` : ''}`,
  describes: () =>
    'Somebody or something outside stopped the run. That says nothing about the product, unless it was stopped since it hung.',
  steps: () => [
    search('cancel OR cancelled OR canceled OR aborted OR SIGTERM', 'who stopped it, and what ran at that moment?'),
    'Look at the last lines before the stop: if they are much older, the run hung before it was stopped.',
  ],
  actions: () => [
    act('high retry', 'Run it again if it is still wanted', 'A newer commit often cancels older runs on purpose.'),
    act('low investigation', 'Find out whether it hung', 'A long silence before the stop means a timeout, not a decision.'),
  ],
});
