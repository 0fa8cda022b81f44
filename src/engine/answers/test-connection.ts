/** The answers: tries one connection, or each that somebody has set up. */
import { type Connection, type SystemName, systemFacts } from '../../model/connection.ts';
import type { ConnectionTest } from '../../model/connection-test.ts';
import type { CallLife, Workshop } from '../workshop.ts';

export async function testConnection(
  { outside }: Workshop,
  { system, name }: { system?: SystemName | undefined; name: string },
  life: CallLife,
): Promise<{ connections: ConnectionTest[] }> {
  if (system) return { connections: [await outside.test({ system, name }, life)] };
  const all = await outside.door.connections({}, life);
  const set = await Promise.all(all.map(async one => ((await isSet(outside.door, one, life)) ? [one] : [])));
  return { connections: await Promise.all(set.flat().map(one => outside.test(one, life))) };
}

/** A system that is where it always is counts once it has a credential, or something of it is watched. */
async function isSet({ connection }: Workshop['outside']['door'], one: Connection, life: CallLife): Promise<boolean> {
  if (one.url !== systemFacts[one.system].fallback || one.watch.length > 0) return true;
  const { secret } = await connection({ system: one.system, name: one.name }, life);
  return Object.keys(secret).length > 0;
}
