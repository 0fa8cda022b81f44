/** HTTP: the webhook that Alertmanager posts to, answered at once. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Fault } from '../../base/fault.ts';
import { refusalOf } from '../../base/refusal.ts';
import { AlertWebhook, noticesIn } from '../../model/alert-webhook.ts';
import { AlertQueue } from './alert-queue.ts';
import { toldFailure } from './failure.ts';
import type { Served } from './server.ts';
import type { Tally } from './tally.ts';

/** Bytes of a group of alerts at most. */
const BODY = 4 << 20;

/** Which of several connections with Alertmanager is asked for what surrounds an alert. */
export const WebhookQuery = z.object({
  connection: z
    .string()
    .regex(/^[\w.-]*$/)
    .default('')
    .describe('name of the connection'),
});

/** Alertmanager sends again after 5xx and at its next interval after anything but 2xx: 503 asks for that, 400 says that it is of no use. */
export function alertRoutes(app: FastifyInstance, { engine, note }: Served, tally: Tally): AlertQueue {
  const ears = {
    onDone: (status: string) => tally.add('alerts_investigated_total', { status }),
    onFailed: (failure: unknown) => {
      const { status, body } = toldFailure(failure);
      tally.add('alerts_failed_total', { code: body.error.code });
      const stack = status === 500 && failure instanceof Error ? failure.stack : undefined;
      note('error', { message: 'alert not investigated', code: body.error.code, stack });
    },
  };
  const queue = new AlertQueue(engine, ears, { note });
  app.addHook('onListen', async () => queue.look());
  app.addHook('preClose', () => queue.close());
  app.post('/webhooks/alertmanager', { bodyLimit: BODY }, async ({ body, query }, reply) => {
    const { connection } = proved(WebhookQuery, query);
    const notices = noticesIn(proved(AlertWebhook, body), Date.now());
    const accepted = await queue.take(notices, connection);
    for (const { status } of notices) tally.add('alerts_total', { status });
    tally.add('alerts_repeated_total', {}, notices.length - accepted);
    return reply.code(202).send({ accepted, repeated: notices.length - accepted });
  });
  return queue;
}

/** Throws bad_input. */
function proved<Schema extends z.ZodObject>(schema: Schema, value: unknown): z.output<Schema> {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const { path, words } = refusalOf(read.error, value);
  throw new Fault('bad_input', { problem: `${path.join('.') || 'The payload'} ${words}.` });
}
