/** The reader: gives yauzl the bytes of a file that stays open (its own readers close theirs), some headers at a time. */
import yauzl from 'yauzl';
import type { OpenFile } from './open-file.ts';

type Callback = (failure: Error | null, bytes?: number) => void;

const WINDOW_BYTES = 16 * 1024;

interface Window {
  readonly position: number;
  readonly bytes: Buffer;
}

export class ZipSource extends yauzl.RandomAccessReader {
  readonly #file: OpenFile;
  /** Headers are asked for by turns in the directory and before the content; both are read on from where they were, newest first. */
  #windows: Window[] = [];

  constructor(file: OpenFile) {
    super();
    this.#file = file;
  }

  override read(buffer: Buffer, offset: number, length: number, position: number, callback: Callback): void {
    this.#copy({ buffer, offset, length, position }).then(
      bytes => process.nextTick(callback, null, bytes),
      failure => process.nextTick(callback, failure),
    );
  }

  override close(callback: (failure: Error | null) => void): void {
    process.nextTick(callback, null);
  }

  async #copy(wanted: { buffer: Buffer; offset: number; length: number; position: number }): Promise<number> {
    const { buffer, offset, length, position } = wanted;
    // Offsets come from the archive and may be anything up to 2^64.
    if (position + length > this.#file.size) return 0;
    if (length > WINDOW_BYTES) return (await this.#file.handle.read(buffer, offset, length, position)).bytesRead;
    const window = this.#windows.find(one => position >= one.position && position + length <= one.position + one.bytes.length);
    const { bytes, position: start } = window ?? (await this.#load(position));
    return bytes.copy(buffer, offset, position - start, position - start + length);
  }

  async #load(position: number): Promise<Window> {
    const { buffer, bytesRead } = await this.#file.handle.read(Buffer.allocUnsafe(WINDOW_BYTES), 0, WINDOW_BYTES, position);
    const window = { position, bytes: buffer.subarray(0, bytesRead) };
    this.#windows = [window, ...this.#windows.slice(0, 1)];
    return window;
  }
}
