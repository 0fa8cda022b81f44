/** The sources: VictoriaLogs as a keeper of ingested lines: one row a line, which people can ask for there as well. */
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { z } from 'zod';
import type { Kept, KeptBlock } from '../../../model/kept.ts';
import type { KeptRecord } from '../kept-records.ts';
import { APP, type Entry, type Keeping, type KeptServer } from '../kept-server.ts';
import { quoted } from '../log-address.ts';
import { askQuery } from '../log-refusal.ts';
import { flushRequest, insertRequest } from './insert.ts';
import { queryRequest } from './questions.ts';
import { rowsIn } from './read.ts';

/** Text of one block, escaped and in base64, and more: an answer of this size is one of a block. */
const BLOCK_BYTES = 64 * 1024 ** 2;

export const victoriaKeep: KeptServer = {
  batchBytes: 2 * 1024 ** 2,
  behind: null,
  send: async (keeping, entries, life) => {
    const rows = entries.map(entry => rowOf(entry, keeping)).join('\n');
    const packed = await promisify(gzip)(rows, { level: 1 });
    const streamFields = ['app', 'source', 'member', 'ingestion'];
    await askQuery(keeping.link, insertRequest({ packed, streamFields }), life);
    // Whatever it has kept of them: only a count tells.
    return 'taken';
  },
  show: async (link, life) => (await link.ask(flushRequest, life)).status === 200,
  count: async ({ link, kept }, blocks, life) => {
    const query = `${selector(kept)} | stats by (block) count_uniq(row) n`;
    const rows = await rowsIn(await askQuery(link, queryRequest({ query, ...spanOf(blocks) }), life), link, life);
    return new Map(rows.map(row => Counted.parse(row)).map(({ block, n }) => [block, n]));
  },
  read: async ({ link, kept }, block, life) => {
    const query = `${selector(kept)} block:=${quoted(String(block.id))} | fields row, parts, raw, end, _msg`;
    const request = { ...queryRequest({ query, ...spanOf([block]) }), maxBytes: BLOCK_BYTES };
    const rows = await rowsIn(await askQuery(link, request, life), link, life);
    return rows.flatMap(({ _msg = '', ...fields }): KeptRecord[] => (fields.row ? [{ text: _msg, fields }] : []));
  },
  // It deletes what is older than its retention and nothing else.
  remove: async () => false,
};

const Counted = z.object({ block: z.coerce.number(), n: z.coerce.number() });

function rowOf({ ns, member, text, fields }: Entry, { source, kept }: Keeping): string {
  return JSON.stringify({ _time: String(ns), _msg: text, app: APP, source, member, ingestion: kept.ingestion, ...fields });
}

function selector({ ingestion }: Kept): string {
  return `{app=${quoted(APP)},ingestion=${quoted(ingestion)}}`;
}

function spanOf(blocks: readonly KeptBlock[]): { from: number; to: number } {
  const from = blocks.reduce((least, block) => Math.min(least, block.from), Infinity);
  const to = blocks.reduce((most, block) => Math.max(most, block.to), -Infinity);
  return { from, to: to + 1 };
}
