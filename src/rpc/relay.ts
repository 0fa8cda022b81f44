/** The corridor: a host between a window and the engine: it passes the engine's verbs on unproved, since they are proved once, where they are answered. */
import { z } from 'zod';
import type { Log } from '../base/log.ts';
import { serve } from './serve.ts';
import type { Handlers, Remote, VerbTable } from './verb.ts';
import type { Port } from './wire.ts';

export interface Relayed<Far extends VerbTable, Own extends VerbTable> {
  /** Verbs that are passed on, and who answers them. */
  readonly far: { readonly table: Far; readonly remote: Remote<Far> };
  /** Verbs that the host answers itself. */
  readonly own: { readonly table: Own; readonly handlers: Handlers<Own> };
  readonly log?: Log;
}

/** Answers every call of the port; the other end sees one table. Returns how to end, as `serve` does. */
export function relay<Far extends VerbTable, Own extends VerbTable>(
  port: Port,
  { far, own, log }: Relayed<Far, Own>,
): () => void {
  const passed = Object.keys(far.table).map(name => [name, { name, input: z.unknown(), output: z.unknown() }]);
  const table: VerbTable = { ...Object.fromEntries(passed), ...own.table };
  // Each verb by its name: the remote may be a proxy, which has none of its own.
  const asked = Object.keys(far.table).map(name => [name, far.remote[name]]);
  const handlers = { ...Object.fromEntries(asked), ...own.handlers } as unknown as Handlers<VerbTable>;
  return serve(port, table, { handlers, log });
}
