/** Analysis: the rule for access that was denied. */
import { act, defineRule } from '../rule.ts';
import { on, run, search } from '../wording.ts';

export const authentication = defineRule({
  category: 'authentication',
  signs: [
    [0.92, /(?:(?<url>https?:\/\/[^\s'"),]+?)["']?:? [^\n]{0,60}?)?\b(?<signal>certificate) (?:has |is )?expired\b/i],
    [0.82, /(?:access|secret|api)[ _-]key[^\n]{0,20}(?:cannot be|is|was)? ?(?:null|empty|missing|not set|invalid)/i],
    [
      0.93,
      /fatal: Authentication failed for '(?<url>[^'\n]+)'|fatal: could not read (?:Username|Password) for '(?<name>[^'\n]+)'/,
    ],
    [
      0.92,
      /remote: (?:Permission to (?<name>\S+) denied|Invalid username or (?:password|token))|Permission denied \((?<code>publickey[^)\n]*)\)|Host key verification failed/,
    ],
    [
      0.92,
      /pull access denied for (?<name>[\w./-]+)|unauthorized: (?<message>authentication required|[^\n]+)|denied: (?<command>[^\n]*access[^\n]*)/,
    ],
    [
      0.92,
      /(?:Access ?Denied(?:Exception)?|UnauthorizedOperation|InvalidClientTokenId|ExpiredToken(?:Exception)?|SignatureDoesNotMatch|AuthFailure)\b(?:[^\n]*?: (?<message>[^\n]+))?/,
    ],
    [
      0.9,
      /(?:password|SASL|SCRAM|Kerberos|LDAP|token|login) authentication (?:has )?failed(?: for user "?(?<name>[\w-]+)"?)?|Access denied for user '(?<process>[^'\n]+)'/i,
    ],
    [
      0.88,
      /(?:HTTP(?:\/[\d.]+)?|status(?:[ _]code)?|error|code|returned(?: error)?|response)["']?[:= ]+(?<code>401|403)\b[^\n]{0,120}/i,
    ],
    [0.88, /\b(?:401:? Unauthorized|403:? Forbidden)\b(?:[^\n]*?(?<url>https?:\/\/[^\s'"),]+))?/i],
    [0.85, /(?:User|Forbidden)[^\n]*cannot (?:get|list|create|update|delete|patch|watch) resource "(?<name>[^"\n]+)"/],
    [
      0.85,
      /npm (?:ERR!|error) code (?:E401|E403|ENEEDAUTH)|Unable to locate credentials|NoCredentialsError|could not find default credentials/,
    ],
    [
      0.8,
      /(?:bad credentials|invalid (?:api[ _-]?key|token|credentials)|(?:token|credentials?|session) (?:has |have |is )?expired)/i,
    ],
    [
      0.72,
      /(?:(?<![\w.~-])(?<file>[\w.~-]*\/[\w./-]+): )?Permission denied\b|EACCES(?:: permission denied)?(?:, \w+ '(?<name>[^'\n]+)')?|PermissionError: \[Errno 13\][^\n]*|Operation not permitted/,
    ],
  ],
  unless: /rate limit|QUOTA|too many requests/i,
  short: 'access denied',
  followed: () => 'access was denied',
  says: found => {
    if (found.signal) return `The certificate${found.url ? ` of ${found.url}` : ''} has expired${on(found)}`;
    const what = found.url ?? found.file ?? found.name;
    const code = found.code && /^\d+$/.test(found.code) ? ` (HTTP ${found.code})` : found.code ? ` (${found.code})` : '';
    if (found.process) return `Access was denied to user ${found.process}${on(found)}`;
    return `Access${what ? ` to ${what}` : ''} was denied${on(found)}${code}${!what && found.message ? `: ${found.message}` : ''}`;
  },
  describes: () => 'The run presented credentials that were missing, expired or not entitled, or a file belongs to another user.',
  steps: found => [
    search('401 OR 403 OR denied OR unauthorized OR expired', 'the first refusal, and which account or token it speaks of.'),
    found.file
      ? run(`ls -l ${found.file}; id`, 'owner and mode of the file, and who runs the job.')
      : 'Check that the secret is set for this branch: secrets are not handed to runs from forks, and tokens expire.',
  ],
  actions: () => [
    act(
      'high configuration',
      'Renew or grant the credential',
      'Check that the token exists in this environment, has not expired and has the scope that the refused call needs.',
    ),
    act('low monitoring', 'Watch the expiry date', 'Warn some days before tokens and certificates expire.'),
  ],
});
