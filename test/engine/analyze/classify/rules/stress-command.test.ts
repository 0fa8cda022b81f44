/** Analysis, tests: load generators that failed. */
import { reads, silent } from '../judge.ts';

describe('classify: stress_command', () => {
  reads('stress_command', [
    [
      'SCT',
      '2026-11-21 07:41:15.235: (CassandraStressEvent Severity.CRITICAL) period_type=end event_id=e352eeb2-7090-4a10-9c8b-f95abbf609a0: node=l1 errors=Command did not complete within expected time',
      'The stress command CassandraStress failed on l1: Command did not complete within expected time',
    ],
    [
      'the test',
      'TestFailure: Stress command failed: cassandra-stress write',
      'The stress command failed: cassandra-stress write',
    ],
    [
      'cassandra-stress',
      'java.io.IOException: Operation x10 on key(s) [4f4e]: Error executing: (UnavailableError)',
      'The stress command failed: Error executing: (UnavailableError)',
    ],
    ['k6', 'k6 run exited with code 99', 'The stress command k6 failed'],
  ]);
  silent('stress_command', [['a load that runs', 'cassandra-stress write cl=QUORUM duration=180m -rate threads=100']]);
});
