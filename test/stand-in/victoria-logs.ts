/** The stand-ins: VictoriaLogs v1.26 as its HTTP API behaves, traps included: what is stored, what is silently not, and how it answers. */
import type { ServerResponse } from 'node:http';
import { Loopback } from '../engine/sources/loopback.ts';
import { LogsqlError, parseLogsql, piped, type Row } from './logsql.ts';
import { type Mishap, type Question, questionOf, say, suffer } from './question.ts';
import { nsIso, nsOfMs } from './times.ts';
import {
  boundOf,
  DAY_MS,
  escaped,
  keptLines,
  picked,
  rowOf,
  type Stored,
  sayValues,
  stepOf,
  timeOf,
  vector,
} from './victoria-rows.ts';

/** Selects after which rows are seen that nobody flushed. */
const UNSEEN_FOR = 2;

export interface VictoriaOptions {
  readonly retentionDays?: number;
  readonly now?: () => number;
}

export class VictoriaLogs {
  readonly mishaps: { readonly path: RegExp; readonly mishap: Mishap }[] = [];
  readonly asked: Question[] = [];
  readonly #retentionMs: number;
  readonly #now: () => number;
  #rows: Stored[] = [];
  #fresh: Stored[] = [];
  #selects = 0;
  #server!: Loopback;
  #tails = new Set<(one: Stored) => void>();

  private constructor({ retentionDays = 7, now = Date.now }: VictoriaOptions) {
    this.#retentionMs = retentionDays * DAY_MS;
    this.#now = now;
  }

  static async open(options: VictoriaOptions = {}): Promise<VictoriaLogs> {
    const logs = new VictoriaLogs(options);
    logs.#server = await Loopback.open(async (request, response) => logs.#answer(await questionOf(request), response));
    return logs;
  }

  get url(): string {
    return this.#server.url;
  }

  /** All that is stored, duplicates included. */
  get size(): number {
    return this.#rows.length + this.#fresh.length;
  }

  close(): Promise<void> {
    return this.#server.close();
  }

