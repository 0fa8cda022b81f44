/** Sample: lines are written in any order and come out by time, file by file. */

interface Entry {
  readonly at: number;
  readonly text: string;
}

export class Pages {
  readonly #files = new Map<string, Entry[]>();
  readonly #order = new Map<string, string>();

  /** A record, of one line or of several joined by line ends; `at` (ms) decides its place. */
  add(path: string, at: number, text: string): void {
    const entries = this.#files.get(path) ?? [];
    if (!entries.length) this.#files.set(path, entries);
    entries.push({ at, text });
  }

  /** A whole file without times. */
  put(path: string, text: string): void {
    this.#order.set(path, text);
  }

  /** Text of every file by path, paths in alphabetical order. */
  texts(): Map<string, string> {
    const texts = new Map(this.#order);
    for (const [path, entries] of this.#files) {
      // Array.sort is stable: records of one moment stay in the order in which they were written.
      texts.set(
        path,
        entries
          .sort((one, other) => one.at - other.at)
          .map(entry => `${entry.text}\n`)
          .join(''),
      );
    }
    return new Map([...texts].sort(([one], [other]) => (one < other ? -1 : 1)));
  }
}
