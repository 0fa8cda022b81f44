/** The knowledge: the search: words and meaning, each ranking documents for itself, joined by their ranks; each hit says why. */
import { basename } from 'node:path';
import { cosines } from './cosine.ts';
import type { KnownDocument } from './document.ts';
import { type LatentModel, latentModel, type Pause } from './latent.ts';
import { type Field, type Fields, LexicalIndex } from './lexical.ts';
import { type Question, questionOf } from './question.ts';
import type { Section } from './sections.ts';
import { stemsAndPairs, stemsOf } from './words.ts';

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
/** Such a section speaks of other failures than its document. */
const OTHERS = /mistaken|not to be confused|see also/i;
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

interface Unit {
  /** Number of its document. */
  readonly document: number;
  readonly section: Section;
}

interface Built {
  readonly documents: readonly KnownDocument[];
  readonly units: readonly Unit[];
  readonly latent: LatentModel | null;
}

/** Everything that is known, made searchable. */
export class KnowledgeIndex {
  readonly documents: readonly KnownDocument[];
  readonly #units: readonly Unit[];
  readonly #titles: readonly (readonly string[])[];
  readonly #byDocument: LexicalIndex;
  readonly #bySection: LexicalIndex;
  /** Null where the documents are too few to tell what goes together. */
  readonly #latent: LatentModel | null;

  private constructor({ documents, units, latent }: Built) {
    this.documents = documents;
    this.#units = units;
    this.#latent = latent;
    this.#titles = documents.map(({ title, name }) => joined(title, basename(name), stemsOf));
    this.#byDocument = new LexicalIndex(documents.map(fieldsOf));
    this.#bySection = new LexicalIndex(units.map(({ section }) => sectionFields(section)));
  }

  static async of(documents: readonly KnownDocument[], pause: Pause): Promise<KnowledgeIndex> {
    const units = documents.flatMap((document, number) => document.sections.map(section => ({ document: number, section })));
    const texts: string[][] = [];
    for (const { document, section } of units) {
      texts.push(textOf(documents[document], section));
      await pause();
    }
    const latent = texts.length < FEWEST ? null : await latentModel(texts, pause);
    return new KnowledgeIndex({ documents, units, latent });
  }

  /** What it goes by, in words. */
  get by(): string[] {
    return ['words', ...(this.#latent ? ['meaning within the documents'] : [])];
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
      .map((score, number) => score && score * (1 + TITLE_NAMED * this.#byDocument.covered(this.#titles[number], shares)));
    const least = LEAST_SHARE * Math.max(0, ...scores);
    return scores.map(score => (score < least ? 0 : score));
  }

  #alike(question: Question): { units: Float32Array; documents: Float64Array } {
    const words = question.asked.flatMap(({ weight, stems }) => stems.map(([one, share]) => [one, weight * share] as const));
    const vector = this.#latent?.embed(words);
    const units = vector && this.#latent ? cosines(this.#latent.vectors, vector) : new Float32Array(this.#units.length);
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
    this.#units.forEach((unit, at) => {
      const score = (words[at] + alike[at]) * (OTHERS.test(unit.section.heading) ? 0.5 : 1);
      if (unit.document === document && score > most) [best, most] = [at, score];
    });
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

/** The file's name is a title too: runbooks are named by their alert. */
function fieldsOf({ name, title, head, sections }: KnownDocument): Fields {
  return {
    title: joined(title, basename(name)),
    symptoms: stemsAndPairs(...head.symptoms),
    tags: stemsOf(...head.tags, ...head.categories),
    headings: stemsAndPairs(...sections.map(section => section.heading)),
    body: stemsAndPairs(...sections.map(section => section.text), ...head.queries, ...head.streams),
  };
}

/** A name that repeats the title adds nothing. */
function joined(title: string, name: string, stemsIn = stemsAndPairs): string[] {
  const stems = stemsIn(title);
  return [...stems, ...stemsIn(name).filter(stem => !stems.includes(stem))];
}

function sectionFields({ heading, text }: Section): Fields {
  return { headings: stemsOf(heading), body: stemsOf(text) };
}

/** Title and symptoms tell what each section is about. */
function textOf({ name, title, head }: KnownDocument, { heading, text }: Section): string[] {
  return [...joined(title, basename(name), stemsOf), ...stemsOf(...head.symptoms, heading, text)];
}
