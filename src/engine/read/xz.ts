/** The reader: inflates xz. */
import xz from 'xz-decompress';
import { Broken } from './broken.ts';
import type { ByteReader } from './bytes.ts';

const WRITE_BYTES = 64 * 1024;

export async function* inflateXz(reader: ByteReader, archive: string): AsyncGenerator<Uint8Array> {
  let failure: unknown = null;
  const packed = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const bytes = await reader.some(WRITE_BYTES);
        if (bytes) controller.enqueue(bytes);
        else controller.close();
      } catch (reason) {
        failure = reason;
        controller.error(reason);
      }
    },
  });
  const source = new xz.XzReadableStream(packed).getReader();
  try {
    for (let read = await source.read(); !read.done; read = await source.read()) if (read.value.length) yield read.value;
  } catch (reason) {
    throw failure ?? new Broken('corrupt', archive, `the compressed data is damaged or ends near byte ${reader.offset} (${(reason as Error).message})`);
  }
}
