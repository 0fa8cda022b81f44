/** The reader: decodes one 512-byte tar header (v7, ustar, GNU) and the extended attributes that may stand before it. */

export const TAR_BLOCK = 512;

export interface TarHeader {
  readonly name: string;
  /** Bytes of content that follow, without padding. */
  readonly size: number;
  /** Milliseconds UTC. */
  readonly modified: number | null;
  /** The type flag as one letter; '0' is a plain file. */
  readonly type: string;
  /** GNU sparse (old form): another header block follows this one. */
  readonly extended: boolean;
}

/** Attributes that a pax or GNU long-name header gives to the next entry. */
export interface TarExtras {
  path?: string;
  size?: number;
  modified?: number;
  /** The content is a list of pieces (GNU sparse, pax form), not the file as it was. */
  sparse?: boolean;
}

/** Whether these bytes begin with a tar header: its checksum fits, or it says that it is one. */
export function isTarHeader(block: Uint8Array): boolean {
  if (block.length < TAR_BLOCK) return false;
  return hasChecksum(block) || Buffer.from(block.subarray(257, 262)).toString('latin1') === 'ustar';
}

export function isZeroBlock(block: Uint8Array): boolean {
  return block.every(byte => byte === 0);
}

/** Null when the checksum or the size is wrong: the bytes are no header. */
export function decodeTarHeader(block: Uint8Array): TarHeader | null {
  if (block.length < TAR_BLOCK || !hasChecksum(block)) return null;
  const size = number(block, 124, 12);
  const modified = number(block, 136, 12);
  if (!Number.isSafeInteger(size) || size < 0) return null;
  const ustar = text(block, 257, 6) === 'ustar' && block[263] === 48;
  const prefix = ustar ? text(block, 345, 155) : '';
  const name = text(block, 0, 100);
  return {
    name: prefix ? `${prefix}/${name}` : name,
    size,
    modified: Number.isFinite(modified) && modified > 0 ? modified * 1000 : null,
    type: block[156] === 0 ? '0' : String.fromCharCode(block[156]),
    extended: block[482] === 1,
  };
}

/** Reads `length key=value\n` records (POSIX pax, "Extended Header"); a damaged record ends the list. */
export function decodePax(bytes: Uint8Array): TarExtras {
  const extras: TarExtras = {};
  let rest = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  for (;;) {
    const length = Number.parseInt(rest.toString('latin1', 0, 20), 10);
    const record = length > 0 && length <= rest.length ? /^\d+ ([^=]+)=(.*)\n$/s.exec(rest.toString('utf8', 0, length)) : null;
    if (!record) return extras;
    rest = rest.subarray(length);
    const [, key, value] = record;
    if (key === 'path') extras.path = value;
    if (key === 'size') extras.size = Number(value);
    if (key === 'mtime') extras.modified = Number(value) * 1000;
    if (key.startsWith('GNU.sparse.')) extras.sparse = true;
  }
}

function hasChecksum(block: Uint8Array): boolean {
  let unsigned = 8 * 32;
  for (let i = 0; i < TAR_BLOCK; i++) if (i < 148 || i >= 156) unsigned += block[i];
  // A block of zeros sums to 256, the eight blanks of the checksum itself: that is the end mark, not a header.
  return unsigned > 256 && number(block, 148, 8) === unsigned;
}

function text(block: Uint8Array, start: number, length: number): string {
  const field = Buffer.from(block.buffer, block.byteOffset + start, length);
  const end = field.indexOf(0);
  return field.toString('utf8', 0, end < 0 ? length : end);
}

/** Octal digits, or base 256 when the first bit is set (GNU, for sizes of 8 GiB and more). NaN when it is neither. */
function number(block: Uint8Array, start: number, length: number): number {
  if (block[start] & 0x80) {
    let value = block[start] & 0x7f;
    for (let i = start + 1; i < start + length; i++) value = value * 256 + block[i];
    return value;
  }
  const digits = text(block, start, length).trim();
  if (!digits) return 0;
  return /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number.NaN;
}
