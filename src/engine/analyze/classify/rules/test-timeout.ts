/** Analysis: the rule for tests, steps and jobs that ran out of time. */
import { act, defineRule } from '../rule.ts';
import { clip, on, search, term } from '../wording.ts';

export const testTimeout = defineRule({
  category: 'test_timeout',
  readsTestNames: true,
  signs: [
    [
      0.95,
      /TestTimeoutEvent Severity\.(?:ERROR|CRITICAL)|"base": "(?:Test|Hard)TimeoutEvent"|HardTimeoutEvent Severity\.(?:ERROR|CRITICAL)/,
    ],
    [
      0.93,
      /The job (?:running on runner [^\n]+ )?has exceeded the maximum execution time of (?<limit>[^\n.]+)|The action '(?<name>[^'\n]+)' has timed out after (?<amount>[^\n.]+)/,
    ],
    [
      0.93,
      /No output has been received in the last (?<limit>[^\n,]+)|The job exceeded the maximum time limit|ERROR: Job failed: execution took longer than (?<amount>\S+)|Build timed out \(after (?<name>[^)]+)\)|Too long with no output/,
    ],
    [0.92, /panic: test timed out after (?<limit>\S+)(?:\s+running tests:\s+(?<test>\S+))?/],
    [
      0.9,
      /Failed: Timeout [>(]+(?<limit>[\d.]+ ?m?s)|Timeout of (?<amount>\d+ ?ms) exceeded\.|Exceeded timeout of (?<name>\d+ ms) for a (?:test|hook)|TestTimedOutException: test timed out after (?<code>\d+ \w+)/i,
    ],
    [0.88, /^\s*\d+\/\d+ Test +#\d+: (?<test>\S+) \.+\*+Timeout +(?<limit>[\d.]+ sec)|^TIMEOUT: (?<name>\S+)/],
    [
      0.85,
      /\btest(?:s|case)?\b[^\n]{0,60}\b(?:timed out|timeout)(?: after (?<limit>[\d.]+ ?\w+))?|execution timed out after (?<amount>[\d.]+ ?\w+)/i,
    ],
    [
      0.8,
      /TimeoutError: (?<message>[^\n]+)|(?:asyncio|concurrent\.futures(?:\._base)?)\.(?:exceptions\.)?TimeoutError|subprocess\.TimeoutExpired: (?<command>[^\n]+)|context deadline exceeded|DeadlineExceeded|DEADLINE_EXCEEDED/,
    ],
    [0.78, /\b(?:Write|Read)Timeout(?:Exception)?\b(?:[^\n]*?(?<message>[^\n:]+ replica[^\n]+))?|OperationTimedOut/],
    [
      0.7,
      /Timed out (?:waiting|after)[^\n]{0,120}|(?:wait|waited|waiting)[^\n]{0,80}\btimed out\b|timeout: the monitored command|exit(?:ed with)? (?:code|status) 124\b/i,
    ],
  ],
  unless: /connect(?:ion)? timed out|TLS handshake/i,
  short: 'timeouts',
  followed: () => 'requests and steps ran out of time',
  says: found => {
    const limit = found.limit ?? found.amount ?? found.code;
    const what = found.test ?? (found.name && !/^\d/.test(found.name) ? found.name : null);
    const after = limit ? ` after ${limit}` : '';
    if (what) return `${what} ran out of time${after}${on(found)}`;
    const detail = found.message ?? found.command;
    return `${limit ? 'The test or step' : 'A test or step'} ran out of time${after}${on(found)}${detail ? `: ${clip(detail, 140)}` : ''}`;
  },
  describes: () =>
    'Something did not finish within its limit. The limit is where it was noticed; what it waited for is the cause.',
  steps: found => [
    search(
      found.test ? term(found.test) : '"timed out" OR timeout OR deadline',
      'the first line of this kind: what was being waited for?',
    ),
    'Look at the last line before the silence: the step that began there is the one that hung.',
    search('level:>=error', 'an error on another node or process shortly before.'),
  ],
  actions: () => [
    act(
      'high investigation',
      'Find what was being waited for',
      'Take a stack dump when the limit is reached (faulthandler, jstack, SIGQUIT), so that the next run shows where it hangs.',
    ),
    act('low test_change', 'Check the limit', 'Raise it only if the same step has become slower run by run.'),
  ],
});
