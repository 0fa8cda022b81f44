/** Analysis, tests: reactors and event loops that were blocked. */
import { reads, silent } from '../judge.ts';

describe('classify: reactor_stall', () => {
  reads('reactor_stall', [
    [
      'Seastar',
      '2026-05-22T15:40:12.001+00:00 n1 !INFO | scylla[4326]: Reactor stalled for 2612 ms on shard 4. Backtrace: 0x46e03d2',
      'The reactor of shard 4 stalled for 2612 ms on n1',
    ],
    ['a short stall', 'Reactor stalled for 33 ms on shard 0. Backtrace: 0x46e03d2', 'The reactor of shard 0 stalled for 33 ms'],
    [
      'the kernel',
      'Sep 10 10:49:04 n1 kernel: watchdog: BUG: soft lockup - CPU#3 stuck for 22s! [scylla:99]',
      'The reactor of shard 3 stalled for 22 ms on n1',
    ],
    [
      'Vert.x',
      'WARNING: Thread Thread[vert.x-eventloop-thread-0,5,main] has been blocked for 5012 ms, time limit is 2000 ms',
      'The reactor stalled for 5012 ms',
    ],
  ]);
  silent('reactor_stall', [['no stalls', 'Reactor: 0 stalls in the last minute']]);
});
