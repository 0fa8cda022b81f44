/** The sources, tests: recorded answers of real servers, served on this machine, so that a source is tried through the real client. */
import { existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname } from 'node:path';
import { Loopback } from './loopback.ts';

const FOLDER = new URL('../../replies/', import.meta.url);
const types: Readonly<Record<string, string>> = {
  '.json': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
  '.jsonl': 'application/stream+json',
};

/** A file of the folder, or with a status where none was recorded beside it. */
export type Recorded = string | { readonly file: string; readonly status: number };

/** One question that came in: query of the address and form of the body as one. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface Replies {
  readonly url: string;
  readonly asked: Asked[];
  close(): Promise<void>;
}

/**
 * `routes` by `/path` or `/path?key=value&…`: the first one whose path fits and whose pairs are all asked for answers; status and headers are
 * those that were recorded in `FILE.headers.txt`. What no route names is answered with 404.
 */
export async function serveReplies(folder: string, routes: Readonly<Record<string, Recorded>>): Promise<Replies> {
  const asked: Asked[] = [];
  const server = await Loopback.open(async (request, response) => {
    const one = await askedOf(request);
    asked.push(one);
    const route = Object.keys(routes).find(route => fits(route, one));
    if (route === undefined) return void response.writeHead(404, { 'content-type': 'text/plain' }).end('no recorded answer\n');
    replay(response, folder, routes[route]);
  });
  return { url: server.url, asked, close: () => server.close() };
}

async function askedOf(request: IncomingMessage): Promise<Asked> {
  const parts: Uint8Array[] = [];
  for await (const part of request) parts.push(part as Uint8Array);
  const body = Buffer.concat(parts).toString('utf8');
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded');
  const query = Object.fromEntries([...searchParams, ...(isForm ? new URLSearchParams(body) : [])]);
  return { method: request.method ?? 'GET', path: pathname, query, headers: request.headers, body };
}

function fits(route: string, { path, query }: Asked): boolean {
  const { pathname, searchParams } = new URL(route, 'http://localhost');
  return pathname === path && [...searchParams].every(([key, value]) => query[key] === value);
}

function replay(response: ServerResponse, folder: string, recorded: Recorded): void {
  const { file, status } = typeof recorded === 'string' ? { file: recorded, status: 200 } : recorded;
  const bytes = readFileSync(new URL(`${folder}/${file}`, FOLDER));
  const beside = new URL(`${folder}/${file}.headers.txt`, FOLDER);
  const [first = '', ...lines] = existsSync(beside) ? readFileSync(beside, 'utf8').trim().split(/\r?\n/) : [];
  const type = lines.map(line => /^content-type: *(.*)$/i.exec(line)?.[1]).find(Boolean) ?? types[extname(file)];
  const recordedStatus = Number(/^HTTP\/\S+ (\d{3})/.exec(first)?.[1] ?? status);
  response.writeHead(recordedStatus, { 'content-type': type ?? 'application/octet-stream' }).end(bytes);
}
