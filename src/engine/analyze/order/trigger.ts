/** Analysis: the nemesis that was going on when the cause came, as a suspect of its own: the trigger. */
import type { Corpus } from '../../../model/corpus.ts';
import { shortNode } from '../classify/host.ts';
import type { Moment, Suspect } from '../opinions.ts';
import { readActions, scopesOf } from '../sct/actions.ts';
import type { Telling } from './telling.ts';

/** A cause may stand so long (ms) behind the end of what triggered it. */
const AFTERMATH = 60_000;
/** The start of a nemesis is told in several files within so many milliseconds. */
const PUBLISHED = 5000;

/** Null where the cause stands during no nemesis, or is the line that starts it. */
export function triggerOf(corpus: Corpus, moments: readonly Moment[], cause: Telling): Suspect | null {
  const at = cause.suspect.at;
  if (at === null) return null;
  const going = moments.filter(one => one.kind === 'nemesis' && one.at <= at && at <= (one.until ?? at) + AFTERMATH);
  const there = going.filter(one => one.attributes.node && shortNode(one.attributes.node) === cause.host);
  const moment = (there.length > 0 ? there : going).reduce<Moment | null>(
    (last, one) => (last && last.at >= one.at ? last : one),
    null,
  );
  if (!moment) return null;
  const place = startOf(corpus, moment);
  const [row] = corpus.rows(place.member, place.line, place.line);
  if (!row || (place.member === cause.suspect.member && place.line === cause.suspect.line)) return null;
  return {
    ...place,
    endLine: place.line,
    at: moment.at,
    score: cause.suspect.score,
    role: 'trigger',
    template: row.template,
    why: ['the nemesis that was going on', `${between(at - moment.at)} before the cause`],
    alike: 0,
  };
}

/** Where its start is told, else where the moment stands. */
function startOf(corpus: Corpus, moment: Moment): { member: number; line: number } {
  const name = moment.attributes.nemesis ?? '';
  const scope = scopesOf(readActions(corpus)).find(
    ({ title, begin }) => Math.abs(begin.at - moment.at) <= PUBLISHED && title.startsWith(`Disruption ${name}`),
  );
  const { member, line } = scope?.begin ?? moment;
  return { member, line };
}

function between(ms: number): string {
  return ms < 120_000 ? `${Math.round(ms / 1000)} s` : `${Math.round(ms / 60_000)} min`;
}
