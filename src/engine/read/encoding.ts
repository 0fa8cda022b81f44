/** The reader: what the first bytes of a member tell: its encoding, its line ends, and a sample of its lines. */
import type { LineEnd } from './cut.ts';

/** Bytes looked at before a member is read. */
export const SAMPLE_BYTES = 1 << 16;
const SAMPLE_LINES = 200;

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** By byte order mark, else by where the NULs stand: Latin letters in UTF-16 have every other byte zero. */
export function encodingOf(head: Uint8Array): Encoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const pairs = Math.min(head.length, 4096) >>> 1;
  if (pairs < 8) return 'utf-8';
  let even = 0;
  let odd = 0;
  for (let pair = 0; pair < pairs; pair++) {
    if (head[2 * pair] === 0) even++;
    if (head[2 * pair + 1] === 0) odd++;
  }
  if (odd > pairs * 0.4 && even < pairs * 0.05) return 'utf-16le';
  if (even > pairs * 0.4 && odd < pairs * 0.05) return 'utf-16be';
  return 'utf-8';
}

/** The bytes as UTF-8, without a byte order mark; what is UTF-8 (or broken UTF-8) already stays as it is. */
export async function* asUtf8(chunks: AsyncIterable<Uint8Array>, encoding: Encoding): AsyncGenerator<Uint8Array> {
  if (encoding === 'utf-8') {
    yield* withoutMark(chunks);
    return;
  }
  const decoder = new TextDecoder(encoding);
  for await (const chunk of chunks) yield Buffer.from(decoder.decode(chunk, { stream: true }));
  yield Buffer.from(decoder.decode());
}

async function* withoutMark(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let first = true;
  for await (const chunk of chunks) {
    yield first && chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf ? chunk.subarray(3) : chunk;
    first = false;
  }
}

export function lineEndOf(head: Uint8Array): LineEnd {
  return head.includes(13) && !head.includes(10) ? 'cr' : 'lf';
}

/** The first lines, without line ends; the last one only if it is whole or the only one. */
export function sampleOf(head: Uint8Array, whole: boolean): string[] {
  const text = new TextDecoder().decode(head);
  const lines = text.split(lineEndOf(head) === 'cr' ? /\r/ : /\r?\n/, SAMPLE_LINES + 1);
  const last = lines.at(-1);
  if (lines.length > 1 && (lines.length > SAMPLE_LINES || !whole || last === '')) lines.pop();
  return lines;
}

/** Gathers the first bytes, and gives all of them again. */
export async function lookAhead(chunks: AsyncIterable<Uint8Array>): Promise<Ahead> {
  const source = chunks[Symbol.asyncIterator]();
  const parts: Uint8Array[] = [];
  let length = 0;
  let over = false;
  while (length < SAMPLE_BYTES && !over) {
    const next = await source.next();
    over = next.done === true;
    if (next.done) break;
    // A reader may use its chunk again.
    parts.push(Buffer.from(next.value));
    length += next.value.length;
  }
  const head = Buffer.concat(parts);
  return { head, whole: over, all: replay(head, source, over) };
}

/** The first bytes, whether they are all there are, and all bytes from the beginning. */
export interface Ahead {
  readonly head: Uint8Array;
  readonly whole: boolean;
  readonly all: AsyncIterable<Uint8Array>;
}

async function* replay(head: Uint8Array, source: AsyncIterator<Uint8Array>, over: boolean): AsyncGenerator<Uint8Array> {
  try {
    if (head.length) yield head;
    while (!over) {
      const next = await source.next();
      if (next.done) return;
      yield next.value;
    }
  } finally {
    await source.return?.();
  }
}
