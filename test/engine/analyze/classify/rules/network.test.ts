/** Analysis, tests: networks and name resolution. */
import { reads, silent } from '../judge.ts';

describe('classify: network', () => {
  reads('network', [
    ['curl', 'curl: (6) Could not resolve host: files.example.org', 'files.example.org could not be reached'],
    [
      'npm',
      'npm ERR! network request to https://example.org/x failed, reason: getaddrinfo EAI_AGAIN example.org',
      'example.org could not be reached',
    ],
    [
      'apt',
      "W: Failed to fetch http://example.org/InRelease  Temporary failure resolving 'example.org'",
      'example.org could not be reached',
    ],
    ['Go', 'dial tcp: lookup example.org on 127.0.0.53:53: no such host', 'example.org could not be reached'],
    ['Java', 'java.net.UnknownHostException: example.org', 'example.org could not be reached'],
    [
      'pip',
      'urllib3.exceptions.NewConnectionError: Failed to establish a new connection: [Errno -3] Temporary failure in name resolution',
      'The network failed',
    ],
    ['git', 'fatal: the remote end hung up unexpectedly', 'The network failed'],
    ['a reset', 'read tcp 10.0.0.2:41000->10.0.0.9:443: read: connection reset by peer', 'The network failed'],
    ['TLS', 'javax.net.ssl.SSLHandshakeException: Remote host terminated the handshake', 'The network failed'],
    ['a route', 'connect: No route to host', 'The network failed'],
    ['Node.js', 'Error: socket hang up\n    at connResetException (node:internal/errors:720:14)', 'The network failed'],
  ]);
  silent('network', [
    ['a timeout of a test', 'test_download: Test timeout of 5000ms exceeded, connect timed out'],
    ['a retry that worked', 'ETIMEDOUT, retry 2 succeeded'],
  ]);
});
