/** Analysis, tests: access that was denied. */
import { reads, silent } from '../judge.ts';

describe('classify: authentication', () => {
  reads('authentication', [
    [
      'an expired certificate',
      'Get "https://id.example.org/keys": x509: certificate has expired or is not yet valid',
      'The certificate of https://id.example.org/keys has expired',
    ],
    [
      'git over https',
      "fatal: Authentication failed for 'https://example.org/a.git/'",
      'Access to https://example.org/a.git/ was denied',
    ],
    ['git over ssh', 'git@example.org: Permission denied (publickey).', 'Access was denied (publickey)'],
    [
      'docker',
      "Error response from daemon: pull access denied for acme/app, repository does not exist or may require 'docker login'",
      'Access to acme/app was denied',
    ],
    [
      'HTTP',
      'requests.exceptions.HTTPError: 403 Client Error: Forbidden for url: https://api.example.org/v1\nresponse status code: 403',
      'Access was denied (HTTP 403)',
    ],
    ['PostgreSQL', 'FATAL:  password authentication failed for user "ci"', 'Access to ci was denied'],
    [
      'MySQL',
      "ERROR 1045 (28000): Access denied for user 'root'@'localhost' (using password: NO)",
      'Access was denied to user root',
    ],
    [
      'AWS',
      'An error occurred (UnauthorizedOperation) when calling the RunInstances operation: You are not authorized',
      'Access was denied: You are not authorized',
    ],
    [
      'Kubernetes',
      'Error from server (Forbidden): pods is forbidden: User "ci" cannot list resource "pods" in API group ""',
      'Access to pods was denied',
    ],
    ['npm', 'npm ERR! code E401\nnpm ERR! Incorrect or missing password.', 'Access was denied'],
    ['a file', 'bash: ./gradlew: Permission denied', 'Access to ./gradlew was denied'],
    ['Python', "PermissionError: [Errno 13] Permission denied: '/home/ci/.cache'", 'Access was denied'],
  ]);
  silent('authentication', [
    ['a passed test', 'test_auth.py::test_403_forbidden PASSED'],
    ['a rate limit', 'HTTP 403: API rate limit exceeded for user ID 1'],
    ['numbers', 'Downloaded 403 of 512 files'],
  ]);
});
