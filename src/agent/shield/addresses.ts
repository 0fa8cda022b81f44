/** The shield: what mail addresses, network addresses and names of machines look like in logs, and what only looks so. */
import type { Detector } from './detector.ts';

const SCHEMES =
  'https?|wss?|tcp|udp|ssh|s?ftp|grpcs?|postgres(?:ql)?|mysql|mongodb(?:\\+srv)?|rediss?|amqps?|kafka|nats|cql|ldaps?|smtps?';

export const addressDetectors: readonly Detector[] = [
  {
    name: 'mail address',
    kind: 'email',
    pattern: /[A-Za-z0-9_.%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}/g,
    fits: value => /[A-Za-z]{2,}$/.test(value),
  },
  {
    name: 'IPv4 address',
    kind: 'ip',
    pattern: /(?<![0-9]|[0-9]\.|[vV])\d{1,3}(?:\.\d{1,3}){3}(?!\d|\.\d)/g,
    fits: value => value.split('.').every(part => Number(part) <= 255) && !/^(?:127\.|0\.0\.0\.0$|255\.255\.)/.test(value),
  },
  { name: 'IPv6 address', kind: 'ip', pattern: /(?<![\w:.])[0-9A-Fa-f:]{4,39}(?:\.\d{1,3}){0,3}(?![\w:])/g, fits: isIpv6 },
  { name: 'name of an AWS machine', kind: 'host', pattern: /(?<![\w.-])ip-\d{1,3}(?:-\d{1,3}){3}(?![\w-]|\.[A-Za-z])/g },
  {
    name: 'host of an address',
    kind: 'host',
    pattern: new RegExp(`(?<=(?:${SCHEMES}):\\/\\/(?:[^\\s/@]{0,256}@)?)[A-Za-z0-9_-]{1,63}(?![\\w.@-])`, 'g'),
    fits: (value, { index, input }) =>
      value !== 'localhost' && !/^:[^/\s]{1,256}@/.test(input.slice(index + value.length, index + 260)),
  },
  { name: 'host name', kind: 'host', pattern: /(?<![\w.-])[A-Za-z0-9](?:[\w-]|\.(?=[A-Za-z0-9]))+/g, fits: isHostName },
];

/** Names that the run states as its machines; null where it states none. */
export function statedHosts(names: readonly string[]): Detector | null {
  const known = [...new Set(names)].filter(name => name.length >= 3 && !/[<>]/.test(name));
  if (known.length === 0) return null;
  const words = known.sort((a, b) => b.length - a.length).map(escaped);
  return {
    name: 'machine of the run',
    kind: 'host',
    pattern: new RegExp(`(?<![A-Za-z0-9_])(?:${words.join('|')})(?![A-Za-z0-9_])`, 'g'),
  };
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

function isIpv6(value: string): boolean {
  const [head, tail, ...more] = value.split('::');
  if (more.length > 0 || value === '::1' || !/\d/.test(value)) return false;
  const groups = [head, tail ?? ''].flatMap(part => (part ? part.split(':') : []));
  if (
    !groups.every(
      (group, at) => /^[0-9A-Fa-f]{1,4}$/.test(group) || (at === groups.length - 1 && /^(?:\d{1,3}\.){3}\d{1,3}$/.test(group)),
    )
  )
    return false;
  // `a1::b2` is also how C++ writes a name within a name.
  if (tail === undefined) return groups.length === 8;
  return groups.length <= 7 && (groups.some(group => group.length >= 3) || groups.length >= 4);
}

const TOP_LEVELS = new Set(
  'com net org edu gov mil int io dev cloud internal intranet local lan corp localdomain private example invalid arpa info biz co ai app tech online site xyz eu de uk'.split(
    ' ',
  ),
);
/** Also words and endings of files, so that they need more than a name before them. */
const COUNTRIES = new Set(
  'us fr nl il in jp cn ru br au ca ch at be se no fi dk it es pt cz ro hu gr ie nz za kr tw hk sg mx ar tr ua me tv'.split(' '),
);
/** How packages, loggers and tables begin. */
const CODE = new Set(
  'com org net io edu gov java javax jakarta jdk sun scala kotlin akka android clojure log logger logging console self this window std os sys system asyncio'.split(
    ' ',
  ),
);

function isHostName(value: string, { index, input }: RegExpExecArray): boolean {
  const labels = value.split('.');
  if (labels.length < 2 || value.length > 253 || input[index + value.length] === '(') return false;
  if (!labels.every(label => /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/.test(label))) return false;
  if (value !== value.toLowerCase() && value !== value.toUpperCase()) return false;
  const [first, last] = [labels[0], labels[labels.length - 1]].map(label => label.toLowerCase());
  if (CODE.has(first)) return false;
  return TOP_LEVELS.has(last) || (labels.length > 2 && COUNTRIES.has(last));
}
