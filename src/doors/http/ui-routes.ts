/** HTTP: the panel in a browser: a page that holds no data, its bundles, and the wire on which it asks once it knows the secret. */
import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { PassThrough } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Fault } from '../../base/fault.ts';
import { relay } from '../../rpc/relay.ts';
import { Message } from '../../rpc/wire.ts';
import { uiPage, uiPolicy } from '../../tools/render/ui-page.ts';
import { readingTools } from '../../tools/table.ts';
import type { Served } from './server.ts';

/** Answered without a secret, since nothing of a run is in them: the page, under whichever address, and its bundles. */
export const UI_OPEN = ['/ui', '/ui/console', '/ui/:run', '/ui/assets/:file'];

const dist = new URL(import.meta.url.endsWith('.ts') ? '../../../dist/' : './', import.meta.url);
const JS = 'text/javascript; charset=utf-8';
const CSS = 'text/css; charset=utf-8';
const assets: Readonly<Record<string, string>> = { 'ui.js': JS, 'ui.css': CSS, 'webview.js': JS, 'webview.css': CSS };

export function uiRoutes(app: FastifyInstance, served: Served): void {
  app.get('/ui', async (_request, reply) => sendPage(reply, 'self'));
  app.get('/ui/:run', async (_request, reply) => sendPage(reply, 'self'));
  app.get('/ui/console', async (_request, reply) => sendPage(reply, 'any server'));
  app.get<Asset>('/ui/assets/:file', sendAsset);
  app.post('/ui/wire', async ({ body }, reply) => reply.type('application/x-ndjson').send(answered(served, callIn(body), reply)));
}

function sendPage(reply: FastifyReply, asks: 'self' | 'any server'): FastifyReply {
  const nonce = randomBytes(16).toString('base64url');
  const policy = uiPolicy({ nonce, asks });
  return protect(reply).header('Content-Security-Policy', policy).type('text/html; charset=utf-8').send(uiPage(nonce));
}

type Asset = { Params: { file: string } };

/** Asked again each time, sent again only when it is another one. */
async function sendAsset(request: FastifyRequest<Asset>, reply: FastifyReply): Promise<FastifyReply> {
  const { file } = request.params;
  if (!Object.hasOwn(assets, file)) throw new Fault('endpoint_unknown', { method: 'GET', path: `/ui/assets/${file}` });
  const text = await readFile(new URL(file, dist));
  const tag = `"${createHash('sha256').update(text).digest('base64url')}"`;
  protect(reply).header('Cache-Control', 'no-cache').header('ETag', tag);
  if (request.headers['if-none-match'] === tag) return reply.code(304).send();
  return reply.type(assets[file]).send(text);
}

/** No other page frames them, reads them or keeps a hold of their window; addresses of runs are told to nobody. */
function protect(reply: FastifyReply): FastifyReply {
  return reply
    .header('X-Frame-Options', 'DENY')
    .header('Cross-Origin-Opener-Policy', 'same-origin')
    .header('Cross-Origin-Resource-Policy', 'same-origin')
    .header('Referrer-Policy', 'no-referrer');
}

type Call = Message & { type: 'call' };

/** Throws bad_input. */
function callIn(body: unknown): Call {
  const read = Message.safeParse(body);
  if (read.success && read.data.type === 'call') return read.data;
  const problem = 'The wire takes one call, such as {"type":"call","id":1,"verb":"list_runs","input":{}}.';
  throw new Fault('bad_input', { problem });
}

/** The messages that answer a call, one JSON document a line; the call is cancelled when who asked has gone. */
function answered({ engine, note }: Served, call: Call, { raw }: FastifyReply): PassThrough {
  const told = new PassThrough();
  let hear: (message: Message) => void = () => undefined;
  const send = (message: Message) => {
    if (told.destroyed) return;
    told.write(`${JSON.stringify(message)}\n`);
    if (message.type !== 'progress') told.end();
  };
  relay(
    { send, listen: ear => void (hear = ear) },
    {
      far: { table: readingTools, remote: engine },
      own: { table: {}, handlers: {} },
      log: (_level, stack) => note('error', { message: 'bug', stack }),
    },
  );
  raw.once('close', () => raw.writableFinished || hear({ type: 'cancel', id: call.id }));
  hear(call);
  return told;
}
