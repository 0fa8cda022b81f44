/** The store: which templates and heads hold a word in all of their rows, and which only in some. */

/** A template's constant words in runs, and words that only some of its lines hold. */
export interface TemplateWords {
  readonly id: number;
  readonly runs: readonly (readonly string[])[];
  readonly former: readonly string[];
}

export class Lexicon {
  readonly #templates: readonly TemplateWords[];
  readonly #heads: readonly (readonly (readonly string[])[])[];
  readonly #constant: Map<string, Set<number>>;
  readonly #former: Map<string, Set<number>>;
  readonly #inHeads: Map<string, Set<number>>;

  /** `heads` are the constant runs of each head, by id. */
  constructor(templates: readonly TemplateWords[], heads: readonly (readonly (readonly string[])[])[]) {
    this.#templates = templates;
    this.#heads = heads;
    this.#constant = invert(templates.map(one => [one.id, one.runs.flat()]));
    this.#former = invert(templates.map(one => [one.id, one.former]));
    this.#inHeads = invert(heads.map((runs, id) => [id, runs.flat()]));
  }

  /** Templates of which every line holds the word. */
  templatesWith(word: string): ReadonlySet<number> {
    return this.#constant.get(word) ?? nothing;
  }

  /** Templates of which some lines may hold the word although nothing else tells. */
  templatesOnceWith(word: string): ReadonlySet<number> {
    return this.#former.get(word) ?? nothing;
  }

  headsWith(word: string): ReadonlySet<number> {
    return this.#inHeads.get(word) ?? nothing;
  }

  /** Templates of which every line holds the words one behind the other. */
  templatesWithPhrase(words: readonly string[], prefix: boolean): Set<number> {
    return new Set(this.#templates.filter(one => one.runs.some(run => holds(run, words, prefix))).map(one => one.id));
  }

  headsWithPhrase(words: readonly string[], prefix: boolean): Set<number> {
    return new Set(this.#heads.flatMap((runs, id) => (runs.some(run => holds(run, words, prefix)) ? [id] : [])));
  }
}

const nothing: ReadonlySet<number> = new Set();

function invert(lists: readonly (readonly [number, readonly string[]])[]): Map<string, Set<number>> {
  const byWord = new Map<string, Set<number>>();
  for (const [id, words] of lists) {
    for (const word of words) {
      const ids = byWord.get(word);
      if (ids) ids.add(id);
      else byWord.set(word, new Set([id]));
    }
  }
  return byWord;
}

function holds(run: readonly string[], words: readonly string[], prefix: boolean): boolean {
  const last = words.length - 1;
  for (let start = 0; start + words.length <= run.length; start++) {
    const fits = words.every((word, i) => (prefix && i === last ? run[start + i].startsWith(word) : run[start + i] === word));
    if (fits) return true;
  }
  return false;
}
