/** HTTP: agent runs as programs hand them in and ask for them; their analysis as a job with a stream of its stages. */
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Fault } from '../../base/fault.ts';
import { refusalOf } from '../../base/refusal.ts';
import { summarizeAgentRuns } from '../../tools/agents.ts';
import { RcaRuns } from './rca-runs.ts';
import { lifeOf } from './request-life.ts';
import type { Served } from './server.ts';

/** Bytes of an agent run at most. */
const BODY = 16 << 20;
const PARTS = 10_000;

type ById = { Params: { id: string } };

export function agentRoutes(app: FastifyInstance, { engine, note }: Served): void {
  const jobs = new RcaRuns(engine, { note });
  app.addHook('onListen', async () => jobs.look());
  app.addHook('preClose', () => jobs.close());
  app.post('/agent-runs', { bodyLimit: BODY }, async ({ body }, reply) =>
    engine.keep_agent_run({ run: JSON.stringify(body ?? null) }, lifeOf(reply)),
  );
  app.get<ById>('/agent-runs/:id', async ({ params }, reply) => {
    const { agent_run } = await engine.get_agent_run({ agent_run_id: params.id, limit: 0 }, lifeOf(reply));
    return agent_run;
  });
  app.get<ById>('/agent-runs/:id/timeline', async ({ params }, reply) => {
    const { timeline, in_all } = await engine.get_agent_run({ agent_run_id: params.id, limit: PARTS }, lifeOf(reply));
    return { run_id: params.id, timeline, in_all };
  });
  void app.register(async scope => {
    const proper = scope.getDefaultJsonParser('error', 'error');
    // The address says all: clients that send an empty body as JSON mean the same as those that send none.
    scope.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
      if (body === '') done(null, undefined);
      else proper(request, String(body), done);
    });
    scope.post<ById>('/agent-runs/:id/rca-runs', async ({ params }, reply) => {
      const { agent_run } = await engine.get_agent_run({ agent_run_id: params.id, limit: 0 }, lifeOf(reply));
      return reply.code(202).send({ rca_run_id: await jobs.start(agent_run) });
    });
  });
  for (const url of ['/agent-runs/rca-runs/:id', '/rca-runs/:id']) app.get<ById>(url, async ({ params }) => jobs.get(params.id));
  app.get<ById>('/rca-runs/:id/stream', async (request, reply) => stream(jobs, request, reply));
  app.get('/metrics/overview', async ({ query }, reply) => engine.summarize_agent_runs(hoursIn(query), lifeOf(reply)));
}

/** A browser asks again when a stream has ended, with the number of the last event it saw: 204 tells it that nothing follows. */
async function stream(jobs: RcaRuns, { params, headers }: FastifyRequest<ById>, reply: FastifyReply): Promise<FastifyReply> {
  const seen = Number(/^\d{1,6}$/.exec(String(headers['last-event-id'] ?? ''))?.[0] ?? -1);
  if (await jobs.hasTold(params.id, seen)) return reply.code(204).send();
  return reply.type('text/event-stream').send(Readable.from(lines(jobs.events(params.id, seen + 1))));
}

async function* lines(events: ReturnType<RcaRuns['events']>): AsyncGenerator<string> {
  for await (const { number, event } of events) yield `id: ${number}\ndata: ${JSON.stringify(event)}\n\n`;
}

/** What stands in an address is text. Throws bad_input. */
function hoursIn(query: unknown): { hours?: number } {
  const { hours } = query as { hours?: string };
  const input = hours === undefined || hours === '' ? {} : { hours: Number(hours) };
  const proved = summarizeAgentRuns.input.safeParse(input);
  if (proved.success) return proved.data;
  throw new Fault('bad_input', { problem: `hours ${refusalOf(proved.error, input).words}.` });
}
