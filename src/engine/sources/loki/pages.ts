/** The sources: all lines of a query to Loki, page by page, oldest first, none lost and none twice where many share a time. */
import type { CallSignal } from '../client.ts';
import { refused } from '../log-refusal.ts';
import type { Link } from '../outside.ts';
import { saidIn } from '../reply.ts';
import { type Page, rangeRequest } from './questions.ts';
import { type LokiLine, readResult } from './read.ts';

/** What servers give at once unless they were told otherwise. */
export const PAGE_LINES = 5000;
/** A query over more than 30 days and an hour is refused. */
const WINDOW_NS = 30n * 24n * 3_600_000_000_000n;

export interface Span {
  readonly query: string;
  /** Nanoseconds, the end exclusive. */
  readonly start: bigint;
  readonly end: bigint;
  readonly limit?: number;
}

export interface LokiPage {
  readonly lines: LokiLine[];
  /** Nanoseconds of a time with more lines than the server gives at once, of which the rest cannot be asked for. */
  readonly crowded: bigint | null;
}

/**
 * The end of a page is the beginning of the next one, since further lines may have its last time; those that were seen are left out.
 * A metric query has no pages: it yields none. Throws `bad_input`, the source_ faults, `cancelled`.
 */
export async function* pagesOf(link: Link, span: Span, life: CallSignal): AsyncGenerator<LokiPage> {
  let limit = span.limit ?? PAGE_LINES;
  for (let from = span.start; from < span.end; from += WINDOW_NS) {
    const end = from + WINDOW_NS < span.end ? from + WINDOW_NS : span.end;
    let seen = new Set<string>();
    for (let start = from; start < end; ) {
      const page = await oneAtMost(link, { query: span.query, start, end, limit, direction: 'forward' }, life);
      limit = page.limit;
      const fresh = page.lines.filter(line => !seen.has(keyOf(line)));
      const last = page.lines.at(-1)?.ns;
      const full = page.lines.length >= limit;
      const crowded = full && last === start && page.lines[0].ns === start ? start : null;
      if (fresh.length || crowded !== null) yield { lines: fresh, crowded };
      if (!full || last === undefined) break;
      seen = new Set(page.lines.filter(line => line.ns === last).map(keyOf));
      start = crowded === null ? last : last + 1n;
    }
  }
}

/** One line is told from another of its time by its stream and its text; two that agree in all are one to Loki. */
function keyOf({ ns, text, labels, fields }: LokiLine): string {
  return `${ns} ${JSON.stringify(labels)} ${JSON.stringify(fields)} ${text}`;
}

interface Got {
  readonly lines: LokiLine[];
  readonly limit: number;
}

/** `max entries limit per query exceeded, limit > max_entries_limit_per_query (5000 > 1000)`: what this server gives at once. */
const LESS = /max_entries_limit_per_query \(\d+ > (\d+)\)/;

async function oneAtMost(link: Link, page: Page, life: CallSignal): Promise<Got> {
  const reply = await link.ask(rangeRequest(page), life);
  const { limit } = page;
  if (reply.status !== 400) {
    const result = readResult(reply);
    return { lines: result.kind === 'lines' ? result.lines : [], limit };
  }
  const said = saidIn(reply.type, reply.text());
  const most = Number(LESS.exec(said)?.[1] ?? limit);
  if (most >= 1 && most < limit) return oneAtMost(link, { ...page, limit: most }, life);
  throw refused(link, said);
}
