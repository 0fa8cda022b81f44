/** The knowledge: a word's stem: endings of English taken off by a table, so that expire, expired and expiration meet. */

/** Ending, what stands in its place, and how many characters must be left; the first that fits is taken. */
const ENDINGS: readonly (readonly [string, string, number])[] = [
  ['isation', 'is', 3],
  ['ization', 'is', 3],
  ['ically', 'ic', 3],
  ['fulness', '', 4],
  ['ations', '', 4],
  ['ation', '', 4],
  ['ators', '', 4],
  ['ator', '', 4],
  ['ities', 'it', 3],
  ['ments', '', 4],
  ['ment', '', 4],
  ['ising', 'is', 3],
  ['izing', 'is', 3],
  ['ised', 'is', 3],
  ['ized', 'is', 3],
  ['ises', 'is', 3],
  ['izes', 'is', 3],
  ['ise', 'is', 3],
  ['ize', 'is', 3],
  ['ating', '', 4],
  ['ated', '', 4],
  ['ates', '', 4],
  ['ate', '', 4],
  ['sions', 's', 3],
  ['sion', 's', 3],
  ['tions', 't', 3],
  ['tion', 't', 3],
  ['ness', '', 4],
  ['ings', '', 3],
  ['ing', '', 3],
  ['ures', '', 4],
  ['ure', '', 4],
  ['ies', 'y', 2],
  ['ied', 'y', 2],
  ['ily', 'y', 3],
  ['ity', 'it', 3],
  ['ably', '', 4],
  ['able', '', 4],
  ['ible', '', 4],
  ['ally', '', 3],
  ['ances', '', 4],
  ['ance', '', 4],
  ['ences', '', 4],
  ['ence', '', 4],
  ['ency', '', 4],
  ['ers', '', 4],
  ['er', '', 4],
  ['ors', '', 4],
  ['or', '', 4],
  ['al', '', 4],
  ['ly', '', 3],
  ['sses', 'ss', 2],
  ['xes', 'x', 2],
  ['ches', 'ch', 2],
  ['shes', 'sh', 2],
  ['es', '', 3],
  ['ed', '', 3],
  ['s', '', 3],
];

/** Words that are names: their ends are no endings. */
const KEPT =
  /^(?:kubernetes|status|process|access|address|less|loss|class|dns|https?|css|aws|nfs|tls|ss?h|kms|os|ntp|always|redis|jenkins|ingress|egress|bus|virus|alias|bias|canvas|lens|news|series|this|thus|yes|plus|minus|press|pass|cross)$/;

export function stem(word: string): string {
  if (word.length < 4 || KEPT.test(word) || /[^a-z]/.test(word)) return known.get(word) ?? word;
  const special = known.get(word);
  if (special) return special;
  let left = word;
  for (const [ending, instead, least] of ENDINGS) {
    if (!left.endsWith(ending) || left.length - ending.length < least || (ending === 's' && /(?:ss|us|is)$/.test(left))) continue;
    left = left.slice(0, -ending.length) + instead;
    break;
  }
  // dropped → drop, scheduling → schedul, and the e of expire goes as in expired.
  left = left.replace(/([bdfgmnprt])\1$/, '$1');
  if (left.length > 3) left = left.replace(/e$/, '');
  if (left.length > 3) left = left.replace(/y$/, 'i');
  return left;
}

/** Forms that no table of endings joins. */
const known = new Map(
  Object.entries({
    ran: 'run',
    lost: 'lose',
    losing: 'lose',
    loses: 'lose',
    sent: 'send',
    wrote: 'writ',
    written: 'writ',
    broke: 'break',
    broken: 'break',
    slept: 'sleep',
    froze: 'freez',
    frozen: 'freez',
    hung: 'hang',
    took: 'tak',
    taken: 'tak',
    went: 'go',
    gone: 'go',
    died: 'die',
    dying: 'die',
    dead: 'die',
    death: 'die',
    kept: 'keep',
    built: 'build',
    fell: 'fall',
    fallen: 'fall',
    chose: 'choos',
    chosen: 'choos',
    failure: 'fail',
    failures: 'fail',
    indices: 'index',
    indexes: 'index',
    children: 'child',
    rejection: 'reject',
    configuration: 'config',
    configurations: 'config',
    configured: 'config',
    configure: 'config',
    configmap: 'configmap',
    misconfigured: 'misconfig',
    misconfiguration: 'misconfig',
    notification: 'notif',
    notifications: 'notif',
    notify: 'notif',
    notifies: 'notif',
    notified: 'notif',
    authentication: 'auth',
    authenticate: 'auth',
    authenticated: 'auth',
    authorization: 'auth',
    authorized: 'auth',
  }),
);
