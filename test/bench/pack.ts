/** Benchmark: packs a file as a tar inside zstd, streaming. */
import { createReadStream, createWriteStream, statSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createZstdCompress } from 'node:zlib';
import { pack } from 'tar-stream';

/** Returns the path of the archive. */
export async function packLoad(log: string, archive: string): Promise<string> {
  const tar = pack();
  const entry = tar.entry({ name: 'load.log', size: statSync(log).size });
  const filling = pipeline(createReadStream(log), entry).then(() => tar.finalize());
  await Promise.all([filling, pipeline(tar, createZstdCompress(), createWriteStream(archive))]);
  return archive;
}
