/** The ground: a Lifetime ends, in reverse order, everything that was begun under it. */

export type End = () => void | Promise<void>;

export class Lifetime {
  #ends: End[] = [];
  #over = false;

  /** Registers how a thing ends; a thing begun after the end is ended at once. */
  add(end: End): void {
    if (this.#over) void end();
    else this.#ends.push(end);
  }

  /** Ends everything once, last begun first, even when one of them fails; the first failure is thrown afterwards. */
  async end(): Promise<void> {
    this.#over = true;
    const failures: unknown[] = [];
    for (const end of this.#ends.splice(0).reverse()) {
      try {
        await end();
      } catch (failure) {
        failures.push(failure);
      }
    }
    if (failures.length) throw failures[0];
  }
}
