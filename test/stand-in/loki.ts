/** The stand-ins: Loki 3.x as its HTTP API behaves: limits, an end that is exclusive, order inside streams only, errors as plain text, a tail over a WebSocket. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { Loopback } from '../engine/sources/loopback.ts';
import { type Labels, type Logql, LogqlError, parseLogql } from './logql.ts';
import { type Entry, type EntryRules, LokiEntries, type Stream } from './loki-entries.ts';
import { type Mishap, type Question, questionOf, say, suffer } from './question.ts';
import { isoNs, nsOfMs } from './times.ts';
import { openSocket } from './web-socket.ts';

const MOST_DAYS = 30n * 24n + 1n;
const HOUR_NS = 3_600_000_000_000n;

export interface LokiOptions extends Partial<EntryRules> {
  readonly mostEntries?: number;
  /** Whether it wants a tenant. */
  readonly tenants?: boolean;
  /** Older servers do not tell apart what belongs to a line. */
  readonly categorizes?: boolean;
}

interface Found {
  readonly labels: Labels;
  readonly entry: Entry;
}

export class Loki {
  readonly mishaps: { readonly path: RegExp; readonly mishap: Mishap }[] = [];
  readonly asked: Question[] = [];
  readonly #options: Required<LokiOptions>;
  readonly #kept: LokiEntries;
  readonly #tails = new Set<(labels: Labels, entries: readonly Entry[]) => void>();
  #server!: Loopback;

  private constructor(options: LokiOptions) {
    this.#options = { now: Date.now, oldestDays: 7, mostEntries: 5000, tenants: false, categorizes: true, ...options };
    this.#kept = new LokiEntries(this.#options);
  }

  static async open(options: LokiOptions = {}): Promise<Loki> {
    const loki = new Loki(options);
    loki.#server = await Loopback.open(async (request, response) => loki.#answer(await questionOf(request), response));
    loki.#server.onUpgrade((request, socket) => loki.#tail(request, socket));
    return loki;
  }

  get url(): string {
    return this.#server.url;
  }

