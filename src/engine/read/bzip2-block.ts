/** The reader: decodes one bzip2 block to the table from which its bytes are unwound. */
import type { Bits } from './bits.ts';

export interface Block {
  /** Checksum of the block's bytes, as the stream states it. */
  readonly sum: number;
  /** Entry i: a byte in the low 8 bits, the entry after it in the high 24. */
  readonly links: Uint32Array;
  /** Entries in use. */
  readonly count: number;
  /** Entry before the first byte. */
  readonly start: number;
}

const LONGEST_CODE = 20;
/** Symbols decoded with one table before the next selector is asked. */
const GROUP = 50;

interface Table {
  readonly shortest: number;
  /** Per code length the largest code, aligned to LONGEST_CODE bits; -1 where there is none. */
  readonly limits: Int32Array;
  /** Per code length: code - offsets[length] is the position in `symbols`. */
  readonly offsets: Int32Array;
  readonly symbols: Uint16Array;
}

/** Reads the block behind its magic number. Throws OutOfBits when the bytes end, RangeError when they are no such block. */
export function readBlock(bits: Bits, capacity: number): Block {
  const sum = bits.read(32);
  if (bits.read(1)) throw new RangeError('randomised block');
  const origin = bits.read(24);
  const used = readUsedBytes(bits);
  const tables = bits.read(3);
  const selectors = readSelectors(bits, tables);
  const codes = Array.from({ length: tables }, () => readTable(bits, used.length + 2));
  const { bytes, count } = readSymbols(bits, { used, selectors, codes, capacity });
  if (origin >= count) throw new RangeError('origin');
  const links = link(bytes, count);
  return { sum, links, count, start: origin };
}

function readUsedBytes(bits: Bits): Uint8Array {
  const groups = bits.read(16);
  const used: number[] = [];
  for (let group = 0; group < 16; group++) {
    if (!(groups & (0x8000 >>> group))) continue;
    const members = bits.read(16);
    for (let i = 0; i < 16; i++) if (members & (0x8000 >>> i)) used.push(group * 16 + i);
  }
  if (!used.length) throw new RangeError('no bytes');
  return Uint8Array.from(used);
}

/** Which table decodes which group, as positions in a move-to-front list, in unary. */
function readSelectors(bits: Bits, tables: number): Uint8Array {
  if (tables < 2 || tables > 6) throw new RangeError('number of tables');
  const selectors = new Uint8Array(bits.read(15));
  const recent = Array.from({ length: tables }, (_, i) => i);
  for (let i = 0; i < selectors.length; i++) {
    let at = 0;
    while (bits.read(1)) if (++at >= tables) throw new RangeError('selector');
    recent.unshift(...recent.splice(at, 1));
    selectors[i] = recent[0];
  }
  return selectors;
}

/** Code lengths as differences, then the canonical code over them. */
function readTable(bits: Bits, size: number): Table {
  const lengths = new Uint8Array(size);
  let length = bits.read(5);
  for (let i = 0; i < size; i++) {
    for (;;) {
      if (length < 1 || length > LONGEST_CODE) throw new RangeError('code length');
      if (!bits.read(1)) break;
      length += bits.read(1) ? -1 : 1;
    }
    lengths[i] = length;
  }
  const limits = new Int32Array(LONGEST_CODE + 2).fill(-1);
  const offsets = new Int32Array(LONGEST_CODE + 1);
  const symbols = new Uint16Array(size);
  let code = 0;
  let placed = 0;
  for (let bitsUsed = 1; bitsUsed <= LONGEST_CODE; bitsUsed++, code <<= 1) {
    offsets[bitsUsed] = code - placed;
    for (let i = 0; i < size; i++) {
      if (lengths[i] !== bitsUsed) continue;
      symbols[placed++] = i;
      code++;
    }
    limits[bitsUsed] = (code << (LONGEST_CODE - bitsUsed)) - 1;
  }
  // Sentinel: no code is longer.
  limits[LONGEST_CODE + 1] = 0x7fffffff;
  return { shortest: Math.min(...lengths), limits, offsets, symbols };
}

/** Symbols to bytes: runs in bijective base 2 (symbols 0 and 1), positions in a move-to-front list, the end symbol. */
function readSymbols(
  bits: Bits,
  code: { used: Uint8Array; selectors: Uint8Array; codes: readonly Table[]; capacity: number },
): { bytes: Uint8Array; count: number } {
  const { used, selectors, codes, capacity } = code;
  const bytes = new Uint8Array(capacity);
  const recent = Uint8Array.from(used);
  const end = used.length + 1;
  let count = 0;
  let run = 0;
  let weight = 1;
  for (let group = 0; group < selectors.length; group++) {
    const table = codes[selectors[group]];
    for (let i = 0; i < GROUP; i++) {
      const symbol = readSymbol(bits, table);
      if (symbol <= 1) {
        run += weight << symbol;
        weight *= 2;
        // Also keeps a forged row of run symbols from growing without end.
        if (count + run > capacity) throw new RangeError('run');
        continue;
      }
      bytes.fill(recent[0], count, (count += run));
      run = 0;
      weight = 1;
      if (symbol === end) {
        bits.stopAtEnd();
        return { bytes, count };
      }
      if (count >= capacity) throw new RangeError('length');
      const byte = recent[symbol - 1];
      recent.copyWithin(1, 0, symbol - 1);
      recent[0] = byte;
      bytes[count++] = byte;
    }
    bits.stopAtEnd();
  }
  throw new RangeError('no end');
}

function readSymbol(bits: Bits, table: Table): number {
  const code = bits.look(LONGEST_CODE);
  let length = table.shortest;
  while (code > table.limits[length]) length++;
  if (length > LONGEST_CODE) throw new RangeError('code');
  bits.position += length;
  const at = (code >>> (LONGEST_CODE - length)) - table.offsets[length];
  if (at < 0 || at >= table.symbols.length) throw new RangeError('code');
  return table.symbols[at];
}

/** The inverse sort: each byte is linked with the one that follows it in the text. */
function link(bytes: Uint8Array, count: number): Uint32Array {
  const starts = new Uint32Array(257);
  for (let i = 0; i < count; i++) starts[bytes[i] + 1]++;
  for (let byte = 0; byte < 256; byte++) starts[byte + 1] += starts[byte];
  const links = new Uint32Array(count);
  for (let i = 0; i < count; i++) links[i] = bytes[i];
  for (let i = 0; i < count; i++) links[starts[bytes[i]]++] |= i << 8;
  return links;
}
