/** Analysis, tests: nodes that went away. */
import { reads, silent } from '../judge.ts';

describe('classify: node_down', () => {
  reads('node_down', [
    [
      'gossip',
      '2026-05-22T15:40:11.735 n1 !INFO | scylla[4326]:  [shard 0] gossip - InetAddress 10.4.1.33 is now DOWN, status = NORMAL',
      '10.4.1.33 went down',
    ],
    [
      'a health check of SCT',
      '2026-11-21 07:41:14.034: (ClusterHealthValidatorEvent Severity.CRITICAL) period_type=one-time event_id=5278eff7-16d6-4f4a-89b0-7c2f69daaf4b: type=NodeStatus node=n2 error=Current node n2. Node n1 status is DN',
      'n1 went down',
    ],
    ['Kubernetes', 'Normal  NodeNotReady  kubelet  Node worker-2 status is now: NodeNotReady', 'worker-2 went down'],
    ['nodetool', 'DN  10.0.0.3   1.2 GB     256          ?       8b1c   rack1', '10.0.0.3 went down'],
    [
      'a CI runner',
      'The self-hosted runner: box-1 lost communication with the server. Verify the machine is running.',
      'A node went down',
    ],
    [
      'Jenkins',
      'Cannot contact agent-7: hudson.remoting.ChannelClosedException: Channel "unknown" is already closed',
      'A node went down',
    ],
    ['HDFS', 'WARN BlockManager: lost contact with worker 10.1.1.1, removing', 'A node went down'],
  ]);
  silent('node_down', [
    ['a node that is up', 'UN  10.0.0.3   1.2 GB     256          ?       8b1c   rack1'],
    ['a passed test', 'ok 3 - node is down is shown in red'],
  ]);
});
