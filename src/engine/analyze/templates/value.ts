/** Analysis: how much a token of a message looks like a value, by its own form and by the word before it. */

export interface Value {
  /** Name and opening marks before the value. */
  readonly prefix: string;
  readonly core: string;
  /** Closing marks behind it. */
  readonly suffix: string;
  readonly strength: 'unit' | 'strong' | 'medium' | 'weak' | 'constant';
}

/** Nouns that announce a name. */
const announcers = new Set(
  (
    'user username account client server host hostname node peer address addr ip port device disk volume partition interface file filename directory dir folder path ' +
    'module package plugin class method function command program process thread task job step stage test suite target queue topic table index key keyspace database db ' +
    'schema column field attribute property parameter option variable name named called id uid session token instance container pod image service component ' +
    'cluster namespace region zone bucket branch tag version revision commit repository repo url uri endpoint resource group role driver label type'
  ).split(' '),
);

/** Names of exceptions and the like tell failures apart. */
const troubles = /(?:Exception|Error|Failure|Fault|Interrupt|Timeout)s?$/;

/** Outcomes and levels tell a good message from a bad one. */
const outcomes =
  /^(?:ok|okay|pass(?:ed)?|success(?:ful(?:ly)?)?|succeeded|completed?|done|fail(?:ed|ing|s)?|error(?:ed)?|errors|broken|abort(?:ed)?|cancell?ed|killed|crash(?:ed)?|died|dead|down|up|lost|denied|refused|rejected|unavailable|unreachable|unhealthy|healthy|degraded|stopped|started|timed_?out|timeout|panic|fatal|critical|severe|warn(?:ing)?|info|debug|trace|notice)$/i;

/** Units, as they stand behind a number. */
const units =
  /^(?:[kMGTPK]i?)?(?:B|b|bytes?|bits?)$|^(?:n|u|µ|m)?s(?:ecs?)?$|^(?:milli|micro|nano)?seconds?$|^(?:minutes?|mins?|hours?|hrs?|days?|am|pm|AM|PM)$/;

/** Fields whose values tell messages apart. */
const telling =
  /(?:^|\W)(?:msg|message|err|error|reason|cause|exception|status|state|result|outcome|event|level|severity|verdict)[=:]["']?$/i;

/** Longer tokens are not taken apart. */
const MAX_TOKEN = 200;

/** Names and opening marks, the value, closing marks. */
const form =
  /^((?:[^A-Za-z0-9<\\/_)\]}]|[A-Za-z_][\w.-]*(?:=["'[({]*|[[({]["']*)|[A-Za-z_][\w-]*:(?=.)["'[({]*)*)(.*?)([^\w>*]*)$/s;

/** Takes the token at the position apart. */
export function valueAt(tokens: readonly string[], position: number): Value {
  const token = tokens[position];
  if (token.length > MAX_TOKEN) return { prefix: '', core: token, suffix: '', strength: 'medium' };
  const [, prefix, core, suffix] = form.exec(token)!;
  if (position === 0 && !core.includes('<*>')) return { prefix, core, suffix, strength: 'constant' };
  return { prefix, core, suffix, strength: strengthOf({ prefix, core, suffix }, tokens[position - 1] ?? '') };
}

function strengthOf({ prefix, core, suffix }: Omit<Value, 'strength'>, before: string): Value['strength'] {
  if (core === '<*>') return 'strong';
  if (core === '' && !/[=([{"']/.test(prefix.at(-1) ?? '')) return 'constant';
  if (troubles.test(core) || outcomes.test(core)) return 'constant';
  if (units.test(core) && before.endsWith('<*>')) return 'unit';
  if (telling.test(prefix)) return 'medium';
  if (prefix.includes('=') || before.endsWith('=')) return 'strong';
  if (/["']$/.test(prefix) && /^["']/.test(suffix)) return 'strong';
  if (/<\*>|[^\s][.~@/\\][^\s]|^$/.test(core)) return 'strong';
  if (announcers.has(before.toLowerCase().replace(/\W+$/, ''))) return 'strong';
  if (/[[({]$/.test(prefix) || /[_-]/.test(core) || /\w:$/.test(before) || /\d/.test(core)) return 'medium';
  return 'weak';
}