  #answer(question: Question, response: ServerResponse): void {
    this.asked.push(question);
    const at = this.mishaps.findIndex(one => one.path.test(question.path));
    const mishap = at < 0 ? undefined : this.mishaps.splice(at, 1)[0].mishap;
    if (suffer(mishap, response) === 'over') return;
    if (mishap === 'lose the answer') response.end = (() => response.destroy()) as never;
    try {
      this.#handle(question, response);
    } catch (failure) {
      if (!(failure instanceof LogsqlError)) throw failure;
      if (question.path.includes('stats_query')) {
        say(response, 422, JSON.stringify({ status: 'error', errorType: '422', error: failure.message }), 'application/json');
      } else say(response, 400, failure.message);
    }
  }

  #handle(question: Question, response: ServerResponse): void {
    const { path } = question;
    if (path === '/health') return void say(response, 200, 'OK');
    if (path === '/insert/jsonline') return void this.#insert(question, response);
    if (path === '/internal/force_flush') {
      this.#flush();
      return void say(response, 200, '');
    }
    const name = /^\/select\/logsql\/(\w+)$/.exec(path)?.[1];
    const select = name && this.#selectors[name];
    if (!select) return void say(response, 400, `unsupported path requested: "${path}"`);
    if (++this.#selects % UNSEEN_FOR === 0) this.#flush();
    select(question, response);
  }

  #flush(): void {
    for (const one of this.#fresh) this.#rows.push(one);
    this.#fresh = [];
  }

  #insert({ method, args, body, isForm }: Question, response: ServerResponse): void {
    if (method !== 'POST') return void response.writeHead(405).end();
    // A form is swallowed as arguments; a body packed wrongly is not read.
    if (isForm || body === null) return void response.writeHead(200).end();
    const extra = (args.get('extra_fields') ?? '').split(',').filter(Boolean);
    const fields = Object.fromEntries(extra.map(pair => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]));
    let failure: string | null = null;
    let stored = 0;
    for (const line of keptLines(body)) {
      try {
        this.#store(rowOf(line, fields), args);
        stored++;
      } catch (problem) {
        failure = `cannot process jsonline request; error: ${(problem as Error).message}; line contents: ${JSON.stringify(line)}`;
      }
    }
    if (failure && stored === 0) return void say(response, 400, failure);
    response.writeHead(200).end();
  }

  #store(all: Row, args: URLSearchParams): void {
    const timeField = args.get('_time_field') ?? '_time';
    const { [timeField]: time, ...rest } = all;
    const now = nsOfMs(this.#now());
    const ns = time === undefined || time === '0' || time === '-' ? now : timeOf(time);
    if (ns === null)
      throw new Error(
        `cannot parse timestamp from field "${timeField}": cannot unmarshal rfc3339 timestamp ${JSON.stringify(time)}`,
      );
    if (ns < now - nsOfMs(this.#retentionMs) || ns > now + nsOfMs(2 * DAY_MS)) return;
    const message = (args.get('_msg_field') ?? '_msg').split(',').find(key => rest[key]);
    const text = message
      ? rest[message]
      : 'missing _msg field; see https://docs.victoriametrics.com/victorialogs/keyconcepts/#message-field';
    if (message) delete (rest as Record<string, string>)[message];
    const names = (args.get('_stream_fields') ?? '').split(',').filter(name => rest[name]);
    const labels = Object.fromEntries(names.sort().map(name => [name, rest[name]]));
    const stream = `{${Object.entries(labels)
      .map(([key, value]) => `${key}=${JSON.stringify(value)}`)
      .join(',')}}`;
    const row = { _time: nsIso(ns), _stream_id: '0'.repeat(48), _stream: stream, _msg: text, ...rest };
    const one = { ns, labels, row };
    this.#fresh.push(one);
    for (const hear of this.#tails) hear(one);
  }

  #found(args: URLSearchParams): { found: Stored[]; pipes: readonly string[] } {
    const { fits, pipes } = parseLogsql(args.get('query') ?? '');
    const [start, end] = [boundOf(args.get('start'), 'start', this.#now()), boundOf(args.get('end'), 'end', this.#now())];
    const found = this.#rows.filter(
      ({ ns, row, labels }) => (start === null || ns >= start) && (end === null || ns <= end) && fits(row, labels),
    );
    return { found, pipes };
  }

  readonly #selectors: Readonly<Record<string, (question: Question, response: ServerResponse) => void>> = {
    query: ({ args }, response) => {
      const { found, pipes } = this.#found(args);
      const limit = args.get('limit');
      if (limit !== null && !/^-?\d+$/.test(limit)) throw new LogsqlError(`cannot parse limit=${limit}: cannot parse integer`);
      const most = limit === null || Number(limit) < 0 ? null : Number(limit);
      const rows = pipes.length
        ? piped(
            found.map(one => one.row),
            pipes,
          ).slice(0, most ?? undefined)
        : picked(found, most);
      say(response, 200, rows.map(row => `${escaped(row)}\n`).join(''), 'application/stream+json');
    },
    hits: ({ args }, response) => {
      const step = stepOf(args.get('step') ?? '1d');
      const names = args.getAll('field');
      const groups = new Map<string, Map<bigint, number>>();
      for (const { ns, row } of this.#found(args).found) {
        const key = JSON.stringify(Object.fromEntries(names.map(name => [name, row[name] ?? ''])));
        const times = groups.get(key) ?? new Map<bigint, number>();
        groups.set(key, times.set(ns - (ns % step), (times.get(ns - (ns % step)) ?? 0) + 1));
      }
      const hits = [...groups].map(([key, times]) => {
        const sorted = [...times].sort(([a], [b]) => (a < b ? -1 : 1));
        const values = sorted.map(([, count]) => count);
        return {
          fields: JSON.parse(key),
          timestamps: sorted.map(([ns]) => nsIso(ns)),
          values,
          total: values.reduce((a, b) => a + b, 0),
        };
      });
      say(response, 200, JSON.stringify({ hits }), 'application/json');
    },
    field_names: ({ args }, response) =>
      sayValues(
        response,
        this.#found(args).found.flatMap(({ row }) => Object.keys(row)),
        args,
      ),
    field_values: ({ args }, response) => {
      const field = args.get('field');
      if (!field) throw new LogsqlError("missing 'field' query arg");
      sayValues(
        response,
        this.#found(args).found.flatMap(({ row }) => row[field] ?? []),
        args,
      );
    },
    stream_field_names: ({ args }, response) =>
      sayValues(
        response,
        this.#found(args).found.flatMap(({ labels }) => Object.keys(labels)),
        args,
      ),
    stream_field_values: ({ args }, response) =>
      sayValues(
        response,
        this.#found(args).found.flatMap(({ labels }) => labels[args.get('field') ?? ''] ?? []),
        args,
      ),
    streams: ({ args }, response) =>
      sayValues(
        response,
        this.#found(args).found.map(({ row }) => row._stream),
        args,
      ),
    stats_query: ({ args }, response) => {
      const { found, pipes } = this.#found(args);
      if (!pipes.at(-1)?.startsWith('stats'))
        throw new LogsqlError(`missing \`| stats ...\` pipe in the query [${args.get('query')}]`);
      const result = piped(
        found.map(one => one.row),
        pipes,
      ).flatMap(row => vector(row, this.#now() / 1000));
      say(response, 200, JSON.stringify({ status: 'success', data: { resultType: 'vector', result } }), 'application/json');
    },
    tail: ({ args }, response) => {
      const { fits, pipes } = parseLogsql(args.get('query') ?? '');
      if (pipes.length) throw new LogsqlError(`query [${args.get('query')}] cannot be used in live tailing`);
      response.writeHead(200, { 'content-type': 'application/x-ndjson' });
      response.flushHeaders();
      const hear = ({ row, labels }: Stored) => void (fits(row, labels) && response.write(`${escaped(row)}\n`));
      this.#tails.add(hear);
      response.on('close', () => this.#tails.delete(hear));
    },
  };
}
