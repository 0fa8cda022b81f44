/** The answers: a question to a connected log server in its own language. */
import { Fault } from '../../base/fault.ts';
import type { LogAnswer, LogServer } from '../../model/log-answer.ts';
import { LogServer as LogServers } from '../../model/log-answer.ts';
import type { Proved } from '../../rpc/verb.ts';
import type { table } from '../../tools/table.ts';
import { logAddress, rangeOf } from '../sources/log-address.ts';
import type { Looking, Seen } from '../sources/log-look.ts';
import { lookInLoki } from '../sources/loki/look.ts';
import { lookInVictoriaLogs } from '../sources/victoria-logs/look.ts';
import type { CallLife, Workshop } from '../workshop.ts';

type Request = Proved<typeof table.query_log_server>;

const looks: Readonly<Record<LogServer, (looking: Looking) => Promise<Seen>>> = {
  victoriaLogs: lookInVictoriaLogs,
  loki: lookInLoki,
};

/** Throws `bad_input` for what the server does not understand, `not_connected`, the source_ faults, `cancelled`. */
export async function queryLogServer(shop: Workshop, request: Request, life: CallLife): Promise<LogAnswer> {
  const system = await systemOf(shop, request);
  const link = await shop.outside.link(system, request.name);
  const query = request.query.trim();
  const range = rangeOf(request, Date.now());
  const seen = await looks[system]({ link, query, range, limit: request.limit, life });
  const { name } = link.connection;
  // What was seen is what is brought in: the same bounds, however late.
  const [from, to] = [range.from, range.to].map(at => new Date(at).toISOString());
  const address = seen.kind === 'lines' ? logAddress({ system, query, from, to, name }) : null;
  return { system, connection: name, query, ...range, ...seen, address };
}

async function systemOf(shop: Workshop, { system, name }: Request): Promise<LogServer> {
  if (system) return system;
  const connections = await shop.outside.door.connections({});
  const known = LogServers.options.filter(one =>
    connections.some(connection => connection.system === one && (name === undefined || connection.name === name)),
  );
  if (known.length === 1) return known[0];
  if (known.length > 1)
    throw new Fault('bad_input', { problem: 'VictoriaLogs and Loki are both connected; say which one is meant (system).' });
  throw new Fault('bad_input', {
    problem: 'No log server is connected; set VICTORIA_LOGS_ENDPOINT or LOKI_URL, or connect one in the editor.',
  });
}
