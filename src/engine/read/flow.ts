/** The reader: takes the chunks of a Node stream one by one; unlike the stream's own iterator it loses nothing of what came before a failure. */
import type { Readable } from 'node:stream';

/** Chunks that may wait for the user. */
const QUEUE = 2;

export class Flow {
  failure: { readonly reason: unknown } | null = null;
  /** No more chunks will come than those that wait. */
  over = false;
  readonly #stream: Readable;
  readonly #queue: Uint8Array[] = [];
  #wake: () => void = () => undefined;

  constructor(stream: Readable) {
    this.#stream = stream;
    stream.on('data', (chunk: Uint8Array) => {
      this.#queue.push(chunk);
      if (this.#queue.length >= QUEUE) stream.pause();
      this.#wake();
    });
    stream.on('end', () => this.#finish());
    stream.on('error', reason => this.fail(reason));
    stream.on('close', () => this.#finish());
    // It may have failed before anybody listened.
    if (stream.closed) this.fail(stream.errored ?? new Error('The stream was closed.'));
  }

  /** The next chunk; null when there will be none: then `failure` says whether that is the end. */
  async next(): Promise<Uint8Array | null> {
    for (;;) {
      const chunk = this.#queue.shift();
      if (this.#queue.length < QUEUE && !this.over && this.#stream.isPaused()) this.#stream.resume();
      if (chunk) return chunk;
      if (this.over) return null;
      await new Promise<void>(resolve => {
        this.#wake = resolve;
      });
    }
  }

  fail(reason: unknown): void {
    this.failure ??= { reason };
    this.#finish();
  }

  #finish(): void {
    // A paused stream that failed still holds what it had put out before.
    for (let chunk = this.#stream.read(); chunk; chunk = this.#stream.read()) this.#queue.push(chunk);
    this.over = true;
    this.#wake();
  }
}

/** All chunks of the stream, then its failure if there was one. The stream is destroyed at the end. */
export async function* chunksOf(stream: Readable): AsyncGenerator<Uint8Array> {
  const flow = new Flow(stream);
  try {
    for (let chunk = await flow.next(); chunk; chunk = await flow.next()) yield chunk;
    if (flow.failure) throw flow.failure.reason;
  } finally {
    stream.destroy();
  }
}
