/** Golden: a nemesis fails by itself: its decommission is refused, and its traceback says why. */
import type { Scenario } from './scenario.ts';
import { dbLine, MINUTE, nodeName, START, sctLine } from './sct-cast.ts';
import { endTest, nemesis } from './sct-events.ts';
import { makeSctRun } from './sct-run.ts';

const NEMESIS = 'DecommissionMonkey';

export function sctNemesis(): Scenario {
  const run = makeSctRun(14, 80 * MINUTE);
  const at = START + 38 * MINUTE;
  const error = `Encountered a bad command exit code! Command: 'nodetool decommission' Exit code: 4 Stderr: error executing POST request to http://localhost:10000/storage_service/decommission: remote replied with status code 500 Internal Server Error: std::runtime_error (decommission[2b1f]: Operation rejected: node is in JOINING state)`;
  const traceback = [
    'Traceback (most recent call last):',
    '  File "/home/ubuntu/scylla-cluster-tests/sdcm/nemesis/__init__.py", line 1957, in run_disrupt',
    '    result = method(*args, **kwargs)',
    '  File "/home/ubuntu/scylla-cluster-tests/sdcm/nemesis/monkey/topology.py", line 88, in disrupt',
    '    self.cluster.decommission(self.target_node)',
    '  File "/home/ubuntu/scylla-cluster-tests/sdcm/cluster.py", line 4410, in decommission',
    '    node.run_nodetool("decommission", timeout=7200)',
    `invoke.exceptions.UnexpectedExit: ${error}`,
  ].join('\n');
  nemesis(run, { name: 'RollingRestartMonkey', node: 1, from: START + 11 * MINUTE, to: START + 17 * MINUTE });
  nemesis(run, { name: NEMESIS, node: 2, from: at, to: at + 21_000, error, traceback });
  nemesis(run, { name: 'ToggleTableIcsMonkey', node: 3, from: START + 55 * MINUTE, to: START + 58 * MINUTE });
  dbLine(
    run,
    { node: 2, at: at + 19_800, level: 'WARNING', shard: 0 },
    'storage_service - decommission[2b1f]: Operation rejected: node is in JOINING state',
  );
  sctLine(run, at + 20_900, {
    file: '__init__.py',
    logger: 'sdcm.nemesis',
    level: 'ERROR',
    text: `Unhandled exception in method ${NEMESIS} on ${nodeName(2)}\n${traceback}`,
  });
  endTest(
    run,
    START + 79 * MINUTE,
    `sdcm.sct_events.events_analyzer.TestFailure: The test had errors: (DisruptionEvent Severity.ERROR) nemesis_name=${NEMESIS}`,
  );
  return {
    name: 'SCT: a nemesis fails by itself',
    failed: run.files(),
    expected: {
      category: 'nemesis',
      first: { member: /(?:sct-runner-events|db-node-5ec0ffee-2)/, text: /DecommissionMonkey|decommission/ },
      summary: [new RegExp(NEMESIS), /nodetool decommission exited with 4: .*node is in JOINING state/],
    },
  };
}
