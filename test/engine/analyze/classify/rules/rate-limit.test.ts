/** Analysis, tests: rate limits and quotas. */
import { reads, silent } from '../judge.ts';

describe('classify: rate_limit', () => {
  reads('rate_limit', [
    [
      'docker',
      'toomanyrequests: You have reached your pull rate limit. You may increase the limit by upgrading',
      'A rate limit or quota was exceeded: You have reached your pull rate limit. You may increase the limit by upgrading',
    ],
    ['an API', 'HTTP 403: API rate limit exceeded for user ID 1.', 'A rate limit or quota was exceeded (user ID 1)'],
    ['HTTP', 'Error: Request failed with status code 429', 'A rate limit or quota was exceeded'],
    [
      'EC2',
      'An error occurred (VcpuLimitExceeded) when calling the RunInstances operation',
      'A rate limit or quota was exceeded',
    ],
    ['GCE', "Quota 'CPUS' exceeded.  Limit: 24.0 in region europe-west1.", 'A rate limit or quota was exceeded (CPUS)'],
    [
      'Kubernetes',
      'Error creating: pods "a" is forbidden: exceeded quota: compute, requested: cpu=2',
      'A rate limit or quota was exceeded: compute, requested: cpu=2',
    ],
    ['a throttle', 'ThrottlingException: Rate exceeded', 'A rate limit or quota was exceeded'],
  ]);
  silent('rate_limit', [
    ['a setting', 'rate limit: 100 requests per second'],
    ['a passed test', 'PASS src/rate-limit.test.js'],
    ['a number', 'wrote 429 records'],
  ]);
});
