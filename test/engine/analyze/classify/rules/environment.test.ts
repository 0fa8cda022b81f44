/** Analysis, tests: machines, containers and tools that were not there. */
import { reads, silent } from '../judge.ts';

describe('classify: environment', () => {
  reads('environment', [
    [
      'a spot machine',
      '2026-11-21 07:41:15.234: (SpotTerminationEvent Severity.CRITICAL) period_type=one-time event_id=9164a324-968f-4526-9b4f-b469c77a120f: node=n3 message=spot',
      'The cloud took the spot machine n3 away',
    ],
    [
      'a setup of SCT',
      '2026-11-21 07:41:15.234: (TestFrameworkEvent Severity.CRITICAL) period_type=one-time event_id=10ffe05e-32bb-4f92-b4a8-f6120547661e, source=LongevityTest.SetUp()\nexception=Failed to get enough nodes',
      'The setup failed in LongevityTest.SetUp(): Failed to get enough nodes',
    ],
    [
      'EC2',
      'botocore.exceptions.ClientError: An error occurred (InsufficientInstanceCapacity) when calling the RunInstances operation',
      'The environment could not be provisioned',
    ],
    [
      'Kubernetes scheduling',
      'Warning  FailedScheduling  default-scheduler  0/3 nodes are available: 3 Insufficient cpu.',
      'The environment could not be provisioned',
    ],
    [
      'docker',
      'docker: Error response from daemon: driver failed programming external connectivity on endpoint web.',
      'The environment could not be provisioned: driver failed programming external connectivity on endpoint web',
    ],
    ['a missing command', 'bash: line 12: jq: command not found', 'The environment lacks jq'],
    ['a missing program', 'exec: "protoc": executable file not found in $PATH', 'The environment lacks protoc'],
    ['a port', 'Error: listen EADDRINUSE: address already in use :::3000', 'Port 3000 was already in use'],
    [
      'systemd',
      "Sep 10 10:49:05 db1 systemd[1]: postgresql.service: Failed with result 'exit-code'.",
      'The service postgresql failed to start on db1 (exit-code)',
    ],
    [
      'Ansible',
      'fatal: [db1]: UNREACHABLE! => {"msg": "Failed to connect to the host via ssh"}',
      'The environment could not be provisioned on db1: {"msg": "Failed to connect to the host via ssh"}',
    ],
    ['file handles', 'OSError: [Errno 24] Too many open files', 'The environment could not be provisioned'],
  ]);
  silent('environment', [
    ['a passed test', 'ok 4 - setup failed is shown'],
    ['a file that is not found', 'GET /favicon.ico 404 not found'],
  ]);
});
