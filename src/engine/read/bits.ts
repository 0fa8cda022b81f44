/** The reader: Bits reads bit fields, most significant bit first, from bytes at hand. */

/** More bits were asked for than there are. */
export class OutOfBits extends Error {}

export class Bits {
  readonly #bytes: Uint8Array;
  readonly #end: number;
  /** The next bit to be read, counted from the first byte. */
  position: number;

  constructor(bytes: Uint8Array, position = 0) {
    this.#bytes = bytes;
    this.#end = bytes.length * 8;
    this.position = position;
  }

  /** The next `count` (1 to 32) bits as a number; throws OutOfBits. */
  read(count: number): number {
    if (count > 16) return this.read(count - 16) * 65536 + this.read(16);
    const value = this.look(count);
    this.position += count;
    this.stopAtEnd();
    return value;
  }

  /** The next `count` (up to 24) bits, with zeros behind the end; they stay unread. */
  look(count: number): number {
    const at = this.position >>> 3;
    const bytes = this.#bytes;
    const word = (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
    return (word << (this.position & 7)) >>> (32 - count);
  }

  /** Whether a look may have seen beyond the end: what it found wrong there is no error of the data. */
  get isNearEnd(): boolean {
    return this.position + 24 > this.#end;
  }

  /** Throws OutOfBits when more was used than there is. */
  stopAtEnd(): void {
    if (this.position > this.#end) throw new OutOfBits();
  }
}
