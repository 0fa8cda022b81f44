/** Analysis, tests: disks that ran full. */
import { reads, silent } from '../judge.ts';

describe('classify: disk_full', () => {
  reads('disk_full', [
    [
      'gcc',
      'cc1plus: fatal error: error writing to /tmp/ccX1.s: No space left on device',
      'The disk ran full while /tmp/ccX1.s was written',
    ],
    ['npm', 'npm ERR! code ENOSPC\nnpm ERR! syscall write', 'The disk ran full'],
    [
      'Node.js',
      "Error: ENOSPC: no space left on device, write '/var/cache/a'",
      'The disk ran full while /var/cache/a was written',
    ],
    ['Python', "OSError: [Errno 28] No space left on device: '/tmp/out.bin'", 'The disk ran full while /tmp/out.bin was written'],
    [
      'apt',
      "E: You don't have enough free space in /var/cache/apt/archives/.",
      'The disk ran full while /var/cache/apt/archives/ was written',
    ],
    [
      'Scylla',
      '2026-05-26T10:13:31.735 n2 !ERR | scylla[4326]:  [shard 3] storage_service - Shutting down communications due to I/O errors until operator intervention: No space left on device',
      'The disk ran full on n2',
    ],
    [
      'SCT',
      '2026-05-26 10:13:32.888: (DatabaseLogEvent Severity.ERROR) period_type=one-time event_id=2857b127-d30f-40a1-b478-0e95cce7931a: type=NO_SPACE_ERROR regex=x line_number=7 node=n3',
      'The disk ran full on n3',
    ],
    [
      'docker',
      'failed to register layer: write /usr/lib/libx.so: no space left on device',
      'The disk ran full while /usr/lib/libx.so was written',
    ],
    [
      'Java',
      'java.io.IOException: No space left on device\n\tat java.base/sun.nio.ch.FileDispatcherImpl.write0(Native Method)',
      'The disk ran full',
    ],
    ['Go', 'write /go/pkg/mod/x.a: disk quota exceeded', 'The disk ran full'],
    ['Kubernetes', 'Warning  Evicted  2m  kubelet  The node was low on resource: ephemeral-storage.', 'The disk ran full'],
    ['Windows', 'There is not enough space on the disk.', 'The disk ran full'],
  ]);
  silent('disk_full', [
    ['a passed test', 'ok 12 - handles No space left on device'],
    ['df', '/dev/sda1        80G   20G   60G  25% /'],
    ['an echo of the shell', '+ echo "No space left on device"'],
  ]);
});
