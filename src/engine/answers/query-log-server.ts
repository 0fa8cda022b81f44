/** The answers: a question to a connected log server in its own language. */
import { Fault } from '../../base/fault.ts';
import type { LogAnswer, LogServer, ServerLine } from '../../model/log-answer.ts';
import { LogServer as LogServers } from '../../model/log-answer.ts';
import type { Proved } from '../../rpc/verb.ts';
import { serverLineText } from '../../tools/render/log-answer.ts';
import type { table } from '../../tools/table.ts';
import { plainView } from '../../tools/tool.ts';
import { type LogRange, logAddress, rangeOf } from '../sources/log-address.ts';
import type { Looking, Seen } from '../sources/log-look.ts';
import { tailLogs } from '../sources/log-tail.ts';
import { lookInLoki } from '../sources/loki/look.ts';
import type { Link } from '../sources/outside.ts';
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
  const { seen, range } = await (request.tail === undefined
    ? look(system, link, { request, life })
    : listen(system, link, { request, life }));
  const { name } = link.connection;
  // What was seen is what is brought in: the same bounds, however late.
  const [from, to] = [range.from, range.to].map(at => new Date(at).toISOString());
  const address = seen.kind === 'lines' ? logAddress({ system, query, from, to, name }) : null;
  return { system, connection: name, query, ...range, ...seen, address };
}

interface Asking {
  readonly request: Request;
  readonly life: CallLife;
}

async function look(system: LogServer, link: Link, { request, life }: Asking): Promise<{ seen: Seen; range: LogRange }> {
  const range = rangeOf(request, Date.now());
  return { seen: await looks[system]({ link, query: request.query.trim(), range, limit: request.limit, life }), range };
}

async function listen(system: LogServer, link: Link, { request, life }: Asking): Promise<{ seen: Seen; range: LogRange }> {
  const { tail, from, to, limit } = request;
  const query = request.query.trim();
  if (query === '' || from !== undefined || to !== undefined)
    throw new Fault('bad_input', { problem: 'Listening (tail) takes a query, and neither from nor to.' });
  const begin = Date.now();
  const hear = (lines: readonly ServerLine[], done: number) => {
    const said = lines.map(line => serverLineText(line, plainView));
    life.onProgress({ words: 'Listening', done, total: limit, unit: 'lines', said });
  };
  const seen = await tailLogs(system, { link, query, from: begin, seconds: tail ?? 1, limit, life, hear });
  return { seen, range: { from: begin, to: Date.now() } };
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
