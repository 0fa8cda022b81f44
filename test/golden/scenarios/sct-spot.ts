/** Golden: the cloud takes a spot machine away; the product is innocent. */
import type { Scenario } from './scenario.ts';
import { dbLine, MINUTE, nodeName, nodeTitle, START, sctLine } from './sct-cast.ts';
import { endTest, nemesis, tellEvent } from './sct-events.ts';
import { makeSctRun } from './sct-run.ts';

export function sctSpot(): Scenario {
  const run = makeSctRun(13, 70 * MINUTE);
  const at = START + 44 * MINUTE;
  nemesis(run, { name: 'NoCorruptRepairMonkey', node: 2, from: START + 12 * MINUTE, to: START + 20 * MINUTE });
  tellEvent(run, at, {
    base: 'SpotTerminationEvent',
    severity: 'CRITICAL',
    fields: { node: nodeTitle(3), message: '{"action":"terminate","time":"2026-04-14T09:46:00Z"}' },
    words: `: node=${nodeTitle(3)} message={"action":"terminate","time":"2026-04-14T09:46:00Z"}`,
  });
  sctLine(run, at - 20, {
    file: 'cluster_aws.py',
    logger: 'sdcm.cluster_aws',
    level: 'WARNING',
    text: `Got spot termination notification from AWS ${nodeName(3)}: {"action":"terminate","time":"2026-04-14T09:46:00Z"}`,
  });
  const gone = at + 2 * MINUTE;
  for (const node of [1, 2]) {
    dbLine(run, { node, at: gone + 7000 + node, shard: 0 }, 'gossip - InetAddress 10.7.0.13 is now DOWN, status = NORMAL');
    for (let late = gone + 1000; late < gone + 40_000; late += run.dice.int(800, 5000)) {
      dbLine(
        run,
        { node, at: late, level: 'WARNING' },
        'storage_proxy - Exception when communicating with 10.7.0.13, to read orders.lines: seastar::rpc::closed_error (connection is closed)',
      );
    }
  }
  sctLine(run, gone + 20_000, {
    file: 'base.py',
    logger: 'sdcm.remote.base',
    level: 'ERROR',
    text: `${nodeName(3)}: failed to connect by SSH: [Errno 110] Connection timed out`,
  });
  endTest(
    run,
    at + 25_000,
    'sdcm.sct_events.events_analyzer.TestFailure: Got critical event: (SpotTerminationEvent Severity.CRITICAL)',
  );
  return {
    name: 'SCT: the cloud takes a spot machine away',
    failed: run.files(),
    expected: {
      category: 'environment',
      first: { member: /sct-runner-events/, text: /SpotTermination|spot termination/ },
      summary: [/db-node-3/, /spot|taken away|terminat/i],
      roles: [{ text: /is now DOWN|Exception when communicating/, role: ['echo', 'context'] }],
    },
  };
}
