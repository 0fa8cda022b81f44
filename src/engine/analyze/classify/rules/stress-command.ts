/** Analysis: the rule for load generators that failed. */
import { act, defineRule } from '../rule.ts';
import { because, on, run, search } from '../wording.ts';

export const stressCommand = defineRule({
  category: 'stress_command',
  signs: [
    [0.88, /Stress command (?:failed|completed with bad status[^\n:]*): ?(?<message>[^\n]+)/i],
    [
      0.86,
      /(?<name>CassandraStress|ScyllaBench|Ycsb\w*|Ndbench|CDCReader|Latte|GeminiStress|Gemini|CqlStressCassandraStress|KclStress)(?:Log|Stress)*Event Severity\.(?:ERROR|CRITICAL)(?:[^\n]*?errors=(?<message>[^\n]+))?/,
    ],
    [
      0.84,
      /"base": "(?<name>CassandraStress|ScyllaBench|Ycsb\w*|Ndbench|CDCReader|Latte|Gemini)\w*Event"[^\n]*"severity": "(?:ERROR|CRITICAL)"/,
    ],
    [
      0.82,
      /\b(?<name>cassandra-stress|scylla-bench|latte|gemini|ycsb|ndbench|sysbench|pgbench|wrk|k6|jmeter|locust|fio|memtier)\b[^\n]{0,80}\b(?:failed|exit(?:ed)?(?: with)?(?: code| status)? [1-9]\d*|error|aborted)\b/i,
    ],
    [
      0.8,
      /java\.io\.IOException: Operation x\d+ on key\(s\)[^\n]*?: (?<message>[^\n]+)|Error executing: \((?<command>[^)\n]+)\)|OperationOnKey/,
    ],
  ],
  short: 'stress command failed',
  followed: found => `the load of ${found.name ?? 'the stress command'} failed`,
  says: found => `The stress command${found.name ? ` ${found.name}` : ''} failed${on(found)}${because(found)}`,
  describes: () =>
    'The load generator gave up. It only sees that requests failed; the reason is on the side that did not answer.',
  steps: () => [
    search('member:*stress* OR member:*bench* level:>=error', 'the first error of the load generator, with its time.'),
    search('level:>=error -member:*stress*', 'what the servers said in the minute before that time.'),
    run('nodetool status', 'were all replicas up?'),
  ],
  actions: () => [
    act(
      'high investigation',
      'Look at the servers at the time of the first error',
      'Start from the time of the first failed operation and read the logs of the replicas of that key.',
    ),
    act(
      'low test_change',
      'Check retries and consistency level',
      'A load without retries fails at the first short outage that a disruption causes on purpose.',
    ),
  ],
});
