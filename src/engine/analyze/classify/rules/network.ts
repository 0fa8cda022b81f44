/** Analysis: the rule for networks and name resolution that failed. */
import { act, defineRule } from '../rule.ts';
import { on, run, search, term } from '../wording.ts';

export const network = defineRule({
  category: 'network',
  signs: [
    [
      0.84,
      /certificate (?:verify failed|verification failed|is not (?:yet )?(?:valid|trusted)|problem|subject)|no certificate subject|unable to get (?:local )?issuer certificate|self[- ]signed certificate/i,
    ],
    [
      0.8,
      /(?:could not|cannot|failed to|unable to) (?:create|open|establish)?(?: an?)?(?: new)?(?: TCP)? ?connection (?:to|with) (?<address>[\w.-]+\.[a-z]{2,})/i,
    ],
    [0.88, /Could not resolve host(?:name)?:? '?(?<address>[\w.-]+)/i],
    [0.88, /getaddrinfo (?:ENOTFOUND|EAI_AGAIN) (?<address>[\w.-]+)|\b(?:ENOTFOUND|EAI_AGAIN)\b/],
    [
      0.88,
      /(?:Temporary failure resolving '(?<address>[\w.-]+)'|Temporary failure in name resolution|Name or service not known|nodename nor servname provided|Failed to resolve)/,
    ],
    [0.86, /(?:dial tcp: )?lookup (?<address>[\w.-]+)(?: on \S+)?: (?:no such host|i\/o timeout|server misbehaving)/],
    [0.86, /UnknownHostException:? ?(?<address>[\w.-]+)?|failed to lookup address information/],
    [0.8, /Network is unreachable|No route to host|EHOSTUNREACH|ENETUNREACH|NoRouteToHostException/],
    [
      0.8,
      /(?:SSL|TLS)(?:_ERROR_\w+| handshake (?:failed|error|timeout))|SSLHandshakeException|SSL_connect|unexpected eof while reading|gnutls_handshake\(\) failed/i,
    ],
    [0.78, /Failed to connect to (?<address>[\w.-]+) port \d+[^\n]*(?:timed out|Timeout)/i],
    [
      0.78,
      /dial tcp (?<address>[\w.:-]+?)(?::\d+)?: i\/o timeout|net\/http: (?:TLS handshake timeout|request canceled while waiting for connection)/,
    ],
    [
      0.76,
      /(?:connect(?:ion)?|read|socket)[ _-](?:time[d ]?-?out|ETIMEDOUT)\b[^\n]{0,80}?(?<url>https?:\/\/[^\s'"),]+)?|\bETIMEDOUT\b|ConnectTimeoutError|SocketTimeoutException/i,
    ],
    [
      0.74,
      /Connection reset by peer|ECONNRESET|socket hang up|broken pipe|EPIPE|Remote end closed connection|Connection aborted|Premature close|The remote end hung up unexpectedly|early EOF|RPC failed; curl/i,
    ],
    [0.7, /network partition|partition(?:ed)? from|link (?:is )?down\b|NIC Link is Down/i],
  ],
  unless: /\b(?:test|spec)\b.*timed? ?out|Test timeout/i,
  short: 'network failure',
  followed: found => `the network failed${on(found)}`,
  says: found =>
    found.address
      ? `${found.address} could not be reached${found.host ? ` from ${found.host}` : ''}`
      : `The network failed${on(found)}${found.url ? ` while ${found.url} was fetched` : ''}`,
  describes: () =>
    'A name could not be resolved, or packets to it did not come back. This often passes by itself; if it comes back, it is a setting of the network.',
  steps: found => [
    search(
      found.address ? term(found.address) : '"resolve host" OR ENOTFOUND OR "timed out" OR ECONNRESET',
      'was it one address or many, once or all the time?',
    ),
    ...(found.address
      ? [
          run(
            `getent hosts ${found.address} && curl -sSI https://${found.address}`,
            'does it resolve and answer from the same machine?',
          ),
        ]
      : []),
    search('level:>=warn dhcp OR resolved OR "link is down"', 'did the machine itself lose its network?'),
  ],
  actions: () => [
    act('high retry', 'Repeat the run', 'If it passes and the address is outside our control, the failure was on the way.'),
    act(
      'medium configuration',
      'Retry and mirror what is fetched',
      'Fetch with retries and a time limit; keep a mirror or cache of what every run needs.',
    ),
  ],
});
