/** Stand-ins: a hub of models: it tells the files of one model with their checksums, gives small ones itself and leads to a bucket for large ones. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join, relative } from 'node:path';
import { Loopback } from '../engine/sources/loopback.ts';
import { openStorage, type Storage } from './storage.ts';

const COMMIT = 'a1b2c3d4e5f60718293a4b5c6d7e8f9001122334';

export interface Hub {
  readonly url: string;
  readonly asked: readonly IncomingMessage[];
  /** Where the large files lie: those below `onnx/`, by the same path. */
  readonly bucket: Storage;
  /** What is given instead of a file, by its path. */
  readonly instead: Map<string, Uint8Array | string>;
  /** What is told instead of the files. */
  told: unknown;
  /** The status of every answer, unless 200. */
  status: number;
  close(): Promise<void>;
}

/** Serves the model `name` that lies in `folder/name`. */
export async function openHub(folder: string, name: string): Promise<Hub> {
  const root = join(folder, name);
  const paths = (readdirSync(root, { recursive: true }) as string[])
    .filter(path => statSync(join(root, path)).isFile())
    .map(path => relative('.', path).replaceAll('\\', '/'));
  const files = new Map(paths.map(path => [path, readFileSync(join(root, path))]));
  const bucket = await openStorage();
  for (const [path, bytes] of files) if (path.startsWith('onnx/')) bucket.files.set(path, bytes);
  const server = await Loopback.open(answer);
  const hub: Hub = {
    url: server.url,
    asked: server.asked,
    bucket,
    instead: new Map(),
    told: null,
    status: 200,
    close: async () => {
      await server.close();
      await bucket.close();
    },
  };

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const { pathname } = new URL(request.url ?? '/', server.url);
    if (hub.status !== 200) return void response.writeHead(hub.status).end('{"error":"Repository not found"}');
    if (pathname === `/api/models/${name}/revision/main`) {
      response.writeHead(200, { 'content-type': 'application/json' });
      return void response.end(typeof hub.told === 'string' ? hub.told : JSON.stringify(hub.told ?? told(files)));
    }
    const path = pathname.replace(`/${name}/resolve/${COMMIT}/`, '');
    const bytes = hub.instead.get(path) ?? files.get(path);
    if (!bytes) return void response.writeHead(404).end('Entry not found');
    if (path.startsWith('onnx/') && !hub.instead.has(path))
      return void response.writeHead(302, { location: bucket.presigned(path) }).end();
    response.writeHead(200, { etag: `"${createHash('md5').update(bytes).digest('hex')}"` }).end(bytes);
  }

  return hub;
}

function told(files: ReadonlyMap<string, Buffer>): unknown {
  const siblings = [...files].map(([rfilename, bytes]) => {
    const git = createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
    if (!rfilename.startsWith('onnx/')) return { rfilename, size: bytes.length, blobId: git };
    const lfs = { sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length, pointerSize: 132 };
    return { rfilename, size: bytes.length, blobId: '0'.repeat(40), lfs };
  });
  return { id: 'tests/tiny', sha: COMMIT, siblings: [{ rfilename: 'README.md', size: 3, blobId: '1'.repeat(40) }, ...siblings] };
}
