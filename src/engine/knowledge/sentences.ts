/** The knowledge: the vectors of sections by a sentence model; each text is embedded once and kept in the home folder. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from '../../base/fault.ts';
import type { ModelChoice } from '../../model/knowledge.ts';
import { makeFolder } from '../folder.ts';
import { cosines } from './cosine.ts';
import { openModel, type SentenceModel } from './model.ts';

/** Characters of a section that a model reads; those of its kind cut at some hundred words. */
const READ = 1200;

export interface Sentences {
  readonly name: string;
  /** The likeness of a question to every section. Throws `model_unusable`. */
  alike(question: string): Promise<Float32Array>;
}

/** A choice that changed opens another model; one that failed is tried again when its folder is named anew. */
export class SentenceShelf {
  readonly #home: string;
  #open: { key: string; model: Promise<SentenceModel> } | null = null;
  #made: { key: string; vectors: Float32Array } | null = null;

  constructor(home: string) {
    this.#home = home;
  }

  /** Null where no model is chosen. Throws `model_unusable`. */
  async of(choice: ModelChoice, texts: readonly string[]): Promise<Sentences | null> {
    if (!choice.folder || texts.length === 0) return null;
    const key = `${choice.folder}\0${choice.model}`;
    if (this.#open?.key !== key) this.#open = { key, model: openModel(choice) };
    const model = await this.#open.model;
    const vectors = await this.#vectors(model, key, texts);
    return { name: model.name, alike: async question => cosines(vectors, await model.embed([question.slice(0, READ)])) };
  }

  async #vectors(model: SentenceModel, choice: string, texts: readonly string[]): Promise<Float32Array> {
    const hashes = texts.map(text => hashOf(text.slice(0, READ)));
    const key = hashOf(`${choice}\0${hashes.join('')}`);
    if (this.#made?.key === key) return this.#made.vectors;
    const file = join(this.#home, 'knowledge', `${hashOf(choice)}.vectors`);
    const kept = readKept(file);
    const missing = texts.flatMap((text, at) => (kept.has(hashes[at]) ? [] : [text.slice(0, READ)]));
    if (missing.length) {
      const fresh = await model.embed(missing);
      const rank = fresh.length / missing.length;
      missing.forEach((text, at) => {
        kept.set(hashOf(text), fresh.subarray(at * rank, (at + 1) * rank));
      });
      this.#keep(file, hashes, kept);
    }
    const vectors = joined(hashes, kept);
    this.#made = { key, vectors };
    return vectors;
  }

  /** Only what is there now; a home that cannot be written costs time at the next start, nothing else. */
  #keep(file: string, hashes: readonly string[], kept: ReadonlyMap<string, Float32Array>): void {
    const vectors = joined(hashes, kept);
    const head = Buffer.from(`${JSON.stringify(hashes)}\n`);
    try {
      makeFolder(join(this.#home, 'knowledge'));
      const part = `${file}.${process.pid}`;
      writeFileSync(part, Buffer.concat([head, Buffer.from(vectors.buffer, vectors.byteOffset, vectors.byteLength)]));
      renameSync(part, file);
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

/** Throws `model_unusable` where the model is another one than that of the kept vectors. */
function joined(hashes: readonly string[], kept: ReadonlyMap<string, Float32Array>): Float32Array {
  const all = hashes.map(hash => kept.get(hash) as Float32Array);
  const rank = all[0].length;
  if (all.some(one => one.length !== rank))
    throw new Fault('model_unusable', { model: '', folder: '', problem: 'its vectors differ in length' });
  const vectors = new Float32Array(all.length * rank);
  for (const [at, one] of all.entries()) vectors.set(one, at * rank);
  return vectors;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
