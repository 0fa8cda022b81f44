/** Golden: a node crashes with a segmentation fault during a nemesis and leaves a coredump. */
import type { Scenario } from './scenario.ts';
import { dbLine, hostLine, MINUTE, nodeTitle, START } from './sct-cast.ts';
import { endTest, logEvent, nemesis, tellEvent } from './sct-events.ts';
import { makeSctRun } from './sct-run.ts';

const NEMESIS = 'DecommissionStreamingErrMonkey';

export function sctCoredump(): Scenario {
  const run = makeSctRun(12, 80 * MINUTE);
  const at = START + 51 * MINUTE + 17_400;
  nemesis(run, { name: 'StopStartMonkey', node: 3, from: START + 15 * MINUTE, to: START + 19 * MINUTE });
  nemesis(run, { name: NEMESIS, node: 1, from: START + 47 * MINUTE, to: at + 75_000, error: 'Killed by tearDown - test fail' });
  const lines = [
    'Segmentation fault on shard 1, in scheduling group streaming.',
    'Backtrace:',
    '  0x5f1e0a8',
    '  0x5f53c55',
    '  /opt/scylladb/libreloc/libc.so.6+0x3dbaf',
    '  0x22e4d1f',
  ];
  const [line] = lines.map((text, row) =>
    hostLine(run, { node: 1, at: at + row, level: row === 0 ? 'ERR' : 'INFO' }, `scylla[5101]: ${text}`),
  );
  logEvent(run, { node: 1, at, line }, { type: 'SEGMENTATION', severity: 'CRITICAL', during: NEMESIS });
  hostLine(
    run,
    { node: 1, at: at + 4000 },
    'systemd[1]: scylla-server.service: Main process exited, code=dumped, status=11/SEGV',
  );
  hostLine(run, { node: 1, at: at + 4010 }, "systemd[1]: scylla-server.service: Failed with result 'core-dump'.");
  hostLine(run, { node: 1, at: at + 9000 }, 'systemd-coredump[6120]: Process 5101 (scylla) of user 112 dumped core.');
  for (const node of [2, 3]) {
    dbLine(run, { node, at: at + 8000 + node, shard: 0 }, 'gossip - InetAddress 10.7.0.11 is now DOWN, status = LEAVING');
    for (let late = at + 600; late < at + 30_000; late += run.dice.int(700, 4000)) {
      dbLine(
        run,
        { node, at: late, level: 'WARNING' },
        'stream_session - [Stream #77] stream_manager: failed to talk to 10.7.0.11: seastar::rpc::closed_error (connection is closed)',
      );
    }
  }
  tellEvent(run, at + 61_000, {
    base: 'CoreDumpEvent',
    severity: 'ERROR',
    fields: { node: nodeTitle(1), corefile_url: 'upload.example.org/core.scylla.112.5101.zst', backtrace: 'Segmentation fault' },
    words: ` node=${nodeTitle(1)} corefile_url=upload.example.org/core.scylla.112.5101.zst\nbacktrace=           PID: 5101 (scylla)\n        Signal: 11 (SEGV)\n    Executable: /opt/scylladb/libexec/scylla`,
    during: NEMESIS,
  });
  endTest(
    run,
    at + 90_000,
    'sdcm.sct_events.events_analyzer.TestFailure: Got critical event: (DatabaseLogEvent Severity.CRITICAL) type=SEGMENTATION',
  );
  return {
    name: 'SCT: a node crashes during a nemesis',
    failed: run.files(),
    expected: {
      category: 'crash',
      first: { member: /db-node-5ec0ffee-1\/(?:system|messages)\.log$/, text: /Segmentation fault/ },
      summary: [/db-node-1/, new RegExp(NEMESIS)],
      roles: [
        { text: /Started - Disruption Decommission/, role: ['trigger'] },
        { text: /is now DOWN|failed to talk to/, role: ['echo'] },
      ],
    },
  };
}
