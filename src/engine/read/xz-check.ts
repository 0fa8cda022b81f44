/** The reader: the checksums an xz block may carry. */
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

export interface Check {
  /** Bytes it takes behind the block. */
  readonly size: number;
  add(chunk: Uint8Array): void;
  /** As it stands in the file; null when this kind cannot be checked. */
  sum(): Buffer | null;
}

/** A fresh sum of the kind with this number (.xz file format, 2.1.1.2). */
export function checkOf(kind: number): Check {
  if (kind === 1) return crc32Check();
  if (kind === 4) return crc64Check();
  if (kind === 10) return sha256Check();
  return { size: kind === 0 ? 0 : 4 << Math.floor((kind - 1) / 3), add: () => undefined, sum: () => null };
}

function crc32Check(): Check {
  let sum = 0;
  const written = (): Buffer => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(sum);
    return bytes;
  };
  return { size: 4, add: chunk => void (sum = crc32(chunk, sum)), sum: written };
}

function sha256Check(): Check {
  const hash = createHash('sha256');
  return { size: 32, add: chunk => void hash.update(chunk), sum: () => hash.digest() };
}

/** CRC-64 of ECMA-182, lowest bit first, in two halves of 32 bits: big integers are twenty times slower. */
function crc64Check(): Check {
  let low = 0xffffffff;
  let high = 0xffffffff;
  const add = (chunk: Uint8Array): void => {
    for (let i = 0; i < chunk.length; i++) {
      const at = (low ^ chunk[i]) & 0xff;
      low = ((low >>> 8) | (high << 24)) ^ LOW[at];
      high = (high >>> 8) ^ HIGH[at];
    }
  };
  const sum = (): Buffer => {
    const bytes = Buffer.alloc(8);
    bytes.writeUInt32LE(~low >>> 0, 0);
    bytes.writeUInt32LE(~high >>> 0, 4);
    return bytes;
  };
  return { size: 8, add, sum };
}

const LOW = new Int32Array(256);
const HIGH = new Int32Array(256);
for (let byte = 0; byte < 256; byte++) {
  let sum = BigInt(byte);
  for (let i = 0; i < 8; i++) sum = sum & 1n ? (sum >> 1n) ^ 0xc96c5795d7870f42n : sum >> 1n;
  LOW[byte] = Number(sum & 0xffffffffn) | 0;
  HIGH[byte] = Number(sum >> 32n) | 0;
}
