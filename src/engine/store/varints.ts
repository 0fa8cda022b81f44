/** The store: whole numbers from 0 to 2^53 as bytes of seven bits, the lowest first. */

export class VarintWriter {
  #bytes = new Uint8Array(1 << 10);
  #length = 0;

  push(value: number): void {
    if (this.#length + 8 > this.#bytes.length) this.#widen();
    let rest = value;
    for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) this.#bytes[this.#length++] = (rest % 0x80) | 0x80;
    this.#bytes[this.#length++] = rest;
  }

  bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  #widen(): void {
    const wide = new Uint8Array(this.#bytes.length * 2);
    wide.set(this.#bytes);
    this.#bytes = wide;
  }
}

export class VarintReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get done(): boolean {
    return this.#at >= this.#bytes.length;
  }

  next(): number {
    let value = 0;
    let weight = 1;
    for (; this.#bytes[this.#at] >= 0x80; weight *= 0x80) value += (this.#bytes[this.#at++] & 0x7f) * weight;
    return value + this.#bytes[this.#at++] * weight;
  }
}

export function packVarints(values: Iterable<number>): Uint8Array {
  const writer = new VarintWriter();
  for (const value of values) writer.push(value);
  return writer.bytes();
}

export function unpackVarints(bytes: Uint8Array): number[] {
  const reader = new VarintReader(bytes);
  const values: number[] = [];
  while (!reader.done) values.push(reader.next());
  return values;
}
