/** The store: columns of whole numbers and of times as bytes, each in the narrowest width that holds all its values. */

/** Where unpacking stands. */
export interface Reader {
  readonly bytes: Uint8Array;
  at: number;
}

/**
 * Width in bytes, then the lowest byte of every value, then the second …: bytes of one weight pack better side by side. Width 0 means
 * that all values equal the one (of four bytes) that follows.
 */
export function packInts(values: Uint32Array): Uint8Array {
  let all = 0;
  let same = true;
  for (let i = 0; i < values.length; i++) {
    all |= values[i];
    same &&= values[i] === values[0];
  }
  if (same) return Buffer.concat([Uint8Array.of(0), plain(Uint32Array.of(values[0] ?? 0))]);
  const max = all >>> 0;
  const width = max < 0x100 ? 1 : max < 0x10000 ? 2 : max < 0x1000000 ? 3 : 4;
  const packed = new Uint8Array(1 + width * values.length);
  packed[0] = width;
  let at = 1;
  for (let shift = 0; shift < 8 * width; shift += 8) {
    for (let i = 0; i < values.length; i++) packed[at++] = values[i] >>> shift;
  }
  return packed;
}

/** The values of a range, of all by default; the reader goes behind the last one all the same. */
export function unpackInts(reader: Reader, count: number, { from, to } = { from: 0, to: count }): Uint32Array {
  const { bytes } = reader;
  const width = bytes[reader.at++];
  const values = new Uint32Array(to - from);
  if (width === 0) return values.fill(new Uint32Array(take(reader, 4))[0]);
  for (let i = 0, at = reader.at + from; i < values.length; i++) values[i] = bytes[at++];
  for (let place = 1; place < width; place++) {
    for (let i = 0, at = reader.at + place * count + from; i < values.length; i++) values[i] |= bytes[at++] << (8 * place);
  }
  reader.at += width * count;
  return values;
}

const NO_TIMES = 0;
const DELTAS = 1;
const DELTAS_AND_HOLES = 2;
const PLAIN_TIMES = 3;

/** Times as zigzag differences from row to row; what does not fit (fractions, leaps beyond 2^31 / 2 ms) is stored as it is. */
export function packTimes(at: Float64Array): Uint8Array {
  const first = at.findIndex(one => !Number.isNaN(one));
  if (first < 0) return Uint8Array.of(NO_TIMES);
  const deltas = new Uint32Array(at.length);
  const holes = new Uint32Array(at.length);
  let previous = at[first];
  let holed = 0;
  for (let row = 0; row < at.length; row++) {
    const time = at[row];
    if (Number.isNaN(time)) {
      holes[row] = 1;
      holed = 1;
      continue;
    }
    const delta = time - previous;
    if (!Number.isSafeInteger(time) || delta >= 0x40000000 || delta <= -0x40000000)
      return Buffer.concat([Uint8Array.of(PLAIN_TIMES), plain(at)]);
    deltas[row] = delta >= 0 ? delta * 2 : delta * -2 - 1;
    previous = time;
  }
  const head = [Uint8Array.of(holed ? DELTAS_AND_HOLES : DELTAS), plain(Float64Array.of(at[first])), packInts(deltas)];
  return Buffer.concat(holed ? [...head, packInts(holes)] : head);
}

export function unpackTimes(reader: Reader, count: number): Float64Array {
  const mode = reader.bytes[reader.at++];
  if (mode === NO_TIMES) return new Float64Array(count).fill(Number.NaN);
  if (mode === PLAIN_TIMES) return new Float64Array(take(reader, count * 8));
  let time = new Float64Array(take(reader, 8))[0];
  const deltas = unpackInts(reader, count);
  const holes = mode === DELTAS_AND_HOLES ? unpackInts(reader, count) : null;
  const at = new Float64Array(count);
  for (let row = 0; row < count; row++) {
    const delta = deltas[row];
    time += delta & 1 ? -(delta + 1) / 2 : delta / 2;
    at[row] = holes !== null && holes[row] === 1 ? Number.NaN : time;
  }
  return at;
}

function plain(values: Uint32Array | Float64Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

/** A copy, because typed arrays must begin at a multiple of their width. */
function take(reader: Reader, size: number): ArrayBuffer {
  const from = reader.bytes.byteOffset + reader.at;
  reader.at += size;
  return (reader.bytes.buffer as ArrayBuffer).slice(from, from + size);
}
