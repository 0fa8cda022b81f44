/** Golden: a node's data disk fills up while big partitions are being rewritten; commitlog and compaction stop, writes time out. */
import type { Scenario } from './scenario.ts';
import { dbLine, hostLine, loader, MINUTE, nodeName, nodeTitle, START, sctLine } from './sct-cast.ts';
import { endTest, logEvent, nemesis, tellEvent } from './sct-events.ts';
import { makeSctRun } from './sct-run.ts';

export function sctDiskFull(): Scenario {
  const run = makeSctRun(11, 90 * MINUTE);
  const full = START + 62 * MINUTE;
  nemesis(run, { name: 'RollingRestartMonkey', node: 3, from: START + 20 * MINUTE, to: START + 26 * MINUTE });
  nemesis(run, { name: 'AddRemoveDcMonkey', node: 1, from: START + 35 * MINUTE, to: START + 41 * MINUTE });
  for (const [before, share] of [
    [24, 88],
    [16, 92],
    [9, 95],
    [3, 98],
  ]) {
    hostLine(
      run,
      { node: 2, at: full - before * MINUTE, level: 'WARNING' },
      `node-exporter[811]: /var/lib/scylla is ${share}% used, ${100 - share} GiB left`,
    );
  }
  const first = dbLine(
    run,
    { node: 2, at: full, level: 'ERR' },
    'commitlog - Exception in segment reservation: storage_io_error (Storage I/O error: 28: No space left on device)',
  );
  logEvent(run, { node: 2, at: full, line: first }, { type: 'NO_SPACE_ERROR', severity: 'ERROR' });
  for (let at = full + 900; at < full + 3 * MINUTE; at += run.dice.int(900, 9000)) {
    dbLine(
      run,
      { node: 2, at, level: 'ERR' },
      `compaction_manager - Compaction for orders/lines failed: std::system_error (error system:28, write: No space left on device). Will retry in ${run.dice.int(5, 300)} seconds`,
    );
  }
  dbLine(
    run,
    { node: 2, at: full + 30_000, level: 'ERR' },
    'storage_service - Shutting down communications due to I/O errors until operator intervention: Disk error: std::system_error (error system:28, write: No space left on device)',
  );
  for (const node of [1, 3]) {
    dbLine(run, { node, at: full + 38_000 + node, shard: 0 }, `gossip - InetAddress 10.7.0.12 is now DOWN, status = NORMAL`);
    for (let at = full + 45_000; at < full + 2 * MINUTE; at += run.dice.int(500, 4000)) {
      dbLine(
        run,
        { node, at, level: 'ERR' },
        'storage_proxy - Exception when communicating with 10.7.0.12, to write orders.lines: seastar::rpc::closed_error (connection is closed)',
      );
    }
  }
  const failed = full + 2 * MINUTE + 20_000;
  tellEvent(run, failed, {
    base: 'CassandraStressEvent',
    severity: 'CRITICAL',
    period: 'end',
    fields: {
      node: loader,
      stress_cmd: 'cassandra-stress write cl=ALL n=900000',
      errors: ['Stress command completed with bad status 1: WriteTimeoutException'],
    },
    words: `: node=${loader}\nstress_cmd=cassandra-stress write cl=ALL n=900000\nerrors:\n\nStress command completed with bad status 1: com.datastax.driver.core.exceptions.WriteTimeoutException: Cassandra timeout during SIMPLE write query at consistency ALL (3 replica were required but only 2 acknowledged the write)`,
  });
  sctLine(run, failed + 2000, { level: 'ERROR', text: `${nodeName(1)} sees nodes that are not UN: ['10.7.0.12']` });
  tellEvent(run, failed + 4000, {
    base: 'ClusterHealthValidatorEvent',
    type: 'NodeStatus',
    severity: 'CRITICAL',
    fields: { node: nodeName(1), error: `Current node ${nodeTitle(1)}. Node ${nodeTitle(2)} status is DN`, message: '' },
    words: `: type=NodeStatus node=${nodeName(1)} error=Current node ${nodeTitle(1)}. Node ${nodeTitle(2)} status is DN`,
  });
  endTest(
    run,
    failed + 12_000,
    'sdcm.sct_events.events_analyzer.TestFailure: Stress command failed: (CassandraStressEvent Severity.CRITICAL)',
  );
  return {
    name: 'SCT: the disk of a node runs full',
    failed: run.files(),
    expected: {
      category: 'disk_full',
      first: { member: /db-node-5ec0ffee-2\/system\.log$/, text: /No space left on device/ },
      summary: [/db-node-2/, /disk|space/i],
      roles: [
        { text: /% used/, role: ['precursor'] },
        { text: /is now DOWN|Exception when communicating/, role: ['echo'] },
        { text: /CassandraStressEvent/, role: ['echo'] },
      ],
    },
  };
}
