/** The knowledge: a number for each stem, so that what was read of a document can be kept and counted without its letters. */
export class Vocabulary {
  readonly #numbers = new Map<string, number>();

  get size(): number {
    return this.#numbers.size;
  }

  find(stem: string): number | undefined {
    return this.#numbers.get(stem);
  }

  /** Stems that are new get numbers of their own. */
  numbersOf(stems: readonly string[]): Uint32Array {
    return Uint32Array.from(stems, stem => {
      const known = this.#numbers.get(stem);
      if (known !== undefined) return known;
      this.#numbers.set(stem, this.#numbers.size);
      return this.#numbers.size - 1;
    });
  }
}
