/** Sample: folders become archives with fixed dates and owners, so that the same files give the same bytes. */
import { constants, gzipSync, zstdCompressSync } from 'node:zlib';
import { pack } from 'tar-stream';

/** A tar of the files (text by path), all dated `at` (ms). */
export async function tarOf(files: ReadonlyMap<string, string | Buffer>, at: number): Promise<Buffer> {
  const tar = pack();
  for (const [name, content] of files) {
    tar.entry({ name, mtime: new Date(at), uid: 1000, gid: 1000, uname: 'ubuntu', gname: 'ubuntu', mode: 0o644 }, content);
  }
  tar.finalize();
  const parts: Buffer[] = [];
  for await (const part of tar) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** Window of 8 MiB and one thread; with a fixed level the bytes depend on the version of zstd alone. */
export function zstd(bytes: Buffer, level: number): Buffer {
  const { ZSTD_c_compressionLevel, ZSTD_c_checksumFlag, ZSTD_c_windowLog } = constants;
  return zstdCompressSync(bytes, {
    params: { [ZSTD_c_compressionLevel]: level, [ZSTD_c_checksumFlag]: 1, [ZSTD_c_windowLog]: 23 },
  });
}

export function gzip(bytes: Buffer): Buffer {
  return gzipSync(bytes, { level: 9 });
}
