/** HTTP: the server's own figures for Prometheus. */
import type { FastifyInstance } from 'fastify';
import type { AlertQueue } from './alert-queue.ts';
import { lifeOf } from './request-life.ts';
import type { Served } from './server.ts';
import type { Tally } from './tally.ts';

export function metricRoutes(
  app: FastifyInstance,
  { engine }: Served,
  { tally, alerts }: { tally: Tally; alerts: AlertQueue },
): void {
  app.get('/metrics', async (_request, reply) => {
    const { runs, ingestions } = await engine.check_ingestion_status({}, lifeOf(reply));
    const under = ingestions.filter(one => one.state === 'running').length;
    const text = tally.text({ runs, ingestions: under, alerts_waiting: await alerts.waiting() });
    return reply.type('text/plain; version=0.0.4; charset=utf-8').send(text);
  });
}
