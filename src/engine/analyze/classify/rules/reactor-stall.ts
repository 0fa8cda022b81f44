/** Analysis: the rule for a reactor or event loop that was blocked. */
import { act, defineRule } from '../rule.ts';
import { on, run, search } from '../wording.ts';

export const reactorStall = defineRule({
  category: 'reactor_stall',
  signs: [
    [0.75, /Reactor stalled for (?<amount>[5-9]\d\d|\d{4,}) ms on shard (?<name>\d+)/i],
    [
      0.6,
      /REACTOR_STALLED Severity\.(?:ERROR|CRITICAL)|Severity\.(?:ERROR|CRITICAL)[^\n]*type=REACTOR_STALLED|"type": "REACTOR_STALLED"[^\n]*"severity": "(?:ERROR|CRITICAL)"/,
    ],
    [0.45, /Reactor stalled for (?<amount>\d+) ms on shard (?<name>\d+)/i],
    [
      0.7,
      /watchdog: BUG: soft lockup - CPU#(?<name>\d+) stuck for (?<amount>\d+)s|rcu_sched self-detected stall|blocked for more than (?<limit>\d+) seconds/,
    ],
    [0.6, /event loop (?:was )?blocked|Thread Thread\[(?<process>[^,\]]+)[^\n]* has been blocked for (?<amount>\d+) ms/i],
  ],
  short: 'reactor stall',
  followed: found => `a reactor stalled${on(found)}`,
  says: found =>
    `The reactor${found.name ? ` of shard ${found.name}` : ''} stalled${found.amount ? ` for ${found.amount} ms` : ''}${on(found)}`,
  describes: () =>
    'One task kept a thread that must never block. Requests of that shard waited meanwhile; long stalls make others believe the node is gone.',
  steps: () => [
    search('"Reactor stalled"', 'how long and how often, always the same shard, always the same backtrace?'),
    run('seastar-addr2line -e scylla < backtrace', 'the frames right above the reactor name the task that blocked.'),
  ],
  actions: () => [
    act('high code_change', 'Break up the task that blocks', 'Decode the backtrace; yield inside the loop it shows.'),
    act(
      'medium investigation',
      'Check the machine',
      'Stalls with different backtraces on all shards point at the host: steal time, slow disk, swap.',
    ),
  ],
});
