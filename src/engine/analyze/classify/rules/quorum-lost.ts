/** Analysis: the rule for a cluster without a majority, a leader or enough replicas. */
import { act, defineRule } from '../rule.ts';
import { on, run, search } from '../wording.ts';

export const quorumLost = defineRule({
  category: 'quorum_lost',
  signs: [
    [0.95, /\b(?:QuorumLost|NoQuorum|QuorumNotAvailable|NotEnoughReplicas)\w*(?:Exception|Error)?(?:: (?<message>[^\n]+))?/],
    [
      0.93,
      /(?:lost|no|without) (?:the )?quorum\b|quorum (?:was |is )?(?:lost|not (?:reached|available|met))|failed to reach (?:a )?quorum/i,
    ],
    [0.92, /\bUnavailableException\b[^\n]*|Cannot achieve consistency level (?<name>\w+)/],
    [0.9, /etcdserver: (?:no leader|leader changed|request timed out, possibly due to)/],
    [0.96, /only (?<amount>\d+) of (?<limit>\d+) (?:voters|replicas|members|nodes|masters|peers)/],
    [0.85, /\b(?:raft|group0|election)\b[^\n]{0,60}\b(?:timed? ?out|no leader|failed|stepped down|unreachable)/i],
    [
      0.85,
      /NotEnoughReplicas(?:AfterAppend)?|NOT_LEADER_FOR_PARTITION|LeaderNotAvailable|MasterNotDiscoveredException|not master\b/,
    ],
    [0.82, /(?:has )?no (?:elected )?(?:leader|primary|master)\b(?! branch)|leader=none/i],
  ],
  short: 'quorum lost',
  followed: () => 'the quorum was lost',
  says: found =>
    found.amount && found.limit
      ? `The quorum was lost${on(found)}: only ${found.amount} of ${found.limit} were reachable`
      : `The quorum was lost${on(found)}${found.message ? `: ${found.message}` : found.name ? ` (consistency level ${found.name})` : ''}`,
  describes: () =>
    'Fewer members answered than a majority needs, so reads, writes or elections stopped. Something made those members unreachable before.',
  steps: () => [
    search('quorum OR "no leader" OR UnavailableException OR "is now DOWN"', 'which member went missing first?'),
    search(
      'raft election level:>=warn',
      'elections and term changes before the loss tell whether the network or a node was the reason.',
    ),
    run('nodetool status', 'how many replicas of the range are up?'),
  ],
  actions: () => [
    act(
      'high investigation',
      'Find the member that went missing first',
      'The loss of a quorum follows from lost members; read the log of the first one around that time.',
    ),
    act(
      'medium test_change',
      'Check how many members the test takes away at once',
      'A disruption that stops more members than the replication factor bears must lose the quorum.',
    ),
  ],
});
