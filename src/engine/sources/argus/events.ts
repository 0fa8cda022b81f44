/** The sources, Argus: the events of a run by severity, page by page: a page begins with the oldest, so that one page alone would be the wrong end. */
import type { CallSignal } from '../client.ts';
import type { Link } from '../outside.ts';
import { payloadOf } from './envelope.ts';
import { Count, type Event, Events } from './nouns.ts';
import { countRequest, eventsRequest, type Severity } from './requests.ts';

const PAGE = 1000;
/** A second with more events than this is cut. */
const WIDEST = 8000;

export interface Told {
  readonly events: readonly Event[];
  /** Whether there are more than were fetched. */
  readonly cut: boolean;
}

/** At most so many events, oldest first. Throws the source_ faults and `cancelled`. */
export async function eventsOf(
  link: Link,
  of: { id: string; severity: Severity; most: number },
  life: CallSignal,
): Promise<Told> {
  const { id, severity, most } = of;
  const found = new Map<string, Event>();
  let cut = false;
  let after: number | undefined;
  for (let limit = PAGE; ; ) {
    const reply = await link.ask(eventsRequest(id, { severity, limit, after }), life);
    const page = payloadOf(reply, Events, `events of ${id}`);
    for (const event of page) found.set(event.event_id ?? `${event.ts} ${event.message}`, event);
    if (page.length < limit) break;
    const next = Math.floor((page.findLast(event => event.ts !== null)?.ts ?? 0) / 1000);
    if (found.size >= most || next === 0) {
      cut = true;
      break;
    }
    // The last second is asked for again, since a page may end within it; where it fills a page, by a longer page.
    if (after === undefined || next > after) [after, limit] = [next, PAGE];
    else if (limit < WIDEST) limit *= 2;
    else {
      cut = true;
      after++;
      limit = PAGE;
    }
  }
  const events = [...found.values()].sort((one, other) => (one.ts ?? 0) - (other.ts ?? 0)).slice(0, most);
  return { events, cut };
}

export async function countOf(link: Link, of: { id: string; severity: Severity }, life: CallSignal): Promise<number> {
  return payloadOf(await link.ask(countRequest(of.id, of.severity), life), Count, `events of ${of.id}`);
}
