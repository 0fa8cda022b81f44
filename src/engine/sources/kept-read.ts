/** The sources: the text of a block read back from the log server that keeps it, proved to be what was sent. */
import { crc32 } from 'node:zlib';
import { Fault } from '../../base/fault.ts';
import type { Kept, KeptBlock, TextReader, TextSender } from '../../model/kept.ts';
import type { LogServer } from '../../model/log-answer.ts';
import type { CallSignal } from './client.ts';
import { bytesOf } from './kept-records.ts';
import { openSender } from './kept-sender.ts';
import type { KeptServer } from './kept-server.ts';
import { lokiKeep } from './loki/keep.ts';
import type { Outside } from './outside.ts';
import { victoriaKeep } from './victoria-logs/keep.ts';

const servers: Readonly<Record<LogServer, KeptServer>> = { victoriaLogs: victoriaKeep, loki: lokiKeep };

export function textReader(outside: Outside): TextReader {
  return async (kept, block, signal) => {
    const link = await outside.link(kept.system, kept.name);
    const records = await servers[kept.system].read({ link, kept }, block, { signal });
    const bytes = bytesOf(records, block);
    if (bytes && crc32(bytes) === block.crc) return bytes;
    const lines = `${block.firstLine} to ${block.firstLine + block.count - 1}`;
    const problem = bytes
      ? `lines ${lines} of a file differ from what was sent`
      : `of lines ${lines} of a file not all are there`;
    throw new Fault('lines_lost', { system: link.label, source: `ingestion ${kept.ingestion}`, problem });
  };
}

/** Begins an ingestion. Throws `not_connected`. */
export async function textSender(
  outside: Outside,
  what: { readonly system: LogServer; readonly source: string; readonly ingestion: string },
  life: CallSignal,
): Promise<TextSender> {
  const { system, source, ingestion } = what;
  const link = await outside.link(system);
  const kept: Kept = { system, name: link.connection.name, ingestion };
  return openSender({ server: servers[system], keeping: { link, source, kept }, life });
}

/** Whether the lines are deleted there, or going to be. Throws the source_ faults, `not_connected`. */
export async function removeKept(
  outside: Outside,
  kept: Kept,
  by: { blocks: readonly KeptBlock[]; life: CallSignal },
): Promise<boolean> {
  const link = await outside.link(kept.system, kept.name);
  const from = by.blocks.reduce((least, block) => Math.min(least, block.from), Infinity);
  const to = by.blocks.reduce((most, block) => Math.max(most, block.to), -Infinity);
  return by.blocks.length > 0 && servers[kept.system].remove({ link, kept }, { from, to }, by.life);
}
