/** The report, tests: failures as logs tell them, invented here. */
import type { Told } from './cases.ts';

const node = 'longevity-3h-db-node-0a1b2c3d';

export const outOfMemory: Told = {
  files: {
    'db-cluster/db-3/system.log': [
      `2026-11-20T11:01:14.598 ${node}-3 !WARNING | scylla[2213]: [shard 4:comp] lsa - failed to allocate 131072 bytes, compaction of ks.tbl holds 9.1 GiB`,
      `2026-11-20T11:02:10.001 ${node}-3 !INFO | scylla[2213]: [shard 1:comp] compaction - [Compact ks.tbl] Compacted 4 sstables`,
      `2026-11-20T11:02:31.745 ${node}-3 !ERR | kernel: Out of memory: Killed process 2213 (scylla) total-vm:65284204kB, anon-rss:30411276kB`,
      `2026-11-20T11:02:32.100 ${node}-3 !NOTICE | systemd: scylla-server.service: Main process exited, code=killed, status=9/KILL`,
    ].join('\n'),
    'db-cluster/db-1/system.log': [
      `2026-11-20T11:02:33.310 ${node}-1 !INFO | scylla[1801]: [shard 0:main] gossip - Node 10.4.1.33 is now DOWN, status = NORMAL`,
      `2026-11-20T11:03:47.700 ${node}-1 !ERR | scylla[1801]: [shard 2:stmt] storage_proxy - QuorumLostException: only 1 of 3 replicas reachable`,
    ].join('\n'),
    'loader/stress.log':
      '2026-11-20T11:03:48.004 ERROR com.datastax.driver.core.exceptions.WriteTimeoutException: Cassandra timeout during write (3 replica were required but only 1 acknowledged)\n',
    'actions.log': '2026-11-20T10:58:40.000 INFO Started - Disruption MajorCompactionMonkey on db-node-3\n',
  },
  suspects: [
    { find: 'Killed process 2213', why: ['new against 5 passing runs', 'first error'] },
    { find: 'failed to allocate 131072', role: 'precursor', score: 0.7, why: ['burst: 70 in a minute, else 0'], alike: 69 },
    { find: 'QuorumLostException', score: 0.66, alike: 59 },
    { find: 'is now DOWN', score: 0.6 },
    { find: 'WriteTimeoutException', score: 0.55, alike: 1714 },
  ],
  moments: [
    {
      at: Date.UTC(2026, 10, 20, 10, 58, 40),
      until: Date.UTC(2026, 10, 20, 11, 2, 50),
      kind: 'nemesis',
      title: 'MajorCompactionMonkey on db-node-3',
      member: 4,
      line: 1,
      attributes: { nemesis: 'MajorCompactionMonkey', node: `${node}-3` },
    },
    {
      at: Date.UTC(2026, 10, 20, 11, 3, 48),
      kind: 'event',
      level: 5,
      title: 'CassandraStressEvent: write timeout',
      member: 3,
      line: 1,
    },
  ],
  fresh: ['Killed process 2213', 'QuorumLostException'],
  good: [{ 'a.log': 'fine\n' }, { 'a.log': 'fine\n' }, { 'a.log': 'fine\n' }],
  gaps: [
    { kind: 'torn', member: 'loader-2/messages.log.gz', words: 'The archive is torn after 3.1 MB; what stands before was read.' },
    { kind: 'clock', words: 'The clock of db-5 runs 1.4 s ahead.' },
  ],
};

export const compileError: Told = {
  files: {
    'build.log': [
      'gcc -c -Wall -Werror src/foo.c -o foo.o',
      'src/foo.c: In function ‘start’:',
      'src/foo.c:12:9: error: ‘bar’ undeclared (first use in this function)',
      '   12 |         bar = 1;',
      'make: *** [Makefile:7: foo.o] Error 1',
      '##[error]Process completed with exit code 2.',
    ].join('\n'),
  },
  suspects: [{ find: 'undeclared' }, { find: 'make: ***', score: 0.5 }, { find: 'Process completed', score: 0.4 }],
};

export const failedTests: Told = {
  files: {
    'pytest.log': [
      '============================= test session starts ==============================',
      'tests/test_cart.py::test_total FAILED                                    [ 33%]',
      '    def test_total():',
      '>       assert total([1, 2]) == 4',
      'E       AssertionError: assert 3 == 4',
      'tests/test_cart.py:9: AssertionError',
      'FAILED tests/test_cart.py::test_total - AssertionError: assert 3 == 4',
      '=================== 3 failed, 408 passed, 1 skipped in 12.40s ===================',
    ].join('\n'),
  },
  suspects: [{ find: 'E       AssertionError' }, { find: 'FAILED tests/test_cart.py::test_total -', score: 0.8 }],
  tests: {
    frameworks: ['pytest'],
    status: 'failed',
    ran: 411,
    passed: 408,
    failed: 3,
    skipped: 1,
    failures: [
      { name: 'tests/test_cart.py::test_total', message: 'AssertionError: assert 3 == 4', member: 'pytest.log', line: 5 },
    ],
  },
};

export const nothingSaid: Told = {
  files: { 'job.log': ['Run ./deploy.sh', 'starting', '##[error]Process completed with exit code 1.'].join('\n') },
  suspects: [{ find: 'Process completed', score: 0.4 }],
};

export const unknownKind: Told = {
  files: {
    'job.log': ['starting the flux capacitor', 'flux capacitor misaligned by 3 teeth, giving up', 'exit status 1'].join('\n'),
  },
  suspects: [
    { find: 'exit status 1', score: 0.6 },
    { find: 'misaligned', score: 0.5 },
  ],
};

/** A run in which nothing tells of a failure. */
export const allWell: Told = {
  files: { 'job.log': ['git version 2.36.1', 'Tests run: 9, Failures: 0', 'BUILD SUCCESS'].join('\n') },
  suspects: [{ find: 'git version', score: 0.3 }],
};
