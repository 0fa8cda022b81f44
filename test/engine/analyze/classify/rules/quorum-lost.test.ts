/** Analysis, tests: clusters without a majority. */
import { reads, silent } from '../judge.ts';

describe('classify: quorum_lost', () => {
  reads('quorum_lost', [
    [
      'an exception',
      '2026-11-20T11:02:31.745Z ERROR store-1 QuorumLostException: only 1 of 3 voters reachable',
      'The quorum was lost on store-1: only 1 of 3 were reachable',
    ],
    [
      'Cassandra',
      'com.datastax.driver.core.exceptions.UnavailableException: Not enough replicas available for query at consistency QUORUM (2 required but only 1 alive)',
      'The quorum was lost',
    ],
    ['CQL', 'Error: Cannot achieve consistency level LOCAL_QUORUM', 'The quorum was lost (consistency level LOCAL_QUORUM)'],
    ['etcd', '{"level":"warn","error":"etcdserver: no leader"}', 'The quorum was lost'],
    [
      'Kafka',
      'org.apache.kafka.common.errors.NotEnoughReplicasException: Messages are rejected since there are fewer in-sync replicas than required.',
      'The quorum was lost: Messages are rejected since there are fewer in-sync replicas than required.',
    ],
    ['members', 'raft: only 2 of 5 peers answered the vote', 'The quorum was lost: only 2 of 5 were reachable'],
    ['MongoDB', 'MongoServerError: node is not master', 'The quorum was lost'],
  ]);
  silent('quorum_lost', [
    ['a consistency level', 'cassandra-stress write cl=QUORUM duration=180m'],
    ['a quorum that is there', 'group0 has quorum, leader is 2'],
  ]);
});
