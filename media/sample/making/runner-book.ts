/** Sample: what the test runner says all along: [times per hour, steps], a step being [ms after the one before, statement, value words]. */
import type { RunnerStatement } from './speak.ts';

export type Step = readonly [number, RunnerStatement, readonly string[]];
export type RunnerEntry = readonly [number, readonly Step[]];

const BASE = 'sdcm/remote/base.py';
const CLUSTER = 'sdcm/cluster.py';
const HEALTH = 'sdcm/utils/health_checker.py';
const PROMETHEUS = 'sdcm/prometheus.py';
const ARGUS = 'sdcm/argus_client.py';
const WAIT = 'sdcm/wait.py';

/** A command over ssh: asked, answered; `same` is the address chosen for all steps of the entry. */
function command(text: string): Step[] {
  return [
    [3, ['DEBUG', BASE, '<%s>: Running command \\"%s\\"...'], ['same', text]],
    [900, ['DEBUG', BASE, '<%s>: Command \\"%s\\" finished with status %s in %ss'], ['same', text, '0', 'int 0 3']],
  ];
}

export const runnerBook: readonly RunnerEntry[] = [
  [110, command('df -h /var/lib/scylla')],
  [90, command('sudo coredumpctl -q --json=short')],
  [60, command('cat /proc/meminfo')],
  [60, command('/usr/bin/nodetool status')],
  [40, command('sudo journalctl --no-pager -n 50')],
  [40, command('nc -z localhost 9042')],
  [30, command('ps -C scylla -o pid=,rss=')],
  [20, command('sudo iostat -x 1 1')],
  [20, command('curl -s localhost:10000/storage_service/load')],
  [120, [[0, ['DEBUG', CLUSTER, '%s: disk usage of /var/lib/scylla is %s'], ['samename', 'int 20 44']]]],
  [90, [[0, ['DEBUG', CLUSTER, '%s: found %s coredumps'], ['samename', '0']]]],
  [60, [[0, ['DEBUG', CLUSTER, '%s: CQL port 9042 open: %s'], ['samename', 'open']]]],
  [
    60,
    [
      [0, ['DEBUG', CLUSTER, 'Asking %s for the status of the ring'], ['samename']],
      [700, ['DEBUG', CLUSTER, '%s sees %s of %s nodes as UN'], ['samename', 'alive', '6']],
    ],
  ],
  [30, [[0, ['DEBUG', CLUSTER, 'Schema versions agree on %s nodes'], ['6']]]],
  [
    30,
    [
      [0, ['DEBUG', HEALTH, '%s: schema version %s'], ['samename', 'hex 8']],
      [40, ['DEBUG', HEALTH, 'Health check of %s is done'], ['samename']],
    ],
  ],
  [120, [[0, ['DEBUG', 'sdcm/cluster_aws.py', 'No termination notice for instance %s'], ['instance']]]],
  [
    12,
    [
      [
        0,
        ['DEBUG', PROMETHEUS, 'Prometheus query %s from %s to %s'],
        ['scylla_transport_requests_served', 'int 1000 9999', 'int 1000 9999'],
      ],
      [180, ['INFO', PROMETHEUS, 'Throughput of the last five minutes: %s ops/s'], ['int 21000 24000']],
    ],
  ],
  [
    12,
    [
      [
        0,
        ['DEBUG', PROMETHEUS, 'Prometheus query %s from %s to %s'],
        ['scylla_storage_proxy_write_latency', 'int 1000 9999', 'int 1000 9999'],
      ],
      [180, ['INFO', PROMETHEUS, 'Write latency p99 of the last five minutes: %s ms'], ['int 4 19']],
    ],
  ],
  [60, [[0, ['DEBUG', PROMETHEUS, 'Alert manager reports %s active alerts'], ['0']]]],
  [2, [[0, ['WARNING', PROMETHEUS, 'Prometheus answered 503, asking again in %s s'], ['5']]]],
  [
    60,
    [
      [0, ['DEBUG', ARGUS, 'Heartbeat sent'], []],
      [4, ['DEBUG', ARGUS, 'POST %s with %s bytes'], ['/client/heartbeat', '0']],
    ],
  ],
  [3, [[0, ['WARNING', ARGUS, 'Request to %s failed with %s, will retry'], ['/client/heartbeat', '502']]]],
  [20, [[0, ['DEBUG', 'sdcm/tester.py', 'Test is alive, %s minutes of %s passed'], ['minutes', '240']]]],
  [
    30,
    [
      [0, ['DEBUG', WAIT, 'Wait for: %s (step %ss, timeout %ss)'], ['monitoring targets are up', '5', '120']],
      [5200, ['DEBUG', WAIT, 'Wait for: %s: done'], ['monitoring targets are up']],
    ],
  ],
  [
    4,
    [
      [
        0,
        ['WARNING', WAIT, 'Wait for: %s: attempt failed (%s), trying again'],
        ['monitoring targets are up', 'Connection refused'],
      ],
    ],
  ],
  [
    4,
    [
      [
        0,
        ['WARNING', BASE, '<%s>: ssh connection was reset (%s), retry %s of %s'],
        ['same', 'kex_exchange_identification', '1', '3'],
      ],
      [600, ['DEBUG', BASE, '<%s>: opening ssh session as %s'], ['same', 'ubuntu']],
    ],
  ],
  [
    1.5,
    [
      [
        0,
        ['ERROR', BASE, '<%s>: Command \\"%s\\" exited with status %s'],
        ['same', 'sudo test -e /etc/scylla/ami_disabled', '1'],
      ],
    ],
  ],
];
