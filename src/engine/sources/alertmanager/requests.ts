/** The sources, Alertmanager: questions to its API version 2 as requests. */
import type { Request } from '../request.ts';

export interface Wanted {
  /** Matchers: `alertname="X"`, `severity=~"a|b"`. */
  readonly filter: readonly string[];
  readonly silenced: boolean;
  readonly inhibited: boolean;
}

/** Answered with a sentence of its own: a matcher that it cannot read. */
const SAYS_WHY = [400];

/** Anything but `true` counts as false there, hence all are told. */
export function alertsRequest({ filter, silenced, inhibited }: Wanted): Request {
  const query = { filter, active: true, silenced, inhibited, unprocessed: true };
  return { path: '/api/v2/alerts', query, answers: SAYS_WHY };
}

export function groupsRequest(): Request {
  return { path: '/api/v2/alerts/groups' };
}

export function silencesRequest(): Request {
  return { path: '/api/v2/silences' };
}
