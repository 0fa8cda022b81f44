/** Analysis, tests: injected disruptions that failed. */
import { reads, silent } from '../judge.ts';

const head =
  '2026-11-21 07:41:15.235: (DisruptionEvent Severity.ERROR) period_type=end event_id=e352eeb2-7090-4a10-9c8b-f95abbf609a0 duration=9s: nemesis_name=DecommissionMonkey target_node=Node longevity-3h-db-node-0a1b2c3d-1 [1.2.3.4 | 10.4.2.117] (Type: i4i.2xlarge) (rack: RACK0)';

describe('classify: nemesis', () => {
  reads('nemesis', [
    [
      'its command',
      "Unhandled exception in method StopMonkey on n1\ninvoke.exceptions.UnexpectedExit: Encountered a bad command exit code!\n\nCommand: 'nodetool drain'\n\nExit code: 2\n\nStdout:\n\nStderr:\n\nerror: status 500: std::runtime_error (node is busy)",
      'The nemesis StopMonkey failed: nodetool drain exited with 2: node is busy',
    ],
    [
      'its traceback',
      'Unhandled exception in method StopMonkey on n1\nTraceback (most recent call last):\n  File "cluster.py", line 3, in stop\ninvoke.exceptions.UnexpectedExit: bad exit code 4',
      'The nemesis StopMonkey failed: invoke.exceptions.UnexpectedExit: bad exit code 4',
    ],
    [
      'an event',
      `${head} errors=nodetool decommission ended with status 2`,
      'The nemesis DecommissionMonkey failed on db-node-1: nodetool decommission ended with status 2',
    ],
    [
      'a raw event',
      '{"base": "DisruptionEvent", "nemesis_name": "StopStartMonkey", "node": "Node x-db-node-0a1b2c3d-4 [1.2.3.4 | 10.0.0.4]", "severity": "ERROR", "period_type": "end"}',
      'The nemesis StopStartMonkey failed on db-node-4',
    ],
    ['a log', 'ERROR nemesis RestartMonkey failed: timed out', 'The nemesis RestartMonkey failed: timed out'],
  ]);
  silent('nemesis', [
    ['one that was cut short', `${head} errors=Killed by tearDown - test fail`],
    [
      'one that was skipped',
      '2026-11-21 07:41:15.235: (DisruptionEvent Severity.NORMAL) period_type=end event_id=e352eeb2-7090-4a10-9c8b-f95abbf609a0: nemesis_name=A target_node=b skipped skip_reason=only on AWS',
    ],
  ]);
});
