/** The knowledge: a document as the index takes it: its stems by number, for the whole and for each section; made once for each state of a document. */
import { basename } from 'node:path';
import type { KnownDocument } from './document.ts';
import type { Fields } from './lexical.ts';
import type { Section } from './sections.ts';
import type { Vocabulary } from './vocabulary.ts';
import { stemsAndPairs, stemsOf } from './words.ts';

export interface Prepared {
  readonly document: KnownDocument;
  readonly fields: Fields;
  readonly title: readonly string[];
  readonly sections: readonly PreparedSection[];
}

export interface PreparedSection {
  readonly section: Section;
  readonly fields: Fields;
  /** What it is about, for the model of meaning. */
  readonly text: Uint32Array;
  /** It speaks of other failures than its document. */
  readonly others: boolean;
}

const OTHERS = /mistaken|not to be confused|see also/i;

export function prepared(document: KnownDocument, vocabulary: Vocabulary): Prepared {
  const { name, title, head, sections } = document;
  const numbers = (stems: readonly string[]) => vocabulary.numbersOf(stems);
  const stemsOfTitle = joined(title, basename(name), stemsOf);
  const about = [...stemsOfTitle, ...stemsOf(...head.symptoms)];
  return {
    document,
    title: stemsOfTitle,
    fields: {
      // The file's name is a title too: runbooks are named by their alert.
      title: numbers(joined(title, basename(name), stemsAndPairs)),
      symptoms: numbers(stemsAndPairs(...head.symptoms)),
      tags: numbers(stemsOf(...head.tags, ...head.categories)),
      headings: numbers(stemsAndPairs(...sections.map(section => section.heading))),
      body: numbers(stemsAndPairs(...sections.map(section => section.text), ...head.queries, ...head.streams)),
    },
    sections: sections.map(section => {
      const [headings, body] = [stemsOf(section.heading), stemsOf(section.text)];
      return {
        section,
        fields: { headings: numbers(headings), body: numbers(body) },
        // Title and symptoms tell what each section is about.
        text: numbers([...about, ...headings, ...body]),
        others: OTHERS.test(section.heading),
      };
    }),
  };
}

/** A name that repeats the title adds nothing. */
function joined(title: string, name: string, stemsIn: (text: string) => string[]): string[] {
  const stems = stemsIn(title);
  return [...stems, ...stemsIn(name).filter(stem => !stems.includes(stem))];
}
