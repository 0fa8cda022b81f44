/** The shield: what a secret looks like: one table of shapes; each pattern runs in linear time and ends with the value that is hidden. */
import type { Detector } from './detector.ts';

/** Our own tokens are never part of a value, so that hiding twice hides nothing more. */
const NO_TOKEN = '(?!<(?:host|ip|email|secret|custom|text)-\\d)';
/** Names of fields whose value is a secret, as configurations, environments and JSON have them. */
const NAMES =
  '(?:pass(?:word|wd|phrase|code)s?|pwd|secret|token|credentials?|(?:api|auth|access|account|shared|private|master|encryption|signing|license)[_-]?key|apikey|signature|sig)' +
  '(?:[_-]?(?:access[_-]?key|key|value|hash|text|string|id))?';
const GIVEN = '[ \\t]{0,3}(?:=>|:=|[:=])[ \\t]{0,3}';

function named(name: string, value: string): Detector {
  return { name, kind: 'secret', pattern: new RegExp(`${NAMES}${value}`, 'gi'), fits: isValue };
}

function shape(name: string, pattern: RegExp): Detector {
  return { name, kind: 'secret', pattern };
}

/** Keys that their maker gave a recognisable beginning: checked by that beginning, alphabet and length. */
const issued: readonly Detector[] = [
  shape('AWS key id', /(?<![A-Z0-9])(?:AKIA|ASIA|AGPA|AIDA|AROA|ANPA)[A-Z0-9]{16}/g),
  shape('GitHub token', /(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\w{22,})/g),
  shape('GitLab token', /gl(?:pat|rt|dt|ptt|cbt|ft|soat|agent|imt)-[\w-]{16,}/g),
  shape('Slack token', /(?:xox[abeoprs]-[A-Za-z0-9-]{10,}|xapp-\d-[A-Za-z0-9-]{10,})/g),
  shape('Slack hook', /hooks\.slack\.com\/(?:services|workflows)\/([A-Za-z0-9/_-]{10,})/g),
  shape('Google key', /(?:AIza[\w-]{35}|ya29\.[\w-]{20,}|GOCSPX-[\w-]{20,})/g),
  shape('Anthropic or OpenAI key', /(?<![A-Za-z0-9])sk-[\w-]{20,}/g),
  shape('npm token', /npm_[A-Za-z0-9]{30,}/g),
  shape('PyPI token', /pypi-[\w-]{16,}/g),
  shape('Hugging Face token', /(?<![A-Za-z0-9])hf_[A-Za-z0-9]{30,}/g),
  shape('Docker token', /dckr_(?:pat|oat)_[\w-]{20,}/g),
  shape('DigitalOcean token', /do[opr]_v1_[a-f0-9]{64}/g),
  shape('Stripe key', /(?:[sr]k_(?:live|test)_[A-Za-z0-9]{10,}|whsec_[A-Za-z0-9+/=]{16,})/g),
  shape('SendGrid key', /SG\.[\w-]{16,64}\.[\w-]{16,}/g),
  shape('Telegram token', /(?<!\d)\d{8,10}:AA[\w-]{33}/g),
  shape('Vault token', /(?<![\w.])hv[bsr]\.[\w-]{20,}/g),
  shape('JSON web token', /(?<![\w-])eyJ[\w-]{8,4000}\.eyJ[\w-]{4,4000}(?:\.[\w-]*)?/g),
  shape('private key', /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----((?:\\[nr]|[A-Za-z0-9+/=\s])+)/g),
  { name: 'key in base64', kind: 'secret', pattern: /(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{40,}={0,2}/g, fits: isMixed },
];

/** Values that a name, a scheme or a place says to be secret. */
const stated: readonly Detector[] = [
  {
    name: 'authorization',
    kind: 'secret',
    pattern:
      /authorization\\{0,3}["']?[ \t]{0,3}[:=][ \t]{0,3}\\{0,3}["']?(?:(?:Bearer|Basic|Token|Digest|Negotiate|ApiKey|AWS4-HMAC-SHA256)[ \t]{1,3})?((?:(?!<secret-\d)[^\s"',;\\])+)/gi,
    fits: value => value.length >= 4 && !/^(?:Bearer|Basic|Token|Digest|Negotiate|ApiKey|AWS4-HMAC-SHA256)$/i.test(value),
  },
  { name: 'bearer', kind: 'secret', pattern: /(?<!\w)(?:Bearer|Basic)[ \t]{1,3}([\w.~+/=-]{6,})/gi, fits: isUnlikeWord },
  {
    name: 'cookie',
    kind: 'secret',
    pattern: /(?<!\w)(?:set-)?cookie["']?[ \t]{0,3}[:=][ \t]{0,3}["']?([^\s"'<>][^\r\n"'<>]*)/gi,
  },
  named('value in double quotes', `["']?${GIVEN}"((?:${NO_TOKEN}[^"\\\\\\r\\n]|\\\\.)+)`),
  named('value in single quotes', `["']?${GIVEN}'((?:${NO_TOKEN}[^'\\\\\\r\\n]|\\\\.)+)`),
  named('value in escaped quotes', `\\\\{0,3}["']?${GIVEN}\\\\{1,3}["']((?:${NO_TOKEN}[^"'\\\\\\r\\n]|\\\\(?!["'\\\\]))+)`),
  named('value', `\\\\{0,3}["']?${GIVEN}((?:${NO_TOKEN}[^\\s"'\\\\,;&)}\\]])+)`),
  {
    name: 'query parameter',
    kind: 'secret',
    pattern: /[?&](?:key|auth|code|X-Amz-Credential)=([^\s"'<>&#]{6,})/gi,
    fits: isUnlikeWord,
  },
  {
    name: 'flag',
    kind: 'secret',
    pattern: /--?(?:password|passwd|pass|token|secret|api-?key|access-?key|auth)[ \t]{1,3}["']?([^\s"'<>-][^\s"'<>]*)/gi,
    fits: isValue,
  },
  { name: 'login', kind: 'secret', pattern: /login[ \t]{1,3}[^\s]{1,64}[ \t]{1,3}password[ \t]{1,3}([^\s<>]+)/gi },
  {
    name: 'told password',
    kind: 'secret',
    pattern: /pass(?:word|phrase|code|wd)?[ \t]{1,3}(?:is|was)[ \t]{1,3}["'`]?([^\s"'`<>]{4,})/gi,
    fits: isUnlikeWord,
  },
  { name: 'password in an address', kind: 'secret', pattern: /:\/\/[^\s/@:"'<>]{0,128}:([^\s/@"'<>]{1,256})(?=@)/g },
  { name: 'token in an address', kind: 'secret', pattern: /:\/\/([^\s/@:"'<>]{8,256})(?=@)/g, fits: isUnlikeWord },
];

export const secretDetectors: readonly Detector[] = [...issued, ...stated];

const NOTHING =
  /^(?:true|false|null|none|nil|undefined|yes|no|on|off|empty|unset|missing|invalid|expired|required|string|str|bytes|int|changed?|incorrect|wrong|authentication|\*+|x{3,}|\$[({].*|%[A-Z_]+%|\[?redacted\]?|\.{3})$/i;

/** Scylla prints ring tokens and Java the working folder under such names. */
function isValue(value: string, match: RegExpExecArray): boolean {
  if (NOTHING.test(value)) return false;
  if (/^pwd/i.test(match[0]) && value.startsWith('/')) return false;
  return !(/^(?:token|sig)/i.test(match[0]) && /^[-+]?\d+[.)]?$/.test(value));
}

/** English words have neither digits nor capitals within. */
function isUnlikeWord(value: string): boolean {
  return /\d|[a-z][A-Z]|[_+/=~]/.test(value);
}

/** Keys in base64 change between small letters, capitals and digits all the time; paths, words and hashes do not. */
function isMixed(value: string): boolean {
  let changes = 0;
  let last = 0;
  for (let at = 0; at < value.length; at++) {
    const code = value.charCodeAt(at);
    const now = code >= 97 ? 1 : code >= 65 ? 2 : 3;
    if (last !== 0 && now !== last) changes++;
    last = now;
  }
  return changes >= value.length / 4 && /[a-z]/.test(value) && /[A-Z]/.test(value);
}
