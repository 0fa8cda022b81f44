/** The knowledge: a question as stems: what is typed, its parts and compounds that the documents know, and words of the same meaning. */
import type { Asked } from './lexical.ts';
import { meanings } from './synonyms.ts';
import { pairOf, type Word, wordsOf } from './words.ts';

const ALIKE = 0.3;
const COMPOUND = 0.8;
/** The name of a value says less than a word. */
const PLACEHOLDER = 0.4;
/** Two words that stand side by side in a document as they do here. */
const PAIR = 0.3;
/** What a word gains when it is said again. */
const AGAIN = 0.25;
/** Words of a question that are looked at; whoever pastes a log asks about its beginning. */
const MOST = 400;
const SHORTEST_PART = 3;

export interface Question {
  readonly asked: readonly Asked[];
  /** How each stem was typed. */
  readonly typed: ReadonlyMap<string, string>;
}

export interface Vocabulary {
  has(stem: string): boolean;
}

export function questionOf(text: string, vocabulary: Vocabulary): Question {
  const words = wordsOf(text).slice(0, MOST);
  const weights = new Map<string, number>();
  const typed = new Map<string, string>();
  const add = ({ stem, text: word }: Pick<Word, 'stem' | 'text'>, weight: number) => {
    const before = weights.get(stem) ?? 0;
    weights.set(stem, Math.max(before, weight) + (before ? AGAIN * Math.min(before, weight) : 0));
    if (!typed.has(stem)) typed.set(stem, word);
  };
  words.forEach((word, at) => {
    const weight = word.placeholder ? PLACEHOLDER : 1;
    add(word, weight);
    for (const part of partsOf(word.stem, vocabulary)) add({ stem: part, text: word.text }, weight * COMPOUND);
    const next = words[at + 1];
    const pair = next?.follows ? pairOf(word, next) : null;
    if (pair && vocabulary.has(pair)) add({ stem: pair, text: `${word.text} ${next.text}` }, weight * PAIR);
    const joined = next && `${word.text}${next.text}`.toLowerCase();
    if (joined && vocabulary.has(joined)) add({ stem: joined, text: `${word.text} ${next.text}` }, weight * COMPOUND);
  });
  const asked = [...weights].map(([stem, weight]): Asked => {
    const alike = (meanings.alike.get(stem) ?? []).map(other => [other, ALIKE] as const);
    return { weight, stems: [[stem, 1], ...alike] };
  });
  return { asked, typed };
}

/** `statefulset` → stateful, set, where the documents know both. */
function partsOf(stem: string, vocabulary: Vocabulary): string[] {
  for (let at = SHORTEST_PART; at <= stem.length - SHORTEST_PART; at++) {
    const [head, tail] = [stem.slice(0, at), stem.slice(at)];
    if (vocabulary.has(head) && vocabulary.has(tail)) return [head, tail];
  }
  return [];
}
