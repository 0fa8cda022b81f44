/** HTTP: `POST /v1/traces`: traces as OpenTelemetry exports them (OTLP/HTTP, JSON and protobuf, gzip or not); what speaks of agents becomes agent runs. */
import { createGunzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { Fault } from '../../base/fault.ts';
import { toldFailure } from './failure.ts';
import { type Encoding, encodings, fromProtobuf, type PartialSuccess, PROTOBUF } from './otlp/encoding.ts';
import type { Served } from './server.ts';
import type { Tally } from './tally.ts';

/** Bytes of a request at most, after it was inflated. */
const BODY = 16 << 20;

/** Exporters try again after 429, 502, 503 and 504 only: what is wrong with a request is told once. */
export function traceRoutes(app: FastifyInstance, { engine }: Served, tally: Tally): void {
  void app.register(async scope => {
    scope.addContentTypeParser(PROTOBUF, { parseAs: 'buffer' }, async (_request: unknown, body: Buffer) => fromProtobuf(body));
    scope.addHook('preParsing', async ({ headers }, _reply, payload) => {
      const encoding = headers['content-encoding'] ?? 'identity';
      if (encoding === 'identity') return payload;
      if (encoding !== 'gzip') throw new Fault('bad_input', { problem: 'The body may be sent as it is, or with gzip.' });
      const inflated = createGunzip();
      // A stream that breaks off ends what is read from it with the same failure.
      payload.on('error', failure => inflated.destroy(failure));
      return Object.assign(payload.pipe(inflated), { receivedEncodedLength: 0 });
    });
    scope.setErrorHandler((failure, request, reply) => {
      const { status, body } = toldFailure(failure);
      if (status === 500) throw failure;
      const encoding = encodingOf(request.headers['content-type']);
      return send(reply.code(status), encoding, encoding.failure(body));
    });
    scope.post('/v1/traces', { bodyLimit: BODY }, async ({ body, headers }, reply) => {
      const kept = await engine.own.keep_spans({ traces: JSON.stringify(body ?? null) });
      tally.add('spans_total', {}, kept.spans);
      const encoding = encodingOf(headers['content-type']);
      return send(reply, encoding, encoding.answer(partialOf(kept)));
    });
  });
}

function encodingOf(type: string | undefined): Encoding {
  return type?.startsWith(PROTOBUF) ? encodings.protobuf : encodings.json;
}

function send(reply: FastifyReply, { type }: Encoding, body: string | Buffer): FastifyReply {
  return reply.type(type).send(body);
}

/** Nothing rejected and a message: a warning, as the specification has it. */
function partialOf({ rejected, waiting }: { rejected: number; waiting: number }): PartialSuccess | null {
  if (rejected > 0) {
    const errorMessage = 'These spans have no valid traceId and spanId, or their trace has grown beyond what is kept of one.';
    return { rejectedSpans: String(rejected), errorMessage };
  }
  if (waiting === 0) return null;
  const traces = waiting === 1 ? 'One trace' : `${waiting} traces`;
  return { rejectedSpans: '0', errorMessage: `${traces} did not speak of an agent so far, and waits for spans that do.` };
}
