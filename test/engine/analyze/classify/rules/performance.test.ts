/** Analysis, tests: figures that fell below their bound. */
import { reads, silent } from '../judge.ts';

describe('classify: performance', () => {
  reads('performance', [
    [
      'SCT',
      '2026-11-21 07:41:15.235: (FailedResultEvent Severity.ERROR) period_type=one-time event_id=e352eeb2-7090-4a10-9c8b-f95abbf609a0: results',
      'A performance figure missed its bound',
    ],
    ['a threshold', 'p99 latency 12.4 ms exceeds the threshold of 10 ms', 'A performance figure missed its bound: of 10 ms'],
    [
      'a regression',
      'Throughput regression: dropped by 14.2% against the last run',
      'A performance figure missed its bound by 14.2%',
    ],
    [
      'k6',
      "thresholds on metrics 'http_req_duration' have been crossed",
      'A performance figure missed its bound (http_req_duration)',
    ],
  ]);
  silent('performance', [['a figure', 'p99 latency 9.1 ms']]);
});
