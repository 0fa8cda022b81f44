/** The answers: lines by query, by stream, and around a place. */
import { Fault } from '../../base/fault.ts';
import type { Row } from '../../model/corpus.ts';
import { type Gap, mergeGaps } from '../../model/coverage.ts';
import { levels } from '../../model/level.ts';
import type { Line } from '../../model/line.ts';
import type { LinePage } from '../../model/page.ts';
import { parsePlace } from '../../model/place.ts';
import type { Query } from '../../model/query.ts';
import type { Run } from '../../model/run.ts';
import type { Proved } from '../../rpc/verb.ts';
import type { table } from '../../tools/table.ts';
import { globTest } from '../query/match.ts';
import { parseQuery } from '../query/parse.ts';
import { search } from '../query/run.ts';
import type { Begin, Spot } from '../query/run-start.ts';
import { readLevels, readStamp, Unreadable } from '../query/values.ts';
import type { Source } from '../store/source.ts';
import { type CallLife, findRun, sourcesOf, type Workshop } from '../workshop.ts';
import { clockOf, memberOf } from './members.ts';
import { nearest } from './nearest.ts';
import { settledFor } from './new-lines.ts';

/** Streams by the names that users of Scylla Cluster Test know. */
const STREAMS: ReadonlyMap<string, readonly string[]> = new Map([
  ['action', ['*actions*.log']],
  ['actions', ['*actions*.log']],
  // Argus tells of the events where the test's own records of them are not there.
  ['event', ['*raw_events*.log', '*argus/events.jsonl']],
  ['events', ['*raw_events*.log', '*argus/events.jsonl']],
]);

/** Names that are told when a stream has none of them. */
const NEAREST = 3;

export function searchLogs(shop: Workshop, request: Proved<typeof table.search_logs>, life: CallLife): Promise<LinePage> {
  const query = narrowed(request.query, { level: request.level, from: request.from, to: request.to });
  const run = findRun(shop, request.run_id);
  return page(shop, { run, query, limit: request.limit, begin: beginOf(shop, run, request) }, life);
}

export async function queryLogsByStream(
  shop: Workshop,
  request: Proved<typeof table.query_logs_by_stream>,
  life: CallLife,
): Promise<LinePage> {
  const run = findRun(shop, request.run_id);
  const member: Query = { kind: 'member', glob: streamGlob(shop, run, request.stream) };
  const query = and([member, narrowed('', { from: request.start_time, to: request.end_time })]);
  const begin: Begin = { cursor: request.cursor ?? null, direction: 'forward' };
  return page(shop, { run, query, limit: request.limit, begin }, life);
}

/** Throws `stream_unknown`: a name that fits no file is a slip, not a stream without lines. */
function streamGlob(shop: Workshop, run: Run, stream: string): string {
  const paths = sourcesOf(shop, run).flatMap(source => source.members.map(member => member.path));
  const glob = (STREAMS.get(stream) ?? [stream]).find(one => paths.some(globTest(one)));
  if (glob !== undefined) return glob;
  const names = [...new Set(paths.map(path => path.slice(path.lastIndexOf('/') + 1)))];
  throw new Fault('stream_unknown', { run: run.title, stream, nearest: nearest(stream, names, NEAREST).join(', ') });
}

/** Joins what a person typed as query, level and time. Throws `query_syntax`, `bad_input`. */
export function narrowed(text: string, also: { level?: string; from?: string; to?: string }): Query {
  const parts = [parseQuery(text)];
  const { level, from, to } = also;
  if (level) parts.push({ kind: 'level', levels: readValue('level', () => readLevels(level)) });
  const span = {
    from: from ? momentOf('from', from) : null,
    to: to ? momentOf('to', to) : null,
  };
  if (span.from !== null && span.to !== null && span.to <= span.from)
    throw new Fault('bad_input', { problem: `The time span ends (${to}) before anything of it has begun (${from}).` });
  if (span.from !== null || span.to !== null) parts.push({ kind: 'time', ...span });
  return and(parts);
}

/** A time as a person gives it, in milliseconds since 1970. Throws `bad_input`. */
export function momentOf(name: string, text: string): number {
  return readValue(name, () => readStamp(text).from);
}

export function readValue<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (failure) {
    if (failure instanceof Unreadable) throw new Fault('bad_input', { problem: `${name}: ${failure.message}.` });
    throw failure;
  }
}

function and(parts: readonly Query[]): Query {
  const narrowing = parts.filter(part => part.kind !== 'all');
  if (narrowing.length === 0) return { kind: 'all' };
  return narrowing.length === 1 ? narrowing[0] : { kind: 'and', parts: narrowing };
}

/** Throws `bad_input` when more than one beginning is named, `place_unknown`. */
function beginOf(shop: Workshop, run: Run, request: Proved<typeof table.search_logs>): Begin {
  const { cursor, offset, at, near, direction } = request;
  const named = Object.entries({ cursor, offset, at, near }).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  if (named.length > 1)
    throw new Fault('bad_input', { problem: `A page begins in one way: name ${named.join(' or ')}, not both.` });
  if (named.length === 1 && cursor === undefined && direction === 'backward')
    throw new Fault('bad_input', {
      problem: `${named[0]} begins a page that goes forward; go back with the cursor that it returns.`,
    });
  if (offset !== undefined) return { offset };
  if (at !== undefined) return { at: momentOf('at', at) };
  if (near !== undefined) return { near: spotOf(shop, run, near) };
  return { cursor: cursor ?? null, direction };
}

function spotOf(shop: Workshop, run: Run, near: string): Spot {
  const place = parsePlace(near);
  const source = sourceNamed(shop, place.source);
  const member = source.members.find(one => one.path === place.member);
  if (!run.sources.includes(source.id) || !member || place.line > member.lines) throw new Fault('place_unknown', { place: near });
  return { source: source.id, member: member.id, line: place.line };
}

interface PageQuestion {
  readonly run: Run;
  readonly query: Query;
  readonly limit: number;
  readonly begin: Begin;
}

async function page(shop: Workshop, question: PageQuestion, life: CallLife): Promise<LinePage> {
  const sources = sourcesOf(shop, question.run);
  const query = await settledFor(shop, question, life);
  const found = await search(sources, query, { limit: question.limit, ...question.begin }, life.signal);
  const byId = new Map(sources.map(source => [source.id, source]));
  return {
    lines: found.rows.map(({ source, row }) => lineOf(byId.get(source) as Source, row)),
    offset: found.offset,
    near_index: found.nearIndex,
    next: found.next,
    previous: found.previous,
    coverage: found.coverage,
    gaps: mergeGaps(clocksFirst(sources.flatMap(source => source.gaps))),
  };
}

/** A reader who sees stamps in the lines' texts must know first that the order is by other times. */
function clocksFirst(gaps: readonly Gap[]): Gap[] {
  return gaps.toSorted((a, b) => Number(b.kind === 'clock') - Number(a.kind === 'clock'));
}

export function lineOf(source: Source, row: Row): Line {
  return {
    place: { source: source.id, member: memberOf(source, row.member).path, line: row.line },
    end_line: row.continued ? row.line : source.recordEnd(row.member, row.line),
    at: row.at,
    ...clockOf(source, row.member),
    level: levels[row.level],
    template: row.template,
    body: row.body,
    text: row.text,
  };
}

/** Throws `run_unknown`. */
export function sourceNamed(shop: Workshop, name: string): Source {
  const run = findRun(shop, name);
  return shop.source(run.sources.find(id => id.startsWith(name)) ?? run.sources[0]);
}
