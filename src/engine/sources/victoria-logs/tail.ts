/** The sources: VictoriaLogs' lines as they come in, until the caller has enough. */
import type { CallSignal } from '../client.ts';
import type { Link } from '../outside.ts';
import { tailRequest } from './questions.ts';
import { readRows, type VictoriaRow } from './read.ts';

/** Ends when the signal does, with `cancelled`. */
export async function* tail(link: Link, query: string, life: CallSignal): AsyncGenerator<VictoriaRow> {
  yield* readRows(await link.stream(tailRequest(query), life), link, life);
}
