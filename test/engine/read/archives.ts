/** The tests of the reader: packs small archives; the tar writer is a library of its own, so that reader and writer cannot share a mistake. */
import { crc32, deflateRawSync, zstdCompressSync } from 'node:zlib';
import { type Header, pack } from 'tar-stream';

export interface Piece {
  readonly name: string;
  readonly bytes: Buffer;
  /** Further tar header fields. */
  readonly header?: Partial<Header>;
}

export async function tar(pieces: readonly Piece[]): Promise<Buffer> {
  const packing = pack();
  for (const { name, bytes, header } of pieces) packing.entry({ name, mtime: new Date(0), ...header }, bytes);
  packing.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of packing) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** What a zip entry says of itself; wrong on purpose in some tests. */
export interface ZipLies {
  readonly size?: number;
  readonly sum?: number;
  readonly flags?: number;
  readonly method?: number;
  readonly mode?: number;
}

const methods: Readonly<Record<number, (bytes: Buffer) => Buffer>> = { 8: deflateRawSync, 93: zstdCompressSync };

/** Methods other than these store the bytes as they are given, whatever they are. */
export function zip(pieces: readonly (Piece & { lies?: ZipLies })[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes, lies } of pieces) {
    const packed = methods[lies?.method ?? 8]?.(bytes) ?? bytes;
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(lies?.flags ?? 0x800, 2);
    shared.writeUInt16LE(lies?.method ?? 8, 4);
    shared.writeUInt16LE(0x21, 8);
    shared.writeUInt32LE(lies?.sum ?? crc32(bytes), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(lies?.size ?? bytes.length, 18);
    shared.writeUInt16LE(Buffer.byteLength(name), 22);
    const known = Buffer.from(shared);
    // With this flag sum and sizes stand behind the content; only the directory repeats them.
    if ((lies?.flags ?? 0) & 8) known.fill(0, 10, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), known, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(((lies?.mode ?? 0o100644) << 16) >>> 0, 6);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x03'), shared, tail, Buffer.from(name)]));
    bodies.push(local);
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(pieces.length, 4);
  end.writeUInt16LE(pieces.length, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...bodies, listed, Buffer.from('PK\x05\x06'), end]);
}

/** `lines` short lines that look like a log. */
export function logText(lines: number, word = 'line'): Buffer {
  return Buffer.from(Array.from({ length: lines }, (_, i) => `2024-05-01T10:00:00Z INFO ${word} ${i} of many\n`).join(''));
}

/** "first line\nsecond line\nthird line\n", as written by the xz and bzip2 commands. */
export const THREE_LINES = Buffer.from('first line\nsecond line\nthird line\n');
export const XZ = Buffer.from(
  '/Td6WFoAAATm1rRGAgAhARwAAAAQz1jM4AAhAB1dADMaSqwMcr+NWPlNb76daaelw+FO95OT3KmR17wAAAAAACDaQAkxBHdRAAE5InV5YvsftvN9AQAAAAAEWVo=',
  'base64',
);
export const BZIP2 = Buffer.from(
  'QlpoOTFBWSZTWXBZFwMAAAbRgAAQQAAPZZwAIAAiNE00NpqEAACRKeMLMqrATYSCdum4+LuSKcKEg4LIuBg=',
  'base64',
);
/** A tar.xz, as the commands write it, that holds THREE_LINES as a.log and as a.log.xz. */
export const TAR_XZ = Buffer.from(
  '/Td6WFoAAATm1rRGAgAhARwAAAAQz1jM4Cf/AOFdADCLiYczwgZ3cKxc1TwjiNjZWQ+q9W3A+zInrcg439f5oNbH61s1eNNeINwz70wkzgUTmWdj00jKSpVcWJ8omgwlSeR+VrHW6Vq/jpM5dkAZTjhCDPF/rB1BUpd68wAClz+B35BbmiyPll1i2LLMN3TMq4lSYlim0pZLhV/rjtjZP26XHOM6zbJXLgiguoNVODrWGjQvzVFcXUIsnuIvoru3uK1ct6ikFicC/xSwau8TK6WGAM0lVos3+riEN3T7O2pfC+njhJro+noX1LW1k8NPgOp62xo1AWLCidLCenmAAAAAAADXuNk9yKOURgAB/QGAUAAAIW/c1rHEZ/sCAAAAAARZWg==',
  'base64',
);
