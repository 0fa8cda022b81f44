/** Analysis: what the words of a journal's record say about failure, as a table of patterns with weights and reasons. */

import { SEEN } from './text.ts';

export interface Sign {
  readonly pattern: RegExp;
  /** Added to the log-odds; negative where the words speak of a consequence, of a remedy, or of nothing bad. */
  readonly weight: number;
  /** Said to a person; empty where nothing is to be said. */
  readonly why: string;
  /** Things of this kind break others, and are seldom broken by them. */
  readonly root?: true;
}

/** Weights are set by hand: a named failure weighs more than a general word, a consequence less than what it follows from. */
const signs: readonly Sign[] = [
  { pattern: /out of memory|oom-kill|bad_alloc|cannot allocate memory/i, weight: 2.2, why: 'memory ran out', root: true },
  {
    pattern: /segmentation fault|sig(?:segv|abrt|bus)\b|core ?dump|assertion .*failed|\baborting\b|stack smashing/i,
    weight: 2,
    why: 'a crash',
    root: true,
  },
  { pattern: /no space left|disk (?:is )?full|enospc|quota exceeded/i, weight: 2, why: 'no space left', root: true },
  { pattern: /corrupt|checksum|data loss|inconsisten|malformed/i, weight: 1.4, why: 'damaged data', root: true },
  { pattern: /\b[A-Z]\w*(?:Exception|Error|Fault)\b/, weight: 1.2, why: 'an exception' },
  { pattern: /\bpanic|\bfatal|unrecoverable|critical/i, weight: 1.2, why: 'says it is fatal' },
  {
    pattern: /quorum|split.?brain|no leader|lost (?:the )?(?:leader|lease|connection|majority)|fenced/i,
    weight: 0.8,
    why: 'a cluster lost its head',
  },
  {
    pattern:
      /(?:certificate|token|credential|password|licen[cs]e)\b.*(?:expired|invalid|rejected)|permission denied|access denied|unauthori[sz]ed/i,
    weight: 1.1,
    why: 'access was denied',
    root: true,
  },
  {
    pattern: /cannot|can't|could not|couldn't|unable to|failed to|refus(?:ed|ing)|reject/i,
    weight: 0.7,
    why: 'something could not be done',
  },
  {
    pattern: /unreachable|no route|resolve host|name resolution|connection (?:refused|reset|closed|lost)|broken pipe/i,
    weight: 0.6,
    why: 'a connection failed',
  },
  { pattern: /\bfail(?:ed|ure|s)?\b|\berrors?\b/i, weight: 0.5, why: 'says that something failed' },
  {
    pattern: /tim(?:ed|e)[ -]?out|deadline exceeded|stall|hang|hung|stuck|blocked for/i,
    weight: 0.4,
    why: 'something took too long',
  },
  { pattern: /\bkilled?\b|terminated|\bdown\b|crash|died|evicted|lost\b/i, weight: 0.4, why: 'something went down' },
  {
    pattern: /invalid|illegal|unexpected|unknown|missing|not found|no such|mismatch/i,
    weight: 0.3,
    why: 'something was wrong or missing',
  },
  {
    pattern: /\bat [\w.$:<>~]+\(\S*:|\.(?:go|cc|cpp|rs|py|java|js|ts|rb|c):<\*>/,
    weight: 0.4,
    why: 'names the place in the code',
  },
  // A record that speaks of somebody else's failure tells a consequence.
  {
    pattern: /upstream|downstream|\b50[0-9]\b|bad gateway|service unavailable|reason=|because|due to|status=error/i,
    weight: -0.5,
    why: '',
  },
  { pattern: /retry|retries|will try|attempt|reconnect|backing off|falling back/i, weight: -0.7, why: '' },
  {
    pattern: /recovered|succe(?:ss|eded)|resolved|restored|completed|ignored|harmless|expected (?:error|failure)/i,
    weight: -1.2,
    why: '',
  },
  {
    pattern: /\b0 (?:errors?|failures?|core ?dumps?)|\b(?:errors?|failures?|failed)[=: ]+0\b|no errors?\b|without errors?/i,
    weight: -2,
    why: '',
  },
  { pattern: /deprecat|slow (?:request|query)|exceeds soft|usage \S+ on/i, weight: -0.5, why: '' },
];

export interface Reading {
  /** Sum of the weights, -2 to 3. */
  readonly weight: number;
  /** Strongest first. */
  readonly why: readonly string[];
  readonly root: boolean;
}

/** The signs in the text of a record or template. */
export function readSigns(text: string): Reading {
  const seen = text.slice(0, SEEN);
  const found = signs.filter(sign => sign.pattern.test(seen));
  const weight = found.reduce((sum, sign) => sum + sign.weight, 0);
  return {
    weight: Math.max(-2, Math.min(3, weight)),
    why: found.filter(sign => sign.why !== '').map(sign => sign.why),
    root: found.some(sign => sign.root),
  };
}
