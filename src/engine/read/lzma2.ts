/** The reader: decodes LZMA2, the chunks in which xz packs LZMA and stored bytes. */
import type { ByteReader } from './bytes.ts';
import { Lzma, type Window } from './lzma.ts';

/** No chunk inflates to more. */
const CHUNK_BYTES = 2 << 20;
/** First size of the window; it grows with what is decoded, up to the dictionary and one chunk. */
const FIRST_BYTES = 256 * 1024;

/** Yields the chunks up to the end mark. Throws RangeError when they are damaged, `ended` when the input is shorter. */
export async function* inflateLzma2(reader: ByteReader, dictionary: number, ended: () => Error): AsyncGenerator<Uint8Array> {
  const lzma = new Lzma();
  const window: Window = { bytes: new Uint8Array(FIRST_BYTES), at: 0, filled: 0, total: 0 };
  const take = async (size: number): Promise<Uint8Array> => {
    const bytes = await reader.take(size);
    if (bytes.length < size) throw ended();
    return bytes;
  };
  // What the next chunk must bring: first everything, after a stored chunk at least a reset of the state.
  let needs = 3;
  for (;;) {
    const [control] = await take(1);
    if (control === 0) return;
    if (control >= 3 && control < 0x80) throw new RangeError('chunk');
    const stored = control < 0x80;
    const resets = stored ? (control === 1 ? 3 : 0) : (control >>> 5) & 3;
    if (stored ? needs === 3 && control !== 1 : resets < needs) throw new RangeError('chunk order');
    if (resets === 3) Object.assign(window, { filled: 0, total: 0 });
    const head = await take(stored ? 2 : resets >= 2 ? 5 : 4);
    const size = (stored ? 0 : (control & 0x1f) << 16) + (head[0] << 8) + head[1] + 1;
    makeRoom(window, dictionary, size);
    let start = window.at;
    if (stored) {
      append(window, await take(size));
      needs = needs === 3 ? 2 : needs;
    } else {
      if (resets >= 2) lzma.configure(head[4]);
      if (resets >= 1) lzma.reset();
      for (const _ of lzma.decode(await take((head[2] << 8) + head[3] + 1), window, size)) {
        yield window.bytes.slice(start, window.at);
        start = window.at;
      }
      needs = 0;
    }
    yield window.bytes.slice(start, window.at);
  }
}

function append(window: Window, bytes: Uint8Array): void {
  window.bytes.set(bytes, window.at);
  window.at += bytes.length;
  window.filled += bytes.length;
  window.total += bytes.length;
}

/** Room for one chunk behind the window: by growing while it is small, then by moving what matches may reach to the front. */
function makeRoom(window: Window, dictionary: number, size: number): void {
  const { bytes, at } = window;
  window.filled = Math.min(window.filled, dictionary);
  if (at + size <= bytes.length) return;
  const longest = dictionary + CHUNK_BYTES;
  const start = at - window.filled;
  const kept = bytes.subarray(start, at);
  if (kept.length + size <= bytes.length && bytes.length >= longest) bytes.copyWithin(0, start, at);
  else {
    window.bytes = new Uint8Array(
      Math.min(Math.max(bytes.length * 2, kept.length + size), Math.max(longest, kept.length + size)),
    );
    window.bytes.set(kept);
  }
  window.at = kept.length;
}
