/** HTTP: every tool of the table as `POST /tools/NAME`: its input as the body, its text and its data as the answer. */
import type { FastifyInstance } from 'fastify';
import { Fault } from '../../base/fault.ts';
import { type ToolName, table } from '../../tools/table.ts';
import { tell } from '../../tools/tell.ts';
import { lifeOf } from './request-life.ts';
import type { Served } from './server.ts';

/** Bytes of an input at most: a whole agent run is one. */
const BODY = 16 << 20;

export function toolRoutes(app: FastifyInstance, { engine, allowWrites }: Served): void {
  app.post<{ Params: { name: string } }>('/tools/:name', { bodyLimit: BODY }, async ({ params, body }, reply) => {
    const name = toolNamed(params.name);
    if (table[name].effect === 'writes' && !allowWrites) throw new Fault('writes_refused', { tool: name });
    return tell(engine, name, body ?? {}, lifeOf(reply));
  });
}

export function toolNamed(name: string): ToolName {
  if (Object.hasOwn(table, name)) return name as ToolName;
  throw new Fault('endpoint_unknown', { method: 'POST', path: `/tools/${name}` });
}
