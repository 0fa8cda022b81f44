/** Analysis: the rule for a service that did not take connections. */
import { act, defineRule } from '../rule.ts';
import { atAddress, on, run, search, term } from '../wording.ts';

export const connectionRefused = defineRule({
  category: 'connection_refused',
  signs: [
    [
      0.88,
      /\b(?:server|broker|endpoint|host) (?:on|at) (?<address>[\w.-]+):(?<port>\d{2,5}) is (?:unreachable|not available)[^\n]*(?:ECONNREFUSED|refused)/i,
    ],
    [
      0.87,
      /(?<process>[\w-]*Pool[\w-]*) - Connection is not available|(?<package>QueuePool) limit of size \d+ overflow \d+ reached|(?:connection )?pool (?:is |was )?exhausted|(?:waiting for|acquiring) (?:a |an idle )?connection from (?:the )?pool/i,
    ],
    [0.86, /remaining connection slots are reserved|sorry, too many clients already|\bToo many connections\b/i],
    [0.85, /ECONNREFUSED(?:[: ]+\[?(?<address>[\w.:-]+?)\]?:(?<port>\d{2,5}))?/],
    [
      0.85,
      /connect(?:ion)? to (?:server at |host )?["']?(?<address>[\w.-]+)["']?(?: \([\d.]+\))?,? (?:on )?port (?<port>\d+)(?: failed)?:? (?:failed: )?Connection refused/i,
    ],
    [
      0.85,
      /Failed to connect to (?<address>[\w.-]+) port (?<port>\d+)(?: after \d+ ms)?: (?:Connection refused|Couldn't connect)/,
    ],
    [0.85, /dial tcp \[?(?<address>[\w.:-]+?)\]?:(?<port>\d+): connect: connection refused/],
    [
      0.85,
      /(?:Can't|Cannot|Could not|Unable to) connect to (?:local |the )?(?<name>(?:MySQL|MariaDB|Postgre\w*|Redis|Mongo\w*|Docker|RabbitMQ|Kafka|Elastic\w*|Cassandra|Scylla|X) (?:server|daemon|cluster)?)/i,
    ],
    [
      0.84,
      /(?<![\w.-])(?<address>[\w.-]+)[:/](?<port>\d{2,5})[^\n]{0,60}Connection refused|Connection refused[^\n]{0,40}?(?<name>[\w.-]+:\d{2,5})/i,
    ],
    [0.82, /Cannot connect to the Docker daemon at (?<url>\S+?)\.? /],
    [0.8, /ConnectionRefusedError|java\.net\.ConnectException|Errno::ECONNREFUSED|Connection refused|actively refused it/i],
    [0.8, /NoHostAvailable(?:Exception)?|All host\(s\) tried for query failed/],
    [0.7, /(?:Liveness|Readiness|Startup) probe failed[^\n]*/],
    [0.7, /\b(?:502 Bad Gateway|503 Service (?:Temporarily )?Unavailable)\b/i],
  ],
  short: 'connections refused',
  followed: found => `connections${atAddress(found) ? ` to ${atAddress(found).slice(4)}` : ''} were refused`,
  says: found =>
    (found.process ?? found.package)
      ? `The connection pool ${found.process ?? found.package} had no connection left${on(found)}`
      : `${found.name && !/:\d/.test(found.name) ? found.name : 'A service'}${found.name && /:\d/.test(found.name) ? ` at ${found.name}` : atAddress(found)} refused connections${atAddress(found) ? '' : on(found)}`,
  describes: found =>
    found.process || found.package
      ? 'All connections of the pool were in use, and none came back in time: something held them, such as slow queries or a leak.'
      : 'Nobody listened at that address when it was asked: the service had not started yet, had stopped, or listens elsewhere.',
  steps: found => [
    search(
      found.port ? `${found.port} "listening"` : 'listening OR "started on port" OR "ready to accept"',
      'did the service start at all, and before the first refusal?',
    ),
    search('"connection refused" OR ECONNREFUSED', 'the first refusal: from when on, and until when?'),
    ...(found.address ? [search(`${term(found.address)} level:>=warn`, 'what happened to that host.')] : []),
    run(found.port ? `ss -ltnp | grep :${found.port}` : 'ss -ltnp', 'who listens there now?'),
  ],
  actions: found => [
    act(
      'high investigation',
      'Find out why the service was not there',
      `Read the log of the service${atAddress(found)} up to the first refusal: crash, late start, wrong port.`,
    ),
    act(
      'medium test_change',
      'Wait until the service answers',
      'Poll a health endpoint before the first test instead of waiting a fixed time.',
    ),
  ],
});
