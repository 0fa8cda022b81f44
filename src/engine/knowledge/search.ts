/** The knowledge: the search: words and meaning, each ranking documents for itself, joined by their ranks; each hit says why. */
import { cosines } from './cosine.ts';
import type { KnownDocument } from './document.ts';
import type { Pause } from './latent.ts';
import { type Field, LexicalIndex } from './lexical.ts';
import { Meaning } from './meaning.ts';
import { type Prepared, type PreparedSection, prepared } from './prepared.ts';
import { type Question, questionOf } from './question.ts';
import type { Section } from './sections.ts';
import { Vocabulary } from './vocabulary.ts';

/** Reciprocal rank fusion (Cormack, Clarke and Büttcher 2009): 1 / (K + rank). */
const K = 20;
/** Ranks do not tell by how much: what is far ahead in one ranking keeps a part of its lead. */
const MARGIN = 0.02;
/** Shares of the rankings: the words of a question are what a person chose. */
const SHARES = { words: 1, latent: 0.35, model: 1 };
/** Words that meet for less than this share of the best document's have met by chance. */
const LEAST_SHARE = 0.1;
/** Meaning below the first is no likeness, and below the second none that suffices without words. */
const LEAST_LIKENESS = 0.15;
const LIKENESS = 0.35;
/** Sections from which on meaning can be learnt. */
const FEWEST = 20;
/** How much more words count in a document whose whole title the question names. */
const TITLE_NAMED = 0.5;

export interface Found {
  readonly document: KnownDocument;
  readonly section: Section;
  readonly score: number;
  readonly why: readonly string[];
}

const NOWHERE: Section = { heading: '', line: 1, text: '' };

interface Unit extends PreparedSection {
  /** Number of its document. */
  readonly document: number;
}

interface Built {
  readonly vocabulary: Vocabulary;
  readonly documents: readonly Prepared[];
  readonly latent: Meaning | null;
}

/** Everything that is known, made searchable. */
export class KnowledgeIndex {
  readonly documents: readonly KnownDocument[];
  readonly #built: Built;
  readonly #units: readonly Unit[];
  /** Of each document the number of its first unit. */
  readonly #firstUnit: Uint32Array;
  readonly #byDocument: LexicalIndex;
  readonly #bySection: LexicalIndex;

