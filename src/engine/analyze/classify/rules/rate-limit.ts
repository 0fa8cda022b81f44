/** Analysis: the rule for rate limits and quotas. */
import { act, defineRule } from '../rule.ts';
import { run, search } from '../wording.ts';

export const rateLimit = defineRule({
  category: 'rate_limit',
  signs: [
    [0.96, /toomanyrequests: (?<message>[^\n]+)|You have reached your (?:unauthenticated )?pull rate limit/],
    [0.95, /API rate limit exceeded(?: for (?<name>[^\n.]+))?|secondary rate limit/i],
    [
      0.94,
      /(?:HTTP(?:\/[\d.]+)?|status(?:[ _]code)?|error|code|returned(?: error)?|response)["']?[:= ]+(?<code>429)\b|\b429:? Too Many Requests\b/i,
    ],
    [
      0.94,
      /QUOTA_EXCEEDED|QuotaExceeded\w*|(?:Vcpu|Instance|Address|Volume|MaxSpotInstanceCount)LimitExceeded|LimitExceededException/,
    ],
    [
      0.92,
      /Quota '?(?<name>[\w-]+)'? exceeded|exceeded quota: (?<message>[^\n]+)|exceeded (?:your |the )?(?:current )?quota|Resource exhausted.*quota/i,
    ],
    [0.9, /\bThrottling(?:Exception)?\b|RequestLimitExceeded|ProvisionedThroughputExceeded|SlowDown: Please reduce/],
    [0.86, /\brate[- ]limit(?:ed|s)? (?:reached|hit|exceeded)|exceed(?:ed|s) (?:the |your )?rate limit|too many requests/i],
  ],
  short: 'rate limit',
  followed: () => 'a rate limit was hit',
  says: found =>
    `A ${/quota/i.test(`${found.name}${found.message}`) ? 'quota' : 'rate limit or quota'} was exceeded${found.name ? ` (${found.name})` : ''}${found.message ? `: ${found.message}` : ''}`,
  describes: () =>
    'An outside service refused since too much was asked of it in a short time, or an account used up what it is entitled to.',
  steps: () => [
    search(
      '429 OR "rate limit" OR quota OR throttling',
      'which service refused, from when on, and does it name a time to come back (Retry-After)?',
    ),
    run('curl -sI <the refused address>', 'x-ratelimit-remaining and retry-after.'),
  ],
  actions: () => [
    act('high retry', 'Repeat the run after the limit resets', 'The reply or its Retry-After names when.'),
    act(
      'medium configuration',
      'Sign in, cache or ask for more',
      'Use an authenticated account, a pull-through cache, or a higher quota; run fewer jobs at once.',
    ),
  ],
});
