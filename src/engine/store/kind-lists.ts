/** The store: which kinds of rows each block holds and how many of each, for all blocks: what an open source keeps in memory of them. */
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { VarintReader, VarintWriter } from './varints.ts';

/** Kind ids and the rows of each. */
export interface KindList {
  readonly kinds: Uint16Array | Uint32Array;
  /** A block has no more rows than 16 bits can count. */
  readonly counts: Uint16Array;
}

export function makeKindList(rows: ReadonlyMap<number, number>): KindList {
  const kinds = [...rows.keys()];
  const narrow = kinds.every(kind => kind < 0x10000);
  return { kinds: narrow ? Uint16Array.from(kinds) : Uint32Array.from(kinds), counts: Uint16Array.from(rows.values()) };
}

export function packKindLists(lists: readonly KindList[]): Uint8Array {
  const writer = new VarintWriter();
  writer.push(lists.length);
  for (const { kinds, counts } of lists) {
    writer.push(kinds.length);
    for (let i = 0; i < kinds.length; i++) {
      writer.push(kinds[i]);
      writer.push(counts[i]);
    }
  }
  return zstdCompressSync(writer.bytes());
}

export function unpackKindLists(packed: Uint8Array): KindList[] {
  const reader = new VarintReader(zstdDecompressSync(packed));
  return Array.from({ length: reader.next() }, () => {
    const rows = new Map<number, number>();
    for (let left = reader.next(); left > 0; left--) rows.set(reader.next(), reader.next());
    return makeKindList(rows);
  });
}
