/** The store: answers of outside systems about what is over, in the notebook; the least recently wanted ones go when they take too much room. */
import type { Database } from './open.ts';

/** Bytes of all kept answers together, packed. */
export const ROOM = 256 * 1024 ** 2;
/** How exactly it is known when an answer was last wanted: not each reading is to be a writing. */
const WANTED_MS = 3_600_000;

export function getReply(db: Database, key: string, now: number): Uint8Array | null {
  const row = db.prepare('SELECT body, wanted_at FROM reply WHERE key = ?').get(key) as
    | { body: Uint8Array; wanted_at: number }
    | undefined;
  if (row && now - row.wanted_at > WANTED_MS) db.prepare('UPDATE reply SET wanted_at = ? WHERE key = ?').run(now, key);
  return row?.body ?? null;
}

/** An answer that is larger than a quarter of the room is not kept. */
export function keepReply(
  db: Database,
  reply: { key: string; body: Uint8Array },
  { now, room }: { now: number; room: number },
): void {
  if (reply.body.length > room / 4) return;
  db.transaction(() => {
    db.prepare('INSERT OR REPLACE INTO reply (key, body, size, wanted_at) VALUES (?, ?, CAST(? AS INT), ?)').run(
      reply.key,
      reply.body,
      reply.body.length,
      now,
    );
    // From the most recently wanted one on, as long as there is room.
    db.prepare(
      `DELETE FROM reply WHERE key IN (
         SELECT key FROM (SELECT key, sum(size) OVER (ORDER BY wanted_at DESC, key) AS taken FROM reply) WHERE taken > CAST(? AS INT)
       )`,
    ).run(room);
  }).immediate();
}