  private constructor(built: Built) {
    const { documents, vocabulary } = built;
    this.#built = built;
    this.documents = documents.map(one => one.document);
    this.#units = documents.flatMap(({ sections }, number) => sections.map(section => ({ ...section, document: number })));
    this.#firstUnit = new Uint32Array(documents.length + 1);
    for (const [number, { sections }] of documents.entries())
      this.#firstUnit[number + 1] = this.#firstUnit[number] + sections.length;
    this.#byDocument = new LexicalIndex(
      documents.map(one => one.fields),
      vocabulary,
    );
    this.#bySection = new LexicalIndex(
      this.#units.map(one => one.fields),
      vocabulary,
    );
  }

  /** What `before` knows of documents that are the same object is not read again. */
  static async of(
    documents: readonly KnownDocument[],
    pause: Pause,
    before: KnowledgeIndex | null = null,
  ): Promise<KnowledgeIndex> {
    const kept = before && isLike(before, documents) ? before.#built : null;
    const vocabulary = kept?.vocabulary ?? new Vocabulary();
    const known = new Map(kept?.documents.map(one => [one.document, one]));
    const all: Prepared[] = [];
    for (const document of documents) {
      all.push(known.get(document) ?? prepared(document, vocabulary));
      await pause();
    }
    const sections = all.flatMap(one => one.sections);
    const latent =
      sections.length < FEWEST
        ? null
        : ((await kept?.latent?.with(sections, pause)) ?? (await Meaning.of(sections, vocabulary, pause)));
    return new KnowledgeIndex({ vocabulary, documents: all, latent });
  }

  /** What it goes by, in words. */
  get by(): string[] {
    return ['words', ...(this.#built.latent ? ['meaning within the documents'] : [])];
  }

  /** Each section as a model reads it. */
  get texts(): string[] {
    return this.#units.map(({ document, section }) => `${this.documents[document].title}. ${section.heading}\n${section.text}`);
  }

  get sections(): number {
    return this.#units.length;
  }

  /** Best first; documents that share neither a word nor a meaning with the question are left out. */
  search(text: string, byModel: Float32Array | null = null): Found[] {
    const question = questionOf(text, this.#byDocument);
    const words = this.#words(question);
    const alike = this.#alike(question);
    const model = this.#best(byModel);
    const fused = fuse([words, SHARES.words], [alike.documents, SHARES.latent], [model, SHARES.model]);
    for (const at of fused.keys()) if (!words[at] && Math.max(alike.documents[at], model[at]) < LIKENESS) fused.delete(at);
    const order = [...fused.keys()].sort((a, b) => (fused.get(b) ?? 0) - (fused.get(a) ?? 0) || a - b);
    const best = fused.get(order[0]) ?? 1;
    const sections = this.#bySection.score(question.asked);
    return order.map(number => ({
      document: this.documents[number],
      section: this.#sectionOf(number, sections, alike.units),
      score: (fused.get(number) ?? 0) / best,
      why: this.#why(number, question, { alike: alike.documents[number], byModel: model[number] }),
    }));
  }

  /** All of them, by title. */
  all(): Found[] {
    const byTitle = [...this.documents].sort((a, b) => a.title.localeCompare(b.title));
    return byTitle.map(document => ({ document, section: this.beginningOf(document), score: 1, why: [] }));
  }

  tagged(tag: string): Found[] {
    return this.all().filter(one => one.document.head.tags.includes(tag));
  }

  beginningOf({ sections }: KnownDocument): Section {
    return sections[0] ?? NOWHERE;
  }

  #words({ asked }: Question): Float64Array {
    const shares = new Map<string, number>();
    for (const { weight, stems } of asked)
      for (const [stem, share] of stems) shares.set(stem, Math.max(shares.get(stem) ?? 0, Math.min(1, weight) * share));
    const scores = this.#byDocument
      .score(asked)
      .map(
        (score, number) =>
          score && score * (1 + TITLE_NAMED * this.#byDocument.covered(this.#built.documents[number].title, shares)),
      );
    const least = LEAST_SHARE * Math.max(0, ...scores);
    return scores.map(score => (score < least ? 0 : score));
  }

  #alike(question: Question): { units: Float32Array; documents: Float64Array } {
    const words = question.asked.flatMap(({ weight, stems }) => stems.map(([one, share]) => [one, weight * share] as const));
    const { latent } = this.#built;
    const vector = latent?.model.embed(words);
    const units = vector && latent ? cosines(latent.vectors, vector) : new Float32Array(this.#units.length);
    return { units, documents: this.#best(units) };
  }

  /** Of each document its section that is most alike; too little is nothing. */
  #best(units: Float32Array | null): Float64Array {
    const documents = new Float64Array(this.documents.length);
    for (const [at, { document }] of this.#units.entries()) documents[document] = Math.max(documents[document], units?.[at] ?? 0);
    return documents.map(one => (one < LEAST_LIKENESS ? 0 : one));
  }

  #sectionOf(document: number, words: Float64Array, alike: Float32Array): Section {
    let best = -1;
    let most = -1;
    for (let at = this.#firstUnit[document]; at < this.#firstUnit[document + 1]; at++) {
      const score = (words[at] + alike[at]) * (this.#units[at].others ? 0.5 : 1);
      if (score > most) [best, most] = [at, score];
    }
    return this.#units[best]?.section ?? NOWHERE;
  }

  #why(document: number, { asked, typed }: Question, { alike, byModel }: { alike: number; byModel: number }): string[] {
    const words = new Map<Field, string[]>();
    for (const { stems } of asked) {
      for (const [stem, share] of stems) {
        const [field] = this.#byDocument.fieldsOf(stem, document);
        // A pair's words are told one by one.
        if (!field || stem.includes('_')) continue;
        const word = (typed.get(stems[0][0]) ?? stems[0][0]).toLowerCase();
        const told = share < 1 ? `${word} (as ${stem})` : word;
        words.set(field, [...(words.get(field) ?? []), told]);
        break;
      }
    }
    const told = (Object.keys(LABELS) as Field[]).flatMap(field => {
      const all = [...new Set(words.get(field) ?? [])];
      return all.length
        ? [`${LABELS[field]}: ${all.slice(0, MOST_WORDS).join(', ')}${all.length > MOST_WORDS ? ', …' : ''}`]
        : [];
    });
    return [
      ...told,
      ...(alike > 0 ? [`alike in meaning (${alike.toFixed(2)})`] : []),
      ...(byModel > 0 ? [`alike by the model (${byModel.toFixed(2)})`] : []),
    ];
  }
}

const MOST_WORDS = 6;
const LABELS: Readonly<Record<Field, string>> = {
  title: 'title',
  symptoms: 'symptoms',
  tags: 'tags',
  headings: 'headings',
  body: 'text',
};

function fuse(...rankings: readonly (readonly [scores: Float64Array, share: number])[]): Map<number, number> {
  const fused = new Map<number, number>();
  for (const [scores, share] of rankings) {
    const order = [...scores.keys()].filter(at => scores[at] > 0).sort((a, b) => scores[b] - scores[a] || a - b);
    const best = scores[order[0]];
    for (const [rank, at] of order.entries())
      fused.set(at, (fused.get(at) ?? 0) + share * (1 / (K + rank + 1) + (MARGIN * scores[at]) / best));
  }
  return fused;
}

/** Of a vocabulary most of whose stems nobody has any more little would be kept. */
function isLike(before: KnowledgeIndex, documents: readonly KnownDocument[]): boolean {
  const known = new Set(before.documents);
  return documents.filter(one => known.has(one)).length * 2 >= before.documents.length;
}
