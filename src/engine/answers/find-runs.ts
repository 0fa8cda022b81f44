/** The answers: runs that the connected systems tell of, newest first; a system that cannot be asked is a gap beside what the others say. */
import { createHash } from 'node:crypto';
import { Fault } from '../../base/fault.ts';
import { type Connection, connectionLabel } from '../../model/connection.ts';
import type { Gap } from '../../model/coverage.ts';
import type { RemoteRun, RemoteRuns } from '../../model/remote-run.ts';
import type { Proved } from '../../rpc/verb.ts';
import type { table } from '../../tools/table.ts';
import type { Finder } from '../sources/finders.ts';
import { finders } from '../sources/table.ts';
import type { CallLife, Workshop } from '../workshop.ts';

const NONE =
  'No system that lists runs is connected; set ARGUS_URL, GITHUB_REPOSITORY or ALERTMANAGER_URL, or connect one in the editor.';

type Request = Proved<typeof table.find_runs>;

export async function findRuns(shop: Workshop, request: Request, life: CallLife): Promise<RemoteRuns> {
  const asked = await askable(shop, request);
  // Throws and says how it is connected.
  if (asked.length === 0 && request.system) await shop.outside.link(request.system, request.name);
  const lacking = asked.flatMap(({ finder, connection }) => finder.lacks?.(connection) ?? []);
  const ready = asked.filter(({ finder, connection }) => !finder.lacks?.(connection));
  const gaps: Gap[] = ready.length ? [] : [{ kind: 'unreachable', words: (request.system && lacking[0]) ?? NONE }];
  const found = await Promise.all(ready.map(one => findIn(shop, one, { request, life, gaps })));
  const words = request.text.toLowerCase().split(/\s+/).filter(Boolean);
  const all = found
    .flat()
    .filter(run => words.every(word => `${run.title} ${run.job} ${run.status} ${run.address}`.toLowerCase().includes(word)))
    .sort((a, b) => (b.at ?? Infinity) - (a.at ?? Infinity));
  return { runs: all.slice(0, request.limit), gaps };
}

interface Askable {
  readonly finder: Finder;
  readonly connection: Connection;
}

async function askable(shop: Workshop, { system, name }: Request): Promise<Askable[]> {
  const connections = await shop.outside.door.connections({});
  return connections.flatMap(connection => {
    const finder = finders.find(one => one.system === connection.system);
    const wanted = (!system || system === connection.system) && (name === undefined || name === connection.name);
    return finder && wanted ? [{ finder, connection }] : [];
  });
}

async function findIn(
  shop: Workshop,
  { finder, connection }: Askable,
  by: { request: Request; life: CallLife; gaps: Gap[] },
): Promise<RemoteRun[]> {
  const { request, life, gaps } = by;
  try {
    const link = await shop.outside.link(connection.system, connection.name);
    const found = await finder.find(link, { text: request.text, limit: request.limit }, life);
    return found.map(run => ({
      ...run,
      system: connection.system,
      connection: connection.name,
      run_id: runHere(shop, run.address),
    }));
  } catch (failure) {
    if (!(failure instanceof Fault) || failure.code === 'cancelled') throw failure;
    gaps.push({ kind: 'unreachable', words: `${connectionLabel(connection)} was not asked to the end: ${failure.message}` });
    return [];
  }
}

function runHere(shop: Workshop, address: string): string | null {
  return shop.notebook().get(runIdOf(address))?.run_id ?? null;
}

/** The id of a run that is fetched from this address, the same however often. */
export function runIdOf(address: string): string {
  return createHash('sha256').update(address).digest('hex').slice(0, 12);
}
