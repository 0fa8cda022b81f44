/** The tests of the reader: a web server on this machine that answers as a test wants it to. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Fault, type FaultCode } from '../../../src/base/fault.ts';
import type { DownloadOptions } from '../../../src/engine/read/download.ts';
import { defaultLimits } from '../../../src/engine/read/limits.ts';

export type Handler = (request: IncomingMessage, response: ServerResponse, count: number) => void;

/** What the server serves. */
export const content = Buffer.from(Array.from({ length: 20_000 }, (_, i) => `line ${i} of the log\n`).join(''));

export class Web {
  handler: Handler = ranged;
  /** The requests so far. */
  asked: IncomingMessage[] = [];
  /** The pauses that were asked for, in milliseconds; none is made. */
  readonly pauses: number[] = [];
  readonly folder: string;
  readonly #server: Server;

  constructor(folder: string) {
    this.folder = folder;
    this.#server = createServer((request, response) => {
      this.asked.push(request);
      this.handler(request, response, this.asked.length);
    });
  }

  static async open(): Promise<Web> {
    const web = new Web(await mkdtemp(join(tmpdir(), 'download-test-')));
    await new Promise<void>(resolve => web.#server.listen(0, '127.0.0.1', resolve));
    return web;
  }

  get base(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  options(more: Partial<DownloadOptions> = {}): DownloadOptions {
    const pause = async (ms: number): Promise<void> => void this.pauses.push(ms);
    return { folder: this.folder, limits: defaultLimits, signal: new AbortController().signal, pause, ...more };
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** A server that knows ranges and validators. */
export function ranged(request: IncomingMessage, response: ServerResponse): void {
  const etag = '"one"';
  const start = request.headers['if-range'] === etag ? Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0) : 0;
  if (request.headers['if-none-match'] === etag) return void response.writeHead(304).end();
  if (!start) return void response.writeHead(200, { etag, 'content-length': content.length }).end(content);
  const range = `bytes ${start}-${content.length - 1}/${content.length}`;
  response
    .writeHead(206, { etag, 'content-range': range, 'content-length': content.length - start })
    .end(content.subarray(start));
}

/** A server that breaks off. */
export function breakingOff(response: ServerResponse, at: number, etag = '"one"'): void {
  response.writeHead(200, { etag, 'content-length': content.length });
  response.write(content.subarray(0, at), () => response.destroy());
}

export async function fault(promise: Promise<unknown>, code: FaultCode): Promise<Fault> {
  const failure = await promise.then(
    () => null,
    reason => reason,
  );
  assert.ok(failure instanceof Fault, String(failure));
  assert.equal(failure.code, code);
  return failure;
}
