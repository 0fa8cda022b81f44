/** Analysis, tests: services that did not take connections. */
import { reads, silent } from '../judge.ts';

describe('classify: connection_refused', () => {
  reads('connection_refused', [
    [
      'oslo.messaging',
      'AMQP server on 10.1.0.4:5672 is unreachable: [Errno 111] ECONNREFUSED. Trying again in 1 seconds.',
      'A service at 10.1.0.4:5672 refused connections',
    ],
    [
      'a pool of connections',
      'java.sql.SQLTransientConnectionException: MainPool-2 - Connection is not available, request timed out after 30000ms.',
      'The connection pool MainPool-2 had no connection left',
    ],
    [
      'Node.js',
      'Error: connect ECONNREFUSED 127.0.0.1:6379\n    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1555:16)',
      'A service at 127.0.0.1:6379 refused connections',
    ],
    ['Go', 'dial tcp 10.0.0.5:9092: connect: connection refused', 'A service at 10.0.0.5:9092 refused connections'],
    [
      'curl',
      'curl: (7) Failed to connect to localhost port 8080 after 2 ms: Connection refused',
      'A service at localhost:8080 refused connections',
    ],
    [
      'PostgreSQL',
      'psql: error: connection to server at "db" (172.18.0.2), port 5432 failed: Connection refused',
      'A service at db:5432 refused connections',
    ],
    [
      'MySQL',
      "ERROR 2002 (HY000): Can't connect to local MySQL server through socket '/run/mysqld/mysqld.sock' (2)",
      'MySQL server refused connections',
    ],
    [
      'docker',
      'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
      'Docker daemon refused connections',
    ],
    ['Java', 'java.net.ConnectException: Connection refused (Connection refused)', 'A service refused connections'],
    ['Python', 'ConnectionRefusedError: [Errno 111] Connection refused', 'A service refused connections'],
    ['Ruby', 'Errno::ECONNREFUSED: Connection refused - connect(2) for "localhost" port 3000', 'A service refused connections'],
    [
      'a driver',
      'com.datastax.oss.driver.api.core.AllNodesFailedException: All host(s) tried for query failed',
      'A service refused connections',
    ],
    ['nginx', 'HTTP/1.1 502 Bad Gateway', 'A service refused connections'],
    [
      'a probe',
      'Warning  Unhealthy  kubelet  Readiness probe failed: HTTP probe failed with statuscode: 503',
      'A service refused connections',
    ],
  ]);
  silent('connection_refused', [
    ['a retry that worked', 'connection refused, retrying … connected after 3 attempts'],
    ['a failed test by its name', '  2) shows Connection refused to the user'],
    ['a passed test', '✔ retries on ECONNREFUSED'],
  ]);
});
