/** Serves the window in a plain browser with the real engine behind it: `npm run preview -- PATH… [--against PATH…] [--home DIR] [--port N] [--unread]`: unread runs are not investigated. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { RunningEngine } from '../../src/engine/start.ts';
import { startEngine } from '../../src/engine/start.ts';
import { relay } from '../../src/rpc/relay.ts';
import type { Handlers } from '../../src/rpc/verb.ts';
import type { Message } from '../../src/rpc/wire.ts';
import { askQueue } from '../../src/tools/asks.ts';
import { windowPage } from '../../src/tools/render/window-page.ts';
import { table } from '../../src/tools/table.ts';
import { type Ask, windowTable } from '../../src/tools/window.ts';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));

export interface Preview {
  readonly url: string;
  readonly engine: RunningEngine;
  /** Pushes to the window as a host would. */
  push(ask: Ask): void;
  /** Acts of the window so far, e.g. `open_line {"place":…}`. */
  readonly acted: string[];
  end(): Promise<void>;
}

/** The window of a run on a free port of 127.0.0.1. */
export async function servePreview(what: {
  run: { run_id: string; title: string };
  engine: RunningEngine;
  port?: number;
  /** Verbs of the window table that the window is told of; all unless given. */
  acts?: readonly string[];
}): Promise<Preview> {
  const asks = askQueue();
  const acted: string[] = [];
  const act =
    <T>(name: string, answer: T) =>
    async (input: unknown): Promise<T> => {
      acted.push(`${name} ${JSON.stringify(input)}`);
      return answer;
    };
  const handlers: Handlers<typeof windowTable> = {
    open_line: act('open_line', { opened: true }),
    open_source: act('open_source', { opened: null }),
    open_tool: act('open_tool', { opened: 'src/tools.py:7', looked: '' }),
    open_run: act('open_run', {}),
    open_document: act('open_document', { opened: true }),
    copy_text: act('copy_text', {}),
    export_report: act('export_report', { file: null }),
    compare_run: act('compare_run', { compared: false }),
    refresh_run: act('refresh_run', { refused: false, finished: false, fetched_at: Date.now() }),
    await_asks: (question, life) => asks.hear(question, life),
  };

  const server = createServer((request, response) => {
    if (request.method === 'POST') return void answer(request, response);
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (pathname === '/') return sendPage(response, searchParams.get('theme') ?? 'vscode-dark');
    sendBundle(response, pathname);
  });

  function sendPage(response: ServerResponse, theme: string): void {
    const start = { ...what.run, host: 'browser' as const, texts: {}, acts: [...(what.acts ?? Object.keys(windowTable))] };
    const nonce = randomBytes(16).toString('base64url');
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end(
      windowPage({ start, nonce, script: 'webview.js', style: 'webview.css', origin: "'self'", connect: "'self'", theme }),
    );
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const part of request.setEncoding('utf8')) body += part;
    const call = JSON.parse(body) as Message & { type: 'call' };
    let hear: (message: unknown) => void = () => undefined;
    response.writeHead(200, { 'content-type': 'application/x-ndjson' });
    const send = (message: Message) => {
      response.write(`${JSON.stringify(message)}\n`);
      if (message.type !== 'progress') response.end();
    };
    relay(
      { send, listen: ear => void (hear = ear) },
      { far: { table, remote: what.engine }, own: { table: windowTable, handlers } },
    );
    response.on('close', () => response.writableFinished || hear({ type: 'cancel', id: call.id }));
    hear(call);
  }

  await listening(server, what.port ?? 0);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    engine: what.engine,
    acted,
    push: ask => asks.push(ask),
    end: async () => {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
      await what.engine.end();
    },
  };
}

function sendBundle(response: ServerResponse, pathname: string): void {
  const types: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css', '.ttf': 'font/ttf' };
  const type = types[pathname.slice(pathname.lastIndexOf('.'))];
  if (!/^\/webview\.(js|css)$/.test(pathname) || !type) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { 'content-type': type }).end(readFileSync(join(dist, pathname)));
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise(resolve => server.listen(port, '127.0.0.1', () => resolve()));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      against: { type: 'string', multiple: true },
      home: { type: 'string' },
      port: { type: 'string' },
      unread: { type: 'boolean' },
    },
  });
  const home = values.home ?? mkdtempSync(join(tmpdir(), 'investigator-preview-'));
  const engine = startEngine({ home, cwd: process.cwd(), version: 'preview' });
  const run = values.unread
    ? await engine.ingest_logs({ inputs: positionals })
    : (await engine.investigate_run({ inputs: positionals, against: values.against ?? [] })).run;
  const preview = await servePreview({ run, engine, port: Number(values.port ?? 0) });
  process.stdout.write(`${preview.url}\n`);
}
