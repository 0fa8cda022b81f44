/** Analysis: the rule for figures that fell below their bound. */
import { act, defineRule } from '../rule.ts';
import { because, search } from '../wording.ts';

export const performance = defineRule({
  category: 'performance',
  signs: [
    [0.92, /FailedResultEvent Severity\.(?:ERROR|CRITICAL)[^\n]*|"base": "FailedResultEvent"/],
    [
      0.88,
      /(?:performance|latency|throughput|p99|p95|ops)\b[^\n]{0,60}\b(?:regress(?:ion|ed)|degrad(?:ed|ation)|dropped)\b(?:[^\n]{0,40}?(?<amount>[\d.]+ ?%))?/i,
    ],
    [
      0.86,
      /(?:latency|throughput|duration|p9\d|mean|ops|iops|fps|memory usage|bundle size)\b[^\n]{0,80}(?:exceed(?:s|ed)|above|below|over|under|worse than) (?:the |its )?(?:threshold|limit|bound|budget|baseline|SLA|SLO)\b(?<message>[^\n]*)/i,
    ],
    [
      0.82,
      /(?:some )?thresholds? (?:on metrics? '?(?<name>[\w.,' {}:-]+?)'? )?have been (?:crossed|breached)|Performance budget exceeded|SoftTimeoutEvent Severity\.(?:ERROR|CRITICAL)/i,
    ],
    [0.74, /benchmark[^\n]{0,60}(?:slower|regress|alert)|(?<![\d.])(?<amount>[\d.]+)(?:x| times) slower than/i],
  ],
  short: 'performance',
  followed: () => 'the figures fell',
  says: found =>
    `A performance figure missed its bound${found.name ? ` (${found.name.trim()})` : ''}${found.amount ? ` by ${found.amount}` : ''}${because(found)}`,
  describes: () => 'The run worked, but slower or with more resources than the bound allows.',
  steps: () => [
    search('latency OR throughput OR p99 OR threshold', 'which figure, in which phase, and by how much?'),
    search('"Reactor stalled" OR compaction OR "GC pause" level:>=warn', 'what else the machine did in that phase.'),
    'Compare the figure over the last ten runs: a step points at a change, noise at the machine.',
  ],
  actions: () => [
    act(
      'high investigation',
      'Find the change that made it slower',
      'Bisect between the last good and the first bad run on the same type of machine.',
    ),
    act('medium test_change', 'Check the bound', 'A bound inside the noise of the last runs fails without a reason.'),
  ],
});
