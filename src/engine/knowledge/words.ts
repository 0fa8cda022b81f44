/** The knowledge: text as the words that are compared: split where people join them, without what carries no meaning, and cut to their stems. */
import { stem } from './stem.ts';

const STOP = new Set(
  (
    'a an the of to in on at by for from with without into onto as is are was were be been being am it its this that these those there here and or nor but if then than so ' +
    'such has have had having do does did doing can could may might must shall should will would about over under again more most less least very too also just only own same both each ' +
    'any some all few many much other another because due while until when where which who whom whose what why how you your we our they them their he she his her i me my us ' +
    'during before after above below between through off per via etc eg ie s t d ll ve re don isn t'
  ).split(' '),
);

/** Upper bound of the text that is looked at in one go. */
const LONGEST_WORD = 40;

export interface Word {
  /** Stem in lower case. */
  readonly stem: string;
  /** As it stands. */
  readonly text: string;
  /** Stands in place of a value: `<namespace>`, `{{ $labels.pod }}`, `${DISK}`. */
  readonly placeholder: boolean;
  /** Nothing but blanks, a hyphen or stop words stand between it and the word before. */
  readonly follows: boolean;
}

const PLACEHOLDER = /<\$?[a-z_][\w.-]*>|\{\{[^{}]*\}\}|\$\{\w+\}/gi;
/** What may stand between two words that belong together. */
const BETWEEN = /^[\s_/-]*$/;
const WORD = /[\p{L}\p{N}]+(?:['’][\p{L}]+)?/gu;

/** In order; words of a name that is joined (`KubePodNotReady`, `no_space_left`) come one by one, stop words not at all. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  let end = 0;
  for (const match of text.matchAll(PLACEHOLDER)) {
    collect(text.slice(end, match.index), false, words);
    collect(match[0].replace(/\$labels|\$value/g, ' '), true, words);
    end = match.index + match[0].length;
  }
  collect(text.slice(end), false, words);
  return words;
}

function collect(text: string, placeholder: boolean, words: Word[]): void {
  let end = 0;
  let follows = false;
  for (const { 0: joined, index } of text.matchAll(WORD)) {
    if (!BETWEEN.test(text.slice(end, index))) follows = false;
    end = index + joined.length;
    if (joined.length > LONGEST_WORD) continue;
    for (const part of partsOf(joined)) {
      const lower = part.toLowerCase().replace(/['’].*$/, '');
      if (STOP.has(lower) || lower.length < 2 || /^\d+[a-z]?$/.test(lower)) continue;
      words.push({ stem: stem(lower), text: part, placeholder, follows: follows && !placeholder });
      follows = true;
    }
  }
}

/** The stems of a text, and those that stand side by side as pairs: `run_out`. */
export function stemsAndPairs(...texts: readonly string[]): string[] {
  const words = texts.flatMap(wordsOf);
  const pairs = words.flatMap((word, at) => (at > 0 && word.follows ? [pairOf(words[at - 1], word)] : []));
  return [...words.map(word => word.stem), ...pairs];
}

export function stemsOf(...texts: readonly string[]): string[] {
  return texts.flatMap(wordsOf).map(word => word.stem);
}

/** An underscore stands in no stem. */
export function pairOf(first: Word, second: Word): string {
  return `${first.stem}_${second.stem}`;
}

/** `KubeAPIDown` → Kube, API, Down; `ENOSPC`, `i4i` and `DNS` stay. */
function partsOf(word: string): string[] {
  if (!/[\p{Ll}\p{N}]\p{Lu}|\p{Lu}\p{Lu}\p{Ll}/u.test(word)) return [word];
  return word
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .split(' ');
}
