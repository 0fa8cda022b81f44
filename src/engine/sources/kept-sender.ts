/** The sources: one ingestion on its way to a log server: in batches, with times that it takes, counted before it is believed. */
import { setTimeout as wait } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import { Fault } from '../../base/fault.ts';
import { stopIfCancelled } from '../../base/pace.ts';
import type { KeptBlock, SentBlock, TextSender } from '../../model/kept.ts';
import type { CallSignal } from './client.ts';
import { recordsOf } from './kept-records.ts';
import type { Entry, Keeping, KeptServer } from './kept-server.ts';
import { Times } from './kept-times.ts';

/** Batches on their way or waiting; more only pile up memory. */
const WAITING = 3;
/** A server that shows its rows in its own time does so within seconds. */
const LOOKS = 20;
const LOOK_MS = 500;

export interface Sending {
  readonly server: KeptServer;
  readonly keeping: Keeping;
  readonly life: CallSignal;
}

export function openSender({ server, keeping, life }: Sending): TextSender {
  const sent = new Map<number, KeptBlock>();
  const times = new Times(server.behind);
  /** Blocks of which the server has refused something. */
  const refused = new Set<number>();
  let batch: { entries: Entry[]; bytes: number; blocks: Set<number> } = { entries: [], bytes: 0, blocks: new Set() };
  let queue: Promise<void> = Promise.resolve();
  let queued = 0;
  let turn: Promise<void> = Promise.resolve();

  /** Blocks come while others are still being sent: one after the other, so that their times rise. */
  function put(block: SentBlock): Promise<void> {
    const mine = turn.then(() => take(block));
    turn = mine.catch(() => undefined);
    return mine;
  }

  async function take(block: SentBlock): Promise<void> {
    const first = sent.size === 0;
    await add(block);
    if (first && !times.areOurs) await probe(block);
  }

  async function add(block: SentBlock): Promise<void> {
    const { id, member, firstLine, rows } = block;
    times.begin(member, rows.find(row => row.at !== null)?.at ?? null);
    let [from, to, records, crc, bytes] = [Infinity, -Infinity, 0, 0, 0];
    for (const row of rows) {
      crc = crc32(row.bytes, crc);
      bytes += row.bytes.length;
      for (const { text, fields } of recordsOf(row)) {
        const { ns, time } = times.next(member, row.at);
        const ms = Number(ns / 1_000_000n);
        [from, to, records] = [Math.min(from, ms), Math.max(to, ms), records + 1];
        const more = { ...(row.level !== 'none' && { level: row.level }), ...(time && { time }) };
        batch.entries.push({ ns, member, text, fields: { ...fields, block: String(id), ...more } });
        batch.bytes += text.length + (fields.raw?.length ?? 0) + 100;
        batch.blocks.add(id);
        if (batch.bytes >= server.batchBytes) await leave();
      }
    }
    sent.set(id, { id, firstLine, count: rows.length, from, to, records, bytes, crc });
  }

  /** The first block tells whether the server takes the times of these lines: else all of it would be sent twice. */
  async function probe(block: SentBlock): Promise<void> {
    await all();
    if (times.areOurs || (await short([block.id])).length > 0) {
      times.useOurs();
      await add(block);
      refused.delete(block.id);
    }
  }

  async function leave(): Promise<void> {
    const { entries, blocks } = batch;
    batch = { entries: [], bytes: 0, blocks: new Set() };
    if (entries.length === 0) return;
    queued++;
    queue = queue.then(async () => {
      stopIfCancelled(life.signal);
      const outcome = await server.send(keeping, entries, life);
      queued--;
      if (outcome === 'taken') return;
      times.useOurs();
      for (const id of blocks) refused.add(id);
    });
    // Heard at the next batch, or at the end.
    queue.catch(() => undefined);
    if (queued >= WAITING) await queue;
  }

  async function all(): Promise<void> {
    await leave();
    await queue;
  }

  /** Of these blocks those of which the server has less than it was sent. */
  async function short(ids: readonly number[]): Promise<number[]> {
    const isShown = await server.show(keeping.link, life);
    for (let looks = isShown ? LOOKS - 1 : 0; ; looks++) {
      const counts = await server.count(
        keeping,
        ids.map(id => sent.get(id) as KeptBlock),
        life,
      );
      const missing = ids.filter(id => refused.has(id) || (counts.get(id) ?? 0) < (sent.get(id) as KeptBlock).records);
      if (missing.length === 0 || missing.every(id => refused.has(id)) || looks >= LOOKS) return missing;
      await wait(LOOK_MS, undefined, { signal: life.signal }).catch(() => stopIfCancelled(life.signal));
    }
  }

  async function finish(again: (id: number) => SentBlock): Promise<readonly KeptBlock[]> {
    await all();
    const missing = await short([...sent.keys()]);
    if (missing.length > 0) {
      times.useOurs();
      refused.clear();
      for (const id of missing) await add(again(id));
      await all();
      const lost = await short(missing);
      if (lost.length > 0) throw lostIn(keeping, lost.length, sent.size);
    }
    return [...sent.values()];
  }

  return { kept: keeping.kept, put, finish };
}

function lostIn({ link, source }: Keeping, lost: number, of: number): Fault {
  return new Fault('lines_lost', {
    system: link.label,
    source,
    problem: `it took all lines and has not kept those of ${lost} in ${of} blocks`,
  });
}
