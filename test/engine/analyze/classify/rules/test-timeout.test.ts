/** Analysis, tests: tests, steps and jobs that ran out of time. */
import { reads, silent } from '../judge.ts';

describe('classify: test_timeout', () => {
  reads('test_timeout', [
    [
      'GitHub Actions',
      '##[error]The job running on runner box 2 has exceeded the maximum execution time of 360 minutes.',
      'The test or step ran out of time after 360 minutes',
    ],
    [
      'Travis',
      'No output has been received in the last 10m0s, this potentially indicates a stalled build',
      'The test or step ran out of time after 10m0s',
    ],
    ['Go', 'panic: test timed out after 10m0s\nrunning tests:\n\tTestSlow (9m58s)', 'TestSlow ran out of time after 10m0s'],
    ['pytest-timeout', 'E       Failed: Timeout >30.0s', 'The test or step ran out of time after 30.0s'],
    [
      'mocha',
      'Error: Timeout of 2000ms exceeded. For async tests and hooks, ensure "done()" is called',
      'The test or step ran out of time after 2000ms',
    ],
    [
      'ctest',
      '  7/12 Test  #7: slow_io .........................***Timeout 300.02 sec',
      'slow_io ran out of time after 300.02 sec',
    ],
    [
      'JUnit',
      'org.junit.runners.model.TestTimedOutException: test timed out after 5000 milliseconds',
      'The test or step ran out of time after 5000 milliseconds',
    ],
    ['gRPC', 'rpc error: code = DeadlineExceeded desc = context deadline exceeded', 'A test or step ran out of time'],
    [
      'SCT',
      '2026-11-21 07:41:15.234: (TestTimeoutEvent Severity.CRITICAL) period_type=one-time event_id=9164a324-968f-4526-9b4f-b469c77a120f: Test started at 2026-11-21',
      'A test or step ran out of time',
    ],
    ['waiting', 'kubectl: error: timed out waiting for the condition on deployments/api', 'A test or step ran out of time'],
    ['GitLab', 'ERROR: Job failed: execution took longer than 1h0m0s seconds', 'The test or step ran out of time after 1h0m0s'],
  ]);
  silent('test_timeout', [
    ['a passed test', 'test_api.py::test_timeout PASSED'],
    ['a setting', '--timeout=300 --retries=2'],
    ['a connection', 'connect: Connection timed out'],
  ]);
});
