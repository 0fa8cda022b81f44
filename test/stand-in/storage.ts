/** Stand-ins: a bucket that gives its files to whoever has a presigned address, in ranges, and to nobody who shows a credential. */
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Loopback } from '../engine/sources/loopback.ts';

export interface Storage {
  readonly url: string;
  /** By key, `RUN/20260526_115014/NAME`. */
  readonly files: Map<string, Uint8Array>;
  readonly asked: IncomingMessage[];
  /** Keys whose next answer breaks off in the middle; each once. */
  readonly cutOnce: Set<string>;
  /** Keys and the status they are answered with instead. */
  readonly fails: Map<string, number>;
  /** Awaited before each answer. */
  before: (key: string) => Promise<void>;
  presigned(key: string): string;
  close(): Promise<void>;
}

export async function openStorage(): Promise<Storage> {
  const server = await Loopback.open((request, response) => void answer(request, response));
  const storage: Storage = {
    url: server.url,
    files: new Map(),
    asked: server.asked,
    cutOnce: new Set(),
    fails: new Map(),
    before: async () => undefined,
    presigned: key => `${server.url}/${key}?X-Amz-Expires=3600&X-Amz-Signature=${signature(key)}`,
    close: () => server.close(),
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', server.url);
    const key = decodeURIComponent(url.pathname.slice(1));
    await storage.before(key);
    const shown = ['authorization', 'cookie', 'cf-access-client-id'].find(name => request.headers[name]);
    // A presigned address beside another way to sign is refused as a whole.
    if (shown) return refuse(response, 400, 'Only one auth mechanism allowed');
    if (url.searchParams.get('X-Amz-Signature') !== signature(key)) return refuse(response, 403, 'SignatureDoesNotMatch');
    const bytes = storage.files.get(key);
    const status = storage.fails.get(key) ?? (bytes ? 200 : 404);
    if (!bytes || status >= 400) return refuse(response, status, 'NoSuchKey');
    give(request, response, { bytes, cut: storage.cutOnce.delete(key) });
  }

  return storage;
}

function signature(key: string): string {
  return createHash('sha256').update(`secret ${key}`).digest('hex').slice(0, 16);
}

function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'content-type': 'application/xml' }).end(`<Error><Code>${code}</Code></Error>`);
}

function give(request: IncomingMessage, response: ServerResponse, of: { bytes: Uint8Array; cut: boolean }): void {
  const { bytes, cut } = of;
  const etag = `"${createHash('md5').update(bytes).digest('hex')}"`;
  const asked = request.headers['if-range'] === etag ? /^bytes=(\d+)-$/.exec(request.headers.range ?? '') : null;
  const from = asked ? Number(asked[1]) : 0;
  response.writeHead(asked ? 206 : 200, {
    'content-type': 'application/zstd',
    'content-length': bytes.length - from,
    etag,
    'accept-ranges': 'bytes',
    ...(asked && { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` }),
  });
  if (!cut) return void response.end(bytes.subarray(from));
  response.write(bytes.subarray(from, from + ((bytes.length - from) >> 1)), () => response.destroy());
}
