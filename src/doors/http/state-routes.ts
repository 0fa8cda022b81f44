/** HTTP: whether the server is there, and whether the engine behind it answers. */
import type { FastifyInstance } from 'fastify';
import { version } from '../../version.ts';
import { lifeOf } from './request-life.ts';
import type { Served } from './server.ts';

export const SERVICE = 'test-run-investigator';

export function stateRoutes(app: FastifyInstance, { engine }: Served): void {
  app.get('/', async () => ({ status: 'ok', service: SERVICE }));
  app.get('/health', async (_request, reply) => {
    const { runs, ingestions } = await engine.check_ingestion_status({}, lifeOf(reply));
    return { status: 'ok', service: SERVICE, version, runs, ingesting: ingestions.filter(one => one.state === 'running').length };
  });
}
