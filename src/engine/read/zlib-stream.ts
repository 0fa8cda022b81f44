/** The reader: drives one zlib stream in Node's thread pool, some writes ahead of its user. */
import type { InflateRaw, ZstdDecompress } from 'node:zlib';
import type { ByteReader } from './bytes.ts';
import { Flow } from './flow.ts';

export type ZlibStream = InflateRaw | ZstdDecompress;

/** Packed bytes per write: what a damaged stream can lose at most, and small enough for a cancel to be heard at once. */
const WRITE_BYTES = 64 * 1024;

/**
 * Yields what the stream inflates from the reader until its frame ends, and gives back what was read beyond it.
 * Throws the stream's own error (`Z_BUF_ERROR`: the input ended early), or the reader's, after all that came out before.
 */
export async function* inflateFrame(stream: ZlibStream, reader: ByteReader): AsyncGenerator<Uint8Array> {
  const flow = new Flow(stream);
  const fed = feed(stream, reader, flow);
  try {
    for (let chunk = await flow.next(); chunk; chunk = await flow.next()) yield chunk;
    // The failure is settled when the feeder has ended, too.
    await fed;
    if (flow.failure) throw flow.failure.reason;
  } finally {
    stream.destroy();
    await fed;
  }
}

/** Runs beside the user until the frame or the input ends; never rejects. */
async function feed(stream: ZlibStream, reader: ByteReader, flow: Flow): Promise<void> {
  try {
    for (let written = 0; !flow.over; ) {
      const packed = await reader.some(WRITE_BYTES);
      if (!packed) return void stream.end();
      await write(stream, packed);
      written += packed.length;
      // The stream counts what it used. What it left stands behind the end of its frame; that its output ended is told later.
      const unused = written - stream.bytesWritten;
      if (unused > 0) return reader.giveBack(packed.subarray(packed.length - unused));
    }
  } catch (reason) {
    flow.fail(reason);
  }
}

/** Resolves when the bytes are used up, or as many of them as the stream will take before it ends or is closed. */
function write(stream: ZlibStream, packed: Uint8Array): Promise<void> {
  return new Promise(resolve => {
    const settle = (): void => {
      stream.off('end', settle).off('close', settle);
      resolve();
    };
    stream.on('end', settle).on('close', settle);
    stream.write(packed, settle);
  });
}
