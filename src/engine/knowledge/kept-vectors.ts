/** The knowledge: vectors of texts, by their hashes, as they are kept in the home folder: one line of hashes, then the vectors one after the other. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from '../../base/fault.ts';
import { makeFolder } from '../folder.ts';

/** Vectors of one model. A home that cannot be written costs time at the next start, nothing else. */
export class KeptVectors {
  readonly #folder: string;
  readonly #file: string;
  readonly #kept: Map<string, Float32Array>;

  constructor(home: string, name: string) {
    this.#folder = join(home, 'knowledge');
    this.#file = join(this.#folder, `${name}.vectors`);
    this.#kept = readKept(this.#file);
  }

  has(hash: string): boolean {
    return this.#kept.has(hash);
  }

  set(hash: string, vector: Float32Array): void {
    this.#kept.set(hash, vector);
  }

  /** Throws `model_unusable` where the model is another one than that of the kept vectors. */
  joined(hashes: readonly string[]): Float32Array {
    const all = hashes.map(hash => this.#kept.get(hash) as Float32Array);
    const rank = all[0]?.length ?? 0;
    if (all.some(one => one.length !== rank))
      throw new Fault('model_unusable', { model: '', folder: '', problem: 'its vectors differ in length' });
    const vectors = new Float32Array(all.length * rank);
    for (const [at, one] of all.entries()) vectors.set(one, at * rank);
    return vectors;
  }

  /** These beside those that the file has. */
  add(hashes: readonly string[]): void {
    this.write([...new Set([...readKept(this.#file).keys(), ...hashes])].filter(hash => this.#kept.has(hash)));
  }

  /** These alone: what was changed or taken away is forgotten. */
  write(hashes: readonly string[]): void {
    const vectors = this.joined(hashes);
    const head = Buffer.from(`${JSON.stringify(hashes)}\n`);
    try {
      makeFolder(this.#folder);
      const part = `${this.#file}.${process.pid}`;
      writeFileSync(part, Buffer.concat([head, Buffer.from(vectors.buffer, vectors.byteOffset, vectors.byteLength)]));
      renameSync(part, this.#file);
    } catch (failure) {
      if (!(failure instanceof Error && 'code' in failure)) throw failure;
    }
  }
}

/** Written by another version or broken off: nothing is kept. */
function readKept(file: string): Map<string, Float32Array> {
  const kept = new Map<string, Float32Array>();
  if (!existsSync(file)) return kept;
  const bytes = readFileSync(file);
  const end = bytes.indexOf(10);
  const hashes = /^\[("[0-9a-f]{32}",?)+\]$/.test(bytes.toString('latin1', 0, Math.max(0, end)))
    ? (JSON.parse(bytes.toString('latin1', 0, end)) as string[])
    : [];
  const rank = (bytes.length - end - 1) / 4 / hashes.length;
  if (!Number.isInteger(rank)) return kept;
  const vectors = new Float32Array(Uint8Array.from(bytes.subarray(end + 1)).buffer);
  hashes.forEach((hash, at) => {
    kept.set(hash, vectors.subarray(at * rank, (at + 1) * rank));
  });
  return kept;
}
