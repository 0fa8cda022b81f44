/** The knowledge: words looked up in an inverted index and weighed by BM25F, each field with its own weight and length. */

import type { Vocabulary } from './vocabulary.ts';

/** Fields of what is searched, with weight and how much their length counts (b of BM25F, Robertson and Zaragoza 2009). */
export const FIELDS = {
  title: { weight: 4, length: 0.3 },
  symptoms: { weight: 2.5, length: 0.5 },
  tags: { weight: 2, length: 0.3 },
  headings: { weight: 1.2, length: 0.5 },
  body: { weight: 1, length: 0.6 },
} as const;

export type Field = keyof typeof FIELDS;
const names = Object.keys(FIELDS) as Field[];

/** Saturation: how soon a further mention counts no more. */
const K1 = 1.2;

/** A text to be found, as numbers of stems per field. */
export type Fields = Readonly<Partial<Record<Field, Uint32Array>>>;

interface Posting {
  /** Numbers of the units, ascending. */
  readonly units: Uint32Array;
  /** Weighed frequency over all fields, lengths considered. */
  readonly weights: Float32Array;
  /** Bit per field that it stands in. */
  readonly fields: Uint8Array;
}

/** All postings one after the other; those of stem `n` from `starts[n]` to `starts[n + 1]`. */
interface Postings extends Posting {
  readonly starts: Uint32Array;
}

/** One word of a question: its stem and those that may stand for it, each with a weight. */
export interface Asked {
  readonly weight: number;
  readonly stems: readonly (readonly [stem: string, weight: number])[];
}

export class LexicalIndex {
  readonly size: number;
  readonly #vocabulary: Vocabulary;
  readonly #postings: Postings;

  constructor(units: readonly Fields[], vocabulary: Vocabulary) {
    this.size = units.length;
    this.#vocabulary = vocabulary;
    this.#postings = postingsOf(units, vocabulary.size);
  }

  has(stem: string): boolean {
    return this.#posting(stem) !== null;
  }

  #posting(stem: string): Posting | null {
    const { starts, units, weights, fields } = this.#postings;
    const number = this.#vocabulary.find(stem);
    // Later indexes of the same vocabulary know stems that this one does not.
    if (number === undefined || number >= starts.length - 1) return null;
    const [from, to] = [starts[number], starts[number + 1]];
    if (from === to) return null;
    return { units: units.subarray(from, to), weights: weights.subarray(from, to), fields: fields.subarray(from, to) };
  }

  idf(stem: string): number {
    const found = this.#posting(stem)?.units.length ?? 0;
    return Math.log(1 + (this.size - found + 0.5) / (found + 0.5));
  }

  /** A score per unit. Of the stems that may stand for a word only the best counts. */
  score(asked: readonly Asked[]): Float64Array {
    const total = new Float64Array(this.size);
    const best = new Float64Array(this.size);
    for (const { weight, stems } of asked) {
      best.fill(0);
      for (const [stem, share] of stems) this.#raise(best, stem, share);
      for (let unit = 0; unit < total.length; unit++) total[unit] += weight * best[unit];
    }
    return total;
  }

  #raise(best: Float64Array, stem: string, share: number): void {
    const posting = this.#posting(stem);
    if (!posting) return;
    const idf = this.idf(stem) * share;
    posting.units.forEach((unit, at) => {
      const frequency = posting.weights[at];
      best[unit] = Math.max(best[unit], (idf * frequency * (K1 + 1)) / (K1 + frequency));
    });
  }

  /** The part of a title, by how rare its stems are, that a question names; a word of the same meaning counts for its share. */
  covered(title: readonly string[], shares: ReadonlyMap<string, number>): number {
    let [named, all] = [0, 0];
    for (const stem of title) {
      all += this.idf(stem);
      named += this.idf(stem) * (shares.get(stem) ?? 0);
    }
    return all > 0 ? named / all : 0;
  }

  /** The fields of a unit that a stem stands in. */
  fieldsOf(stem: string, unit: number): Field[] {
    const posting = this.#posting(stem);
    const at = posting ? posting.units.indexOf(unit) : -1;
    return posting && at >= 0 ? names.filter((_, bit) => posting.fields[at] & (1 << bit)) : [];
  }
}

/** Counts first how many units each stem stands in, then puts them there. */
function postingsOf(units: readonly Fields[], stems: number): Postings {
  const starts = startsOf(units, stems);
  const means = names.map(name => Math.max(1, units.reduce((sum, unit) => sum + (unit[name]?.length ?? 0), 0) / units.length));
  const all = starts[stems];
  const [numbers, weights, fields] = [new Uint32Array(all), new Float32Array(all), new Uint8Array(all)];
  const next = starts.slice();
  const sums = new Float64Array(stems);
  units.forEach((unit, number) => {
    names.forEach((name, bit) => {
      const { weight, length } = FIELDS[name];
      const share = weight / (1 - length + (length * (unit[name]?.length ?? 0)) / means[bit]);
      for (const stem of unit[name] ?? []) {
        const isNew = next[stem] === starts[stem] || numbers[next[stem] - 1] !== number;
        const at = isNew ? next[stem]++ : next[stem] - 1;
        sums[stem] = isNew ? share : sums[stem] + share;
        numbers[at] = number;
        weights[at] = sums[stem];
        fields[at] |= 1 << bit;
      }
    });
  });
  return { starts, units: numbers, weights, fields };
}

function startsOf(units: readonly Fields[], stems: number): Uint32Array {
  const starts = new Uint32Array(stems + 1);
  const last = new Int32Array(stems).fill(-1);
  units.forEach((unit, number) => {
    for (const name of names) {
      for (const stem of unit[name] ?? []) {
        if (last[stem] === number) continue;
        last[stem] = number;
        starts[stem + 1]++;
      }
    }
  });
  for (let stem = 0; stem < stems; stem++) starts[stem + 1] += starts[stem];
  return starts;
}
