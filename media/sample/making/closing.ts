/** Sample: the end of a run: the tear-down with its noise, and the files that sum it up. */
import { JOB, type Run, runnerFile } from './cast.ts';
import { actionLine, spaced, tell } from './events.ts';
import { info } from './happenings.ts';
import { dbLine, journalLine, sctLine, systemLine } from './speak.ts';
import { nodeStamp } from './stamps.ts';
import { pythonFrame } from './statements.ts';

const ANALYZER = 'sdcm/sct_events/events_analyzer.py';
const TESTER = 'sdcm/tester.py';

/** The traceback of the test killed by the analyzer, as Python prints it. */
export function killTrace(killer: string): string[] {
  return [
    'Traceback (most recent call last):',
    ...pythonFrame('sdcm/longevity_test.py', 'self.verify_stress_thread(thread)', 'test_custom_time'),
    ...pythonFrame(TESTER, 'results = thread.get_results()', 'verify_stress_thread'),
    ...pythonFrame(ANALYZER, 'raise TestFailure(f"Got critical event: {event}")', 'run'),
    `sdcm.sct_events.events_analyzer.TestFailure: Got critical event: ${killer}`,
  ];
}

export function killTest(run: Run, at: number, killer: string): void {
  sctLine(run, at + 90, [['ERROR', ANALYZER, 'Killing test because of a critical event: %s'], [killer], killTrace(killer)]);
}

/** Events of pytest's failures; then the machines go. Everything here is noise that the kill has made. */
export function tearDown(run: Run, at: number, failure?: string): void {
  sctLine(run, at, [['INFO', TESTER, 'TearDown is starting...'], []]);
  actionLine(run, at + 200, { status: 'info', source: 'tester', action: 'Started - tearDown' });
  sctLine(run, at + 300, [['INFO', TESTER, 'Stopping the nemesis thread'], []]);
  sctLine(run, at + 9000, [['INFO', TESTER, 'Killing the stress processes on %s loaders'], [2]]);
  if (failure) frameworkEvent(run, at + 14_000, failure);
  stopNodes(run, at + 20_000);
  collect(run, at + 60_000);
  const status = failure ? 'failed' : 'passed';
  sctLine(run, at + 240_000, [['INFO', 'sdcm/argus_client.py', 'Test status set to %s'], [status]]);
  sctLine(run, at + 241_000, [['INFO', 'sdcm/cluster_aws.py', 'All instances of the test are terminated'], []]);
  actionLine(run, at + 242_000, { status: 'info', source: 'tester', action: 'Finished - tearDown' });
  sctLine(run, at + 243_000, [['INFO', TESTER, 'TearDown is done, test status is %s'], [status]]);
  info(run, at + 239_000, `Test ends, status ${status}`);
}

function frameworkEvent(run: Run, at: number, failure: string): void {
  const exception = killTrace(failure).join('\n');
  const behind = {
    source: 'LongevityTest',
    source_method: 'test_custom_time',
    exception,
    message: null,
    trace: null,
    args: null,
    kwargs: null,
  };
  const words = `, source=LongevityTest.test_custom_time()\nexception=${exception}`;
  tell(run, { base: 'TestFrameworkEvent', severity: 'ERROR', period: 'one-time', id: run.dice.uuid(), at, behind, words });
}

function stopNodes(run: Run, at: number): void {
  for (const node of run.nodes) {
    const moment = at + node.number * 3000;
    sctLine(run, moment - 900, [['DEBUG', TESTER, '%s: stopped its task threads'], [node.name]]);
    journalLine(run, { node, at: moment }, 'systemd[1]: Stopping User Manager for UID 1000...');
    if (run.failing && node.number === 3) continue;
    systemLine(run, { node, at: moment }, ['INFO', 'systemd[1]: Stopping Scylla Server...']);
    for (const other of run.nodes.filter(one => one.number > node.number && !(run.failing && one.number === 3))) {
      dbLine(run, { node: other, at: moment + run.dice.int(60, 400), shard: 0 }, [
        ['INFO', 'gossip', 'gms/gossiper.cc', 'Node {} is now DOWN, status = {}'],
        [node.address, 'shutdown'],
      ]);
    }
    dbLine(run, { node, at: moment + 50 }, [
      ['INFO', 'compaction_manager', 'compaction/compaction_manager.cc', 'Stopping {} tasks: {}'],
      [run.dice.int(1, 4), 'shutdown'],
    ]);
    dbLine(run, { node, at: moment + 700, shard: 0 }, [
      ['INFO', 'storage_service', 'service/storage_service.cc', 'Entering mode DRAINED'],
      [],
    ]);
    systemLine(run, { node, at: moment + 900 }, ['INFO', 'systemd[1]: scylla-server.service: Deactivated successfully.']);
  }
}

function collect(run: Run, at: number): void {
  const file = 'sdcm/logcollector.py';
  let moment = at;
  for (const node of [...run.nodes, ...run.loaders]) {
    for (const entity of ['system.log', 'messages.log', 'dmesg.log', 'scylla.yaml', 'coredumps.info', 'kallsyms']) {
      sctLine(run, moment, [
        ['INFO', file, 'Collecting %s from %s'],
        [entity, node.name],
      ]);
      if (entity === 'kallsyms')
        sctLine(run, moment + 300, [
          ['WARNING', file, 'Nothing collected for %s on %s'],
          [entity, node.name],
        ]);
      moment += run.dice.int(400, 1900);
    }
  }
  for (const name of ['db-cluster', 'sct-runner-events'])
    sctLine(run, at + 170_000, [
      ['INFO', file, 'Archive %s is ready, %s bytes'],
      [`${name}-${run.id8}.tar.zst`, run.dice.int(400_000, 900_000)],
    ]);
}

/** junit.xml, summary.log and what was left on the loaders. */
export function summaries(run: Run, seconds: number, failure?: string): void {
  const counts: Record<string, number> = {};
  for (const [path, text] of run.pages.texts()) {
    if (path !== runnerFile(run, 'events.log')) continue;
    for (const [, severity] of text.matchAll(/^\d{4}-\d\d-\d\d [^(]*\(\w+ Severity\.(\w+)\)/gm))
      counts[severity] = (counts[severity] ?? 0) + 1;
  }
  run.pages.put(runnerFile(run, 'summary.log'), `${spaced(counts)}\n`);
  run.pages.put(runnerFile(run, 'junit.xml'), junit(run, seconds, failure));
  const processes = [
    '  PID TTY STAT TIME COMMAND',
    ' 2211 ? Sl 0:41 python3 ./sct.py run-test longevity_test.LongevityTest.test_custom_time',
    ' 2290 ? S 0:00 ssh -N -L 9100:localhost:9100',
  ];
  run.pages.put(runnerFile(run, 'left_processes.log'), `${processes.join('\n')}\n`);
}

function junit(run: Run, seconds: number, failure?: string): string {
  const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  const reason = failure
    ? `<failure message="${escaped(`sdcm.sct_events.events_analyzer.TestFailure: Got critical event: ${failure}`)}">${escaped(killTrace(failure).join('\n'))}</failure>`
    : '';
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<testsuites><testsuite name="${JOB}" errors="0" failures="${failure ? 1 : 0}" skipped="0" tests="1" time="${seconds}.218" timestamp="${nodeStamp(run.start)}">`,
    `<testcase classname="longevity_test.LongevityTest" name="test_custom_time" time="${seconds}.118">${reason}</testcase>`,
    '</testsuite></testsuites>',
    '',
  ].join('\n');
}
