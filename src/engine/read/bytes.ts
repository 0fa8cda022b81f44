/** The reader: ByteReader pulls chunks of bytes from a source and lets its user look ahead, take exact amounts and give back. */

const NOTHING = new Uint8Array(0);

export class ByteReader {
  readonly #source: AsyncIterator<Uint8Array>;
  #ahead: Uint8Array = NOTHING;
  #offset = 0;
  #over = false;
  /** Waits until all that came before it was taken. */
  #failure: { readonly reason: unknown } | null = null;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** Bytes handed out so far. */
  get offset(): number {
    return this.#offset;
  }

  /** The next `size` bytes, fewer only at the end or before a failure; they stay unread. Throws the source's failure when nothing stands before it. */
  async peek(size: number): Promise<Uint8Array> {
    while (this.#ahead.length < size) {
      const chunk = await this.#pull();
      if (!chunk) break;
      this.#ahead = join(this.#ahead, chunk);
    }
    return this.#ahead.subarray(0, size);
  }

  /** The next `size` bytes, fewer only at the end; throws the source's failure when it stands within them. */
  async take(size: number): Promise<Uint8Array> {
    const bytes = await this.peek(size);
    this.#advance(bytes.length);
    if (bytes.length < size && this.#failure) throw this.#failure.reason;
    return bytes;
  }

  /** What is at hand, at least one byte and at most `max`; null at the end. */
  async some(max: number): Promise<Uint8Array | null> {
    if (!this.#ahead.length) this.#ahead = (await this.#pull()) ?? NOTHING;
    if (!this.#ahead.length) return null;
    const bytes = this.#ahead.subarray(0, max);
    this.#advance(bytes.length);
    return bytes;
  }

  /** Drops up to `size` bytes and says how many there were. */
  async skip(size: number): Promise<number> {
    let left = size;
    while (left > 0) {
      const bytes = await this.some(left);
      if (!bytes) break;
      left -= bytes.length;
    }
    return size - left;
  }

  /** Drops the zeros that come next and says how many there were. */
  async skipZeros(): Promise<number> {
    const start = this.#offset;
    for (let bytes = await this.some(Infinity); bytes; bytes = await this.some(Infinity)) {
      const end = bytes.findIndex(byte => byte !== 0);
      if (end < 0) continue;
      this.giveBack(bytes.subarray(end));
      break;
    }
    return this.#offset - start;
  }

  /** Puts back what was taken last and not used. */
  giveBack(bytes: Uint8Array): void {
    this.#ahead = this.#ahead.length ? join(bytes, this.#ahead) : bytes;
    this.#offset -= bytes.length;
  }

  async close(): Promise<void> {
    this.#over = true;
    this.#ahead = NOTHING;
    await this.#source.return?.();
  }

  #advance(size: number): void {
    this.#ahead = this.#ahead.subarray(size);
    this.#offset += size;
  }

  async #pull(): Promise<Uint8Array | null> {
    while (!this.#over) {
      const chunk = await this.#next();
      if (chunk?.length) return chunk;
    }
    if (this.#failure && !this.#ahead.length) throw this.#failure.reason;
    return null;
  }

  async #next(): Promise<Uint8Array | null> {
    try {
      const { done, value } = await this.#source.next();
      this.#over = done === true;
      return done ? null : value;
    } catch (reason) {
      this.#over = true;
      this.#failure = { reason };
      return null;
    }
  }
}

function join(first: Uint8Array, second: Uint8Array): Uint8Array {
  return first.length ? Buffer.concat([first, second]) : second;
}
