/** The knowledge: words looked up in an inverted index and weighed by BM25F, each field with its own weight and length. */

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

/** A text to be found, as stems per field. */
export type Fields = Readonly<Partial<Record<Field, readonly string[]>>>;

interface Posting {
  /** Numbers of the units, ascending. */
  readonly units: Uint32Array;
  /** Weighed frequency over all fields, lengths considered. */
  readonly weights: Float32Array;
  /** Bit per field that it stands in. */
  readonly fields: Uint8Array;
}

/** One word of a question: its stem and those that may stand for it, each with a weight. */
export interface Asked {
  readonly weight: number;
  readonly stems: readonly (readonly [stem: string, weight: number])[];
}

export class LexicalIndex {
  readonly size: number;
  readonly #postings: ReadonlyMap<string, Posting>;

  constructor(units: readonly Fields[]) {
    this.size = units.length;
    this.#postings = postingsOf(units);
  }

  has(stem: string): boolean {
    return this.#postings.has(stem);
  }

  get stems(): Iterable<string> {
    return this.#postings.keys();
  }

  idf(stem: string): number {
    const found = this.#postings.get(stem)?.units.length ?? 0;
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
    const posting = this.#postings.get(stem);
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
    const posting = this.#postings.get(stem);
    const at = posting ? posting.units.indexOf(unit) : -1;
    return posting && at >= 0 ? names.filter((_, bit) => posting.fields[at] & (1 << bit)) : [];
  }
}

function postingsOf(units: readonly Fields[]): Map<string, Posting> {
  const means = names.map(name => Math.max(1, units.reduce((sum, unit) => sum + (unit[name]?.length ?? 0), 0) / units.length));
  const open = new Map<string, { units: number[]; weights: number[]; fields: number[] }>();
  units.forEach((unit, number) => {
    names.forEach((name, bit) => {
      const stems = unit[name] ?? [];
      const { weight, length } = FIELDS[name];
      const share = weight / (1 - length + (length * stems.length) / means[bit]);
      for (const stem of stems) {
        const posting = open.get(stem) ?? { units: [], weights: [], fields: [] };
        open.set(stem, posting);
        const last = posting.units.length - 1;
        if (posting.units[last] === number) {
          posting.weights[last] += share;
          posting.fields[last] |= 1 << bit;
        } else {
          posting.units.push(number);
          posting.weights.push(share);
          posting.fields.push(1 << bit);
        }
      }
    });
  });
  const sealed = [...open].map(([stem, { units: numbers, weights, fields }]): [string, Posting] => [
    stem,
    { units: Uint32Array.from(numbers), weights: Float32Array.from(weights), fields: Uint8Array.from(fields) },
  ]);
  return new Map(sealed);
}
