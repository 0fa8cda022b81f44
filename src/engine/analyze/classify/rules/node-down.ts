/** Analysis: the rule for a node that left its cluster or a machine that went away. */
import { act, defineRule } from '../rule.ts';
import { run, search, term } from '../wording.ts';

export const nodeDown = defineRule({
  category: 'node_down',
  signs: [
    [0.9, /NodeStatus[^\n]*? Node (?:Node )?(?<host>(?!Node\b)[\w.-]+)(?:(?! Node )[^\n])*? status is DN/],
    [
      0.88,
      /gossip - (?:InetAddress|Node) (?<host>[\w.:-]+)[^\n]* is now DOWN|\b(?:node|peer|host|instance) (?<address>[\w.:-]+) is (?:now )?(?:DOWN|dead|gone|unreachable|offline)\b/i,
    ],
    [0.86, /[Nn]ode (?<host>[\w.-]+) status is now: NodeNotReady/],
    [0.85, /\bNodeNotReady\b|NodeHasInsufficient/],
    [0.85, /Timed out waiting for node (?<host>[\w.-]+)?[^\n]*to be (?:UN|up|normal)|nodes? (?:is|are) (?:not up|down)\b/i],
    [0.82, /(?:^|\s)DN +(?<host>\d+\.\d+\.\d+\.\d+) /],
    [0.8, /\b(?:lost|lost contact with|missing heartbeats? from) (?:the )?(?:node|worker|agent|executor|slave)\b[^\n]*/i],
    [
      0.8,
      /The (?:hosted )?runner (?:has )?(?:lost communication|received a shutdown signal)|agent (?:went offline|was disconnected)|Agent lost|ChannelClosedException|The self-hosted runner[^\n]*lost communication/i,
    ],
    [0.75, /instance (?<name>i-[0-9a-f]+|\S+) (?:was )?(?:terminated|preempted|stopped)|instance (?:was|is) preempted/i],
  ],
  unless: /status = (?:left|shutdown)\b.*decommission/,
  short: 'node down',
  followed: found => `${found.host ?? 'a node'} went down`,
  says: found => `${found.host ?? found.address ?? found.name ?? 'A node'} went down`,
  describes: () =>
    'A node stopped answering the others. Look for why it stopped on that node itself; the others only see that it is gone.',
  steps: found => [
    ...(found.host
      ? [
          search(
            `member:*${found.host.replace(/[^\w-]+/g, '*')}* level:>=warn`,
            'the last lines of that node before the others lost it.',
          ),
        ]
      : []),
    search(
      '"is now DOWN" OR NodeNotReady OR "lost communication"',
      'when did each of the others notice, and was it one node or several?',
    ),
    run('nodetool status', 'which nodes are DN now, and since when?'),
    ...(found.address ? [search(term(found.address), 'what else happened at that address.')] : []),
  ],
  actions: () => [
    act(
      'high investigation',
      'Find out why the node stopped',
      'Read its own system log, kernel log and console output around that time: kill, crash, reboot, loss of the machine.',
    ),
    act(
      'medium retry',
      'Repeat the run if the machine was taken away',
      'A spot or preempted machine says nothing about the product.',
    ),
  ],
});