  get size(): number {
    return [...this.#kept.streams.values()].reduce((sum, { entries }) => sum + entries.length, 0);
  }

  close(): Promise<void> {
    return this.#server.close();
  }

  /** Ends all tails, as a server that stops. */
  endTails(): void {
    for (const hear of this.#tails) hear({}, []);
  }

  #answer(question: Question, response: ServerResponse): void {
    this.asked.push(question);
    const at = this.mishaps.findIndex(one => one.path.test(question.path));
    const mishap = at < 0 ? undefined : this.mishaps.splice(at, 1)[0].mishap;
    if (suffer(mishap, response) === 'over') return;
    if (mishap === 'lose the answer') response.end = (() => response.destroy()) as never;
    if (this.#options.tenants && !question.headers['x-scope-orgid']) return void say(response, 401, 'no org id');
    try {
      this.#handle(question, response);
    } catch (failure) {
      if (!(failure instanceof LogqlError)) throw failure;
      say(response, 400, failure.message);
    }
  }

  #handle(question: Question, response: ServerResponse): void {
    const { path, args } = question;
    const label = /^\/loki\/api\/v1\/label\/([^/]+)\/values$/.exec(path)?.[1];
    if (path === '/ready') return void say(response, 200, 'ready\n');
    if (path === '/loki/api/v1/push') return void this.#push(question, response);
    if (path === '/loki/api/v1/query_range') return void this.#queryRange(question, response);
    if (path === '/loki/api/v1/query') return void this.#query(args, response);
    if (path === '/loki/api/v1/labels') return void success(response, this.#labelNames(args));
    if (label) return void success(response, this.#labelNames(args, decodeURIComponent(label)));
    if (path === '/loki/api/v1/series') return void success(response, this.#series(args));
    if (path === '/loki/api/v1/index/stats') return void this.#stats(args, response);
    say(response, 404, '404 page not found\n');
  }

  #push({ body }: Question, response: ServerResponse): void {
    const { streams } = JSON.parse(String(body)) as { streams: { stream: Labels; values: [string, string, Labels?][] }[] };
    let refusal: string | null = null;
    for (const { stream, values } of streams) {
      if (values.some(([time]) => typeof time !== 'string'))
        return void say(response, 400, "loghttp.PushRequest.Streams: Value is string, but can't find closing '\"' symbol");
      const entries = values.map(([time, text, fields = {}]) => ({ ns: BigInt(time), text, fields }));
      refusal = this.#kept.push(stream, entries) ?? refusal;
      for (const hear of this.#tails) hear(stream, entries);
    }
    if (refusal) return void say(response, 400, `${refusal}\n`);
    response.writeHead(204).end();
  }

  #span(args: URLSearchParams, back: bigint): { start: bigint; end: bigint } {
    const now = nsOfMs(this.#options.now());
    const end = timeOf(args.get('end')) ?? now;
    const start = timeOf(args.get('start')) ?? end - back;
    if (end <= start) throw new LogqlError('end timestamp must not be before or equal to start time');
    return { start, end };
  }

  #found(query: Logql, { start, end }: { start: bigint; end: bigint }): Found[] {
    return [...this.#kept.streams.values()]
      .filter(({ labels }) => query.fitsLabels(labels))
      .flatMap(({ labels, entries }) =>
        entries
          .filter(({ ns, text, fields }) => ns >= start && ns < end && query.fitsLine(text, { ...labels, ...fields }))
          .map(entry => ({ labels, entry })),
      );
  }

  #queryRange({ args, headers }: Question, response: ServerResponse): void {
    const query = parseLogql(args.get('query') ?? '');
    const span = this.#span(args, HOUR_NS);
    const limit = Number(args.get('limit') ?? 100);
    const { mostEntries } = this.#options;
    if (span.end - span.start > MOST_DAYS * HOUR_NS)
      throw new LogqlError(
        `the query time range exceeds the limit (query length: ${(span.end - span.start) / HOUR_NS}h0m0s, limit: 30d1h)`,
      );
    if (query.metric)
      return void success(
        response,
        matrix(this.#found(query, { ...span, start: span.start - query.metric.windowNs }), query.metric.by, span),
      );
    if (limit > mostEntries)
      throw new LogqlError(
        `max entries limit per query exceeded, limit > max_entries_limit_per_query (${limit} > ${mostEntries})`,
      );
    if (!(limit > 0)) throw new LogqlError('limit must be a positive value');
    const sign = args.get('direction') === 'forward' ? 1 : -1;
    const found = this.#found(query, span)
      .sort((a, b) => sign * (a.entry.ns < b.entry.ns ? -1 : a.entry.ns > b.entry.ns ? 1 : 0))
      .slice(0, limit);
    const apart = this.#options.categorizes && headers['x-loki-response-encoding-flags'] === 'categorize-labels';
    success(response, { resultType: 'streams', result: byStream(found, apart), stats: {} });
  }

  #query(args: URLSearchParams, response: ServerResponse): void {
    const query = parseLogql(args.get('query') ?? '');
    if (!query.metric)
      throw new LogqlError(
        'log queries are not supported as an instant query type, please change your query to a range query type',
      );
    const end = timeOf(args.get('time')) ?? nsOfMs(this.#options.now());
    const span = { start: end - query.metric.windowNs, end: end + 1n };
    const groups = grouped(this.#found(query, span), query.metric.by);
    const result = [...groups].map(([key, found]) => ({
      metric: JSON.parse(key),
      value: [Number(end / 1_000_000_000n), String(found.length)],
    }));
    success(response, { resultType: 'vector', result, stats: {} });
  }

  #between(args: URLSearchParams): Stream[] {
    const { start, end } = this.#span(args, 6n * HOUR_NS);
    return [...this.#kept.streams.values()].filter(({ entries }) => entries.some(({ ns }) => ns >= start && ns < end));
  }

  #labelNames(args: URLSearchParams, of?: string): string[] {
    const all = this.#between(args).flatMap(({ labels }) => (of ? (labels[of] ?? []) : Object.keys(labels)));
    return [...new Set(all)].sort();
  }

  #series(args: URLSearchParams): Labels[] {
    const selectors = args.getAll('match[]').map(parseLogql);
    if (selectors.length === 0) throw new LogqlError('0 matcher groups supplied');
    return this.#between(args).flatMap(({ labels }) => (selectors.some(one => one.fitsLabels(labels)) ? [labels] : []));
  }

  #stats(args: URLSearchParams, response: ServerResponse): void {
    const found = this.#found(parseLogql(args.get('query') ?? ''), this.#span(args, HOUR_NS));
    const bytes = found.reduce((sum, { entry }) => sum + Buffer.byteLength(entry.text), 0);
    const streams = new Set(found.map(({ labels }) => labels)).size;
    say(
      response,
      200,
      JSON.stringify({ streams, chunks: streams, bytes, entries: found.length }),
      'application/json; charset=UTF-8',
    );
  }

  #tail(request: IncomingMessage, socket: Socket): void {
    const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const web = openSocket(request, socket);
    const query = parseLogql(searchParams.get('query') ?? '');
    const send = (found: Found[]) => web.send(JSON.stringify({ streams: byStream(found, false), dropped_entries: null }));
    const start = timeOf(searchParams.get('start')) ?? nsOfMs(this.#options.now());
    const hear = (labels: Labels, entries: readonly Entry[]) => {
      if (entries.length === 0) return void web.close(1001, 'the server stops');
      const found = entries.filter(
        entry => query.fitsLabels(labels) && query.fitsLine(entry.text, { ...labels, ...entry.fields }),
      );
      if (found.length) send(found.map(entry => ({ labels, entry })));
    };
    const before = this.#found(query, { start, end: 1n << 62n });
    if (before.length) send(before);
    this.#tails.add(hear);
    socket.on('close', () => this.#tails.delete(hear));
  }
}

function success(response: ServerResponse, data: unknown): void {
  say(response, 200, JSON.stringify({ status: 'success', data }), 'application/json; charset=UTF-8');
}

/** With `.`: seconds; to ten digits: seconds; longer: nanoseconds, so that thirteen digits are the year 1970. */
function timeOf(text: string | null): bigint | null {
  if (text === null) return null;
  if (/^\d+\.\d+$/.test(text)) return nsOfMs(Math.round(Number(text) * 1000));
  if (/^\d+$/.test(text)) return text.length <= 10 ? BigInt(text) * 1_000_000_000n : BigInt(text);
  return isoNs(text);
}

/** What is known of one line stands beside it, or makes it a stream of its own. */
function byStream(found: readonly Found[], apart: boolean): object[] {
  const streams = new Map<string, { stream: Labels; values: unknown[] }>();
  for (const { labels, entry } of found) {
    const stream = apart ? labels : { ...labels, ...entry.fields };
    const key = JSON.stringify(stream);
    const one = streams.get(key) ?? { stream, values: [] };
    streams.set(key, one);
    const known = Object.keys(entry.fields).length ? { structuredMetadata: entry.fields } : {};
    one.values.push([String(entry.ns), entry.text, ...(apart ? [known] : [])]);
  }
  return [...streams.values()];
}

function grouped(found: readonly Found[], by: readonly string[]): Map<string, Found[]> {
  const groups = new Map<string, Found[]>();
  for (const one of found) {
    const all = { ...one.labels, ...one.entry.fields };
    const key = JSON.stringify(Object.fromEntries(by.flatMap(name => (all[name] ? [[name, all[name]]] : []))));
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}

/** One point, at the end of the span: enough for what the tests ask. */
function matrix(found: readonly Found[], by: readonly string[], { end }: { end: bigint }): object {
  const result = [...grouped(found, by)].map(([key, group]) => ({
    metric: JSON.parse(key),
    values: [[Number(end / 1_000_000_000n), String(group.length)]],
  }));
  return { resultType: 'matrix', result, stats: {} };
}
