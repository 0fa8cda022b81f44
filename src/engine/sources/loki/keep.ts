/** The sources: Loki as a keeper of ingested lines: one entry a line, its number beside it, which people can ask for there as well. */
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Kept, KeptBlock } from '../../../model/kept.ts';
import type { CallSignal } from '../client.ts';
import type { KeptRecord } from '../kept-records.ts';
import { APP, type Entry, type Keeping, type KeptServer } from '../kept-server.ts';
import { nanoseconds, quoted } from '../log-address.ts';
import { askQuery, refused } from '../log-refusal.ts';
import type { Link } from '../outside.ts';
import { saidIn } from '../reply.ts';
import { PAGE_LINES, pagesOf } from './pages.ts';
import { type PushedStream, pushBody, pushRequest } from './push.ts';
import { deleteRequest, instantRequest } from './questions.ts';
import { readResult } from './read.ts';

/** Its parts speak to each other in messages of 4 MiB. */
const MESSAGE_BYTES = 2 * 1024 ** 2;
/** It takes what is up to an hour behind the newest line of a stream. */
const BEHIND_MS = 50 * 60_000;
/** A metric query may give 500 series, and look back 30 days. */
const SERIES = 200;
const WINDOW_MS = 30 * 24 * 3_600_000;
/** A value of a label beyond 2,048 bytes is refused. */
const LABEL_UNITS = 500;

/** `timestamp too old`, `too far behind`, …: lines that it would take under another time. */
const TIMES = /timestamp too (old|new)|too far behind|out of order|oldest acceptable/i;

export const lokiKeep: KeptServer = {
  batchBytes: 1024 ** 2,
  behind: BEHIND_MS,
  send: async (keeping, entries, life) => {
    const packed = await promisify(gzip)(pushBody(streamsOf(keeping, entries)), { level: 1 });
    const reply = await keeping.link.ask(pushRequest(packed), life);
    if (reply.status === 204 || reply.status === 200) return 'taken';
    const said = saidIn(reply.type, reply.text());
    if (reply.status === 400 && TIMES.test(reply.text())) return 'times';
    throw reply.status === 400
      ? refused(keeping.link, said)
      : await keeping.link.failed(`it blocks this tenant (status ${reply.status})`, life);
  },
  show: async () => true,
  count,
  read: async ({ link, kept }, block, life) => {
    const query = `${selector(kept)} | block=${quoted(String(block.id))}`;
    const span = { query, start: nanoseconds(block.from), end: nanoseconds(block.to + 1), limit: pageOf(block) };
    const records: KeptRecord[] = [];
    for await (const { lines } of pagesOf(link, span, life))
      for (const { text, labels, fields } of lines) records.push({ text, fields: { ...labels, ...fields } });
    return records.filter(({ fields }) => fields.row);
  },
  remove: async ({ link, kept }, { from, to }, life) => {
    const reply = await link.ask(deleteRequest({ query: selector(kept), from, to }), life);
    return reply.status === 204 || reply.status === 200;
  },
};

function streamsOf({ source, kept }: Keeping, entries: readonly Entry[]): PushedStream[] {
  const streams = new Map<string, PushedStream['values'][number][]>();
  for (const { ns, member, text, fields } of entries) {
    const value = [ns, text, fields] as const;
    const values = streams.get(member);
    if (values) values.push(value);
    else streams.set(member, [value]);
  }
  return [...streams].map(([member, values]) => ({
    labels: { app: APP, source, member: member.slice(-LABEL_UNITS), ingestion: kept.ingestion },
    values,
  }));
}

function selector({ ingestion }: Kept): string {
  return `{app=${quoted(APP)}, ingestion=${quoted(ingestion)}}`;
}

/** Lines whose text goes into one message, entries in base64 included. */
function pageOf({ records, bytes }: KeptBlock): number {
  const each = Math.max(100, (bytes / Math.max(1, records)) * 1.5 + 300);
  return Math.max(1, Math.min(PAGE_LINES, Math.floor(MESSAGE_BYTES / each)));
}

async function count(
  { link, kept }: { link: Link; kept: Kept },
  blocks: readonly KeptBlock[],
  life: CallSignal,
): Promise<Map<number, number>> {
  const counts = new Map<number, number>();
  for (let at = 0; at < blocks.length; at += SERIES) {
    const some = blocks.slice(at, at + SERIES);
    const from = some.reduce((least, block) => Math.min(least, block.from), Infinity);
    const to = some.reduce((most, block) => Math.max(most, block.to), -Infinity) + 1;
    const ids = some.map(block => block.id).join('|');
    for (let begin = from; begin < to; begin += WINDOW_MS) {
      const end = Math.min(to, begin + WINDOW_MS);
      // Behind the beginning of the window and up to its end: a millisecond earlier at both.
      const query = `sum by (block) (count_over_time(${selector(kept)} | block=~${quoted(ids)} [${end - begin}ms]))`;
      const result = readResult(await askQuery(link, instantRequest({ query, at: nanoseconds(end) - 1n }), life));
      for (const { value, labels } of result.kind === 'numbers' ? result.numbers : []) {
        const id = Number(labels.block);
        counts.set(id, (counts.get(id) ?? 0) + Number(value));
      }
    }
  }
  return counts;
}
