/** The knowledge: meaning within the documents themselves: latent semantic analysis, a truncated singular value decomposition of words by sections. */
import type { Vocabulary } from './vocabulary.ts';

/** Dimensions kept; few documents have fewer. */
const RANK = 96;
const OVERSAMPLING = 16;
const ROUNDS = 4;

/** Lets other work in between two slices; throws `cancelled`. */
export type Pause = () => Promise<void> | undefined;

export interface LatentModel {
  readonly rank: number;
  /** Unit vectors of the texts, one after the other. */
  readonly vectors: Float32Array;
  /** A question's unit vector; null when the model knows none of its words. */
  embed(words: Iterable<readonly [stem: string, weight: number]>): Float32Array | null;
  /** A text's vector as if it had been there when the model was made: folded in (Deerwester et al. 1990). */
  fold(text: Uint32Array): Float32Array;
}

/**
 * Texts are numbers of stems. Columns are texts, rows are stems, values log-entropy weighed (Dumais 1991). The left vectors come from randomised
 * subspace iteration (Halko, Martinsson and Tropp 2011) with a fixed seed, so that the same texts give the same model.
 */
export async function latentModel(texts: readonly Uint32Array[], vocabulary: Vocabulary, pause: Pause): Promise<LatentModel> {
  const rows = new Map<number, number>();
  const counts = texts.map(countsOf);
  for (const count of counts) for (const stem of count.keys()) if (!rows.has(stem)) rows.set(stem, rows.size);
  const weights = rowWeights(counts, rows);
  const matrix = counts.map(count => columnOf(count, rows, weights));
  // As many dimensions as texts would leave every word with itself.
  const rank = Math.min(RANK, Math.ceil(texts.length / 2), rows.size);
  const width = Math.min(rank + OVERSAMPLING, texts.length, rows.size);
  const basis = await subspace(matrix, { height: rows.size, width }, pause);
  const vectors = new Float32Array(matrix.length * rank);
  const vectorOf = (column: Column) => project(column, { basis, width, rank });
  for (const [at, column] of matrix.entries()) vectors.set(vectorOf(column) ?? new Float32Array(rank), at * rank);
  return {
    rank,
    vectors,
    embed: words => {
      const count = new Map<number, number>();
      for (const [word, weight] of words) {
        const stem = vocabulary.find(word);
        if (stem !== undefined && rows.has(stem)) count.set(stem, (count.get(stem) ?? 0) + weight);
      }
      return count.size ? vectorOf(columnOf(count, rows, weights)) : null;
    },
    fold: text => {
      const known = new Map([...countsOf(text)].filter(([stem]) => rows.has(stem)));
      return vectorOf(columnOf(known, rows, weights)) ?? new Float32Array(rank);
    },
  };
}

function countsOf(text: Uint32Array): Map<number, number> {
  const count = new Map<number, number>();
  for (const stem of text) count.set(stem, (count.get(stem) ?? 0) + 1);
  return count;
}

interface Size {
  readonly height: number;
  readonly width: number;
}

interface Column {
  readonly rows: Uint32Array;
  readonly values: Float32Array;
}

/** One minus the entropy of a stem over the texts: what stands everywhere weighs nothing. */
function rowWeights(counts: readonly Map<number, number>[], rows: ReadonlyMap<number, number>): Float32Array {
  const total = new Float64Array(rows.size);
  for (const count of counts) for (const [stem, times] of count) total[rows.get(stem) as number] += times;
  const entropy = new Float64Array(rows.size);
  for (const count of counts) {
    for (const [stem, times] of count) {
      const row = rows.get(stem) as number;
      const share = times / total[row];
      entropy[row] -= share * Math.log(share);
    }
  }
  const most = Math.log(Math.max(2, counts.length));
  return Float32Array.from(entropy, one => Math.max(0, 1 - one / most));
}

function columnOf(count: ReadonlyMap<number, number>, rows: ReadonlyMap<number, number>, weights: Float32Array): Column {
  const numbers = new Uint32Array(count.size);
  const values = new Float32Array(count.size);
  let at = 0;
  for (const [stem, times] of count) {
    const row = rows.get(stem) as number;
    numbers[at] = row;
    values[at++] = Math.log1p(times) * weights[row];
  }
  const length = Math.hypot(...values) || 1;
  return { rows: numbers, values: values.map(value => value / length) };
}

/** An orthonormal basis, rows × width, of the space that the strongest left vectors span. */
async function subspace(matrix: readonly Column[], { height, width }: Size, pause: Pause): Promise<Float64Array> {
  const random = randomFrom(20260601);
  let basis = Float64Array.from({ length: height * width }, random);
  for (let round = 0; round <= ROUNDS; round++) {
    await orthonormalise(basis, { height, width }, pause);
    if (round === ROUNDS) break;
    const next = new Float64Array(height * width);
    const along = new Float64Array(width);
    for (const { rows, values } of matrix) {
      await pause();
      along.fill(0);
      rows.forEach((row, at) => {
        for (let k = 0; k < width; k++) along[k] += values[at] * basis[row * width + k];
      });
      rows.forEach((row, at) => {
        for (let k = 0; k < width; k++) next[row * width + k] += values[at] * along[k];
      });
    }
    basis = next;
  }
  return basis;
}

/** Modified Gram-Schmidt by columns. After the iteration the columns stand in the order of their strength, near enough to cut the last. */
async function orthonormalise(basis: Float64Array, { height, width }: Size, pause: Pause): Promise<void> {
  for (let k = 0; k < width; k++) {
    await pause();
    for (let before = 0; before < k; before++) {
      let along = 0;
      for (let row = 0; row < height; row++) along += basis[row * width + k] * basis[row * width + before];
      for (let row = 0; row < height; row++) basis[row * width + k] -= along * basis[row * width + before];
    }
    let length = 0;
    for (let row = 0; row < height; row++) length += basis[row * width + k] ** 2;
    const scale = length > 1e-20 ? 1 / Math.sqrt(length) : 0;
    for (let row = 0; row < height; row++) basis[row * width + k] *= scale;
  }
}

function project({ rows, values }: Column, space: { basis: Float64Array; width: number; rank: number }): Float32Array | null {
  const { basis, width, rank } = space;
  const vector = new Float32Array(rank);
  rows.forEach((row, at) => {
    for (let k = 0; k < rank; k++) vector[k] += values[at] * basis[row * width + k];
  });
  const length = Math.hypot(...vector);
  return length > 1e-6 ? vector.map(one => one / length) : null;
}

/** Numbers between -1 and 1 (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2147483648 - 1;
  };
}
