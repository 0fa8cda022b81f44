/** The sources: what VictoriaLogs answers, read: rows line by line, counts, names and values. */

import { z } from 'zod';
import { jsonIn } from '../../../base/lenient.ts';
import type { CallSignal, Streamed } from '../client.ts';
import type { Link } from '../outside.ts';
import type { Reply } from '../reply.ts';

/** All values are strings; a field that is empty is not there. */
export const VictoriaRow = z.record(z.string(), z.string());
export type VictoriaRow = z.infer<typeof VictoriaRow>;

/** A line of ours may be some hundred KiB; what is longer than this is none of a row. */
const LONGEST = 64 * 1024 ** 2;

/**
 * The rows as they come. Behind the first of them the server can tell a failure only as a line of text before it breaks off: that is
 * thrown as `source_failed`, as is an answer that is no rows at all.
 */
export async function* readRows({ bytes }: Pick<Streamed, 'bytes'>, link: Link, life: CallSignal): AsyncGenerator<VictoriaRow> {
  for await (const line of linesOf(bytes)) {
    if (line === '') continue;
    const row = VictoriaRow.safeParse(jsonIn(line));
    if (!row.success) throw await link.failed(saidInstead(line), life);
    yield row.data;
  }
}

/** The rows of an answer that has come in whole. */
export async function rowsIn(reply: Reply, link: Link, life: CallSignal): Promise<VictoriaRow[]> {
  const whole = (async function* () {
    yield reply.bytes;
  })();
  const rows: VictoriaRow[] = [];
  for await (const row of readRows({ bytes: whole }, link, life)) rows.push(row);
  return rows;
}

function saidInstead(line: string): string {
  if (jsonIn(line) !== undefined) return 'its answer has another form than expected: a line of it is no row of texts';
  if (/^\s*</.test(line)) return 'it answers with a web page instead of data; check its address';
  const begun = line.length > 200 ? `${line.slice(0, 199)}…` : line;
  return `it ends its rows with “${begun.trim()}”`;
}

const LF = 10;

async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of bytes) {
    rest = rest.length ? Buffer.concat([rest, chunk]) : Buffer.from(chunk);
    let from = 0;
    for (let end = rest.indexOf(LF); end >= 0; end = rest.indexOf(LF, from)) {
      yield rest.toString('utf8', from, end);
      from = end + 1;
    }
    rest = rest.subarray(from);
    if (rest.length > LONGEST) break;
  }
  if (rest.length) yield rest.toString('utf8');
}

const Values = z.object({ values: z.array(z.object({ value: z.string(), hits: z.number().default(0) })).nullish() });

export interface FieldValue {
  readonly value: string;
  /** Rows that have it; 0 where the server did not count to the end. */
  readonly hits: number;
}

/** Of field names and values, of streams and their fields. */
export function readValues(reply: Reply): FieldValue[] {
  return reply.json(Values).values ?? [];
}

const Hits = z.object({
  hits: z
    .array(
      z.object({
        fields: z.record(z.string(), z.string()).nullish(),
        timestamps: z.array(z.string()),
        values: z.array(z.number()),
        total: z.number().optional(),
      }),
    )
    .nullish(),
});

export interface HitSlice {
  /** Milliseconds UTC of its beginning. */
  readonly at: number;
  readonly rows: number;
  readonly fields: Readonly<Record<string, string>>;
}

export function readHits(reply: Reply): HitSlice[] {
  const groups = reply.json(Hits).hits ?? [];
  return groups
    .flatMap(({ fields, timestamps, values }) =>
      timestamps.map((time, i) => ({ at: Date.parse(time), rows: values[i] ?? 0, fields: fields ?? {} })),
    )
    .sort((a, b) => a.at - b.at);
}

const Point = z.tuple([z.number(), z.string()]);
const Stats = z.object({
  data: z.object({
    result: z.array(
      z.object({ metric: z.record(z.string(), z.string()), value: Point.optional(), values: z.array(Point).optional() }),
    ),
  }),
});

export interface Counted {
  readonly at: number;
  readonly value: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** Of a moment or of a range. */
export function readStats(reply: Reply): Counted[] {
  return reply
    .json(Stats)
    .data.result.flatMap(({ metric, value, values = [] }) =>
      [...(value ? [value] : []), ...values].map(([seconds, text]) => ({ at: seconds * 1000, value: text, labels: metric })),
    );
}
