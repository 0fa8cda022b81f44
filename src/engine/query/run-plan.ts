/** The store: what a query's tree says of a block before its text is unpacked: per shape all rows fit, none does, or one must look. */
import type { Query } from '../../model/query.ts';
import { mayHold } from '../store/filter.ts';
import { LOOSE } from '../store/heads.ts';
import type { BlockInfo } from '../store/seal.ts';
import type { Source } from '../store/source.ts';
import { globTest } from './match.ts';
import { regexWords } from './run-regex.ts';
import { wordHash } from './words.ts';

/** Verdicts, ordered by what it costs to settle them. */
export const NO = 0;
export const YES = 1;
export const BY_TIME = 2;
export const BY_TEXT = 3;

/** One condition in three-valued logic (Kleene). `enter` comes before the verdicts of a block's shapes. */
interface Part {
  enter(block: BlockInfo): void;
  verdict(shape: number): number;
}

export class Plan {
  readonly #part: Part;

  constructor(source: Source, query: Query) {
    this.#part = partOf(source, query);
  }

  /** One verdict per shape, in the order of the block's own list. */
  verdicts(block: BlockInfo): Uint8Array {
    const part = this.#part;
    part.enter(block);
    const verdicts = new Uint8Array(block.shapes.length);
    for (let i = 0; i < verdicts.length; i++) verdicts[i] = part.verdict(block.shapes[i]);
    return verdicts;
  }
}

function partOf(source: Source, query: Query): Part {
  const { level, template } = source.shapes;
  switch (query.kind) {
    case 'all':
      return fixed(() => YES);
    case 'and':
      return joined(query.parts.map(part => partOf(source, part)), NO);
    case 'or':
      return joined(query.parts.map(part => partOf(source, part)), YES);
    case 'not':
      return negated(partOf(source, query.part));
    case 'level':
      return fixed(shape => (query.levels.includes(level[shape]) ? YES : NO));
    case 'template':
      return fixed(shape => (query.ids.includes(template[shape]) ? YES : NO));
    case 'source':
      return fixed(() => (query.source === source.id ? YES : NO));
    case 'member': {
      const fits = globTest(query.glob);
      return perBlock(block => (fits(source.members[block.member].path) ? YES : NO));
    }
    case 'time':
      return perBlock(block => timeVerdict(block, query.from ?? -Infinity, query.to ?? Infinity));
    case 'phrase':
      return worded(source, query.prefix ? query.words.slice(0, -1) : query.words, certainShapes(source, query));
    case 'regex':
      return worded(source, regexWords(query.source, query.flags), () => false);
  }
}

function fixed(verdict: (shape: number) => number): Part {
  return { enter: () => undefined, verdict };
}

function perBlock(look: (block: BlockInfo) => number): Part {
  let verdict = NO;
  return {
    enter: block => {
      verdict = look(block);
    },
    verdict: () => verdict,
  };
}

/** `and` when NO decides, `or` when YES does. */
function joined(parts: readonly Part[], decisive: number): Part {
  const neutral = decisive === NO ? YES : NO;
  return {
    enter: block => {
      for (const part of parts) part.enter(block);
    },
    verdict: shape => {
      let worst = neutral;
      for (const part of parts) {
        const verdict = part.verdict(shape);
        if (verdict === decisive) return decisive;
        if (verdict > YES && verdict > worst) worst = verdict;
      }
      return worst;
    },
  };
}

function negated(part: Part): Part {
  return {
    enter: block => part.enter(block),
    verdict: shape => {
      const verdict = part.verdict(shape);
      return verdict === NO ? YES : verdict === YES ? NO : verdict;
    },
  };
}

function timeVerdict(block: BlockInfo, from: number, to: number): number {
  if (block.minAt === null || block.maxAt === null || block.maxAt < from || block.minAt >= to) return NO;
  return block.unstamped === 0 && block.minAt >= from && block.maxAt < to ? YES : BY_TIME;
}

/** Whether all rows of a shape hold the phrase. */
function certainShapes(source: Source, query: Extract<Query, { kind: 'phrase' }>): (shape: number) => boolean {
  if (query.words.length === 0) return () => false;
  const lexicon = source.lexicon();
  const single = query.words.length === 1 && !query.prefix;
  const templates = single ? lexicon.templatesWith(query.words[0]) : lexicon.templatesWithPhrase(query.words, query.prefix);
  const heads = single ? lexicon.headsWith(query.words[0]) : lexicon.headsWithPhrase(query.words, query.prefix);
  const { head, template } = source.shapes;
  return shape => head[shape] !== LOOSE && (templates.has(template[shape]) || heads.has(head[shape]));
}

/** Words beyond so many are not asked of the filter. */
const MOST_WORDS = 30;
const UNKNOWN = -2;
const CERTAIN = -1;

/** A condition that holds where `certain` says so, else may hold where each of the words can stand. */
function worded(source: Source, words: readonly string[], certain: (shape: number) => boolean): Part {
  // Invalid UTF-8 shows as U+FFFD, which is not what stands in the bytes.
  const asked = words.filter(word => !word.includes('\ufffd')).slice(0, MOST_WORDS);
  const { head, template } = source.shapes;
  const lexicon = source.lexicon();
  const hashes = asked.map(wordHash);
  /** Per shape: the words, as bits, that only the filter can grant. */
  const needs = new Int32Array(template.length).fill(UNKNOWN);
  let granted = 0;

  function needOf(shape: number): number {
    if (certain(shape)) return CERTAIN;
    let need = 0;
    asked.forEach((word, i) => {
      const known = lexicon.templatesWith(word).has(template[shape]) || lexicon.templatesOnceWith(word).has(template[shape]);
      if (head[shape] === LOOSE || !(known || lexicon.headsWith(word).has(head[shape]))) need |= 1 << i;
    });
    return need;
  }

  return {
    enter: block => {
      granted = 0;
      hashes.forEach((hash, i) => {
        if (mayHold(source.filter(block), hash)) granted |= 1 << i;
      });
    },
    verdict: shape => {
      const need = needs[shape] === UNKNOWN ? (needs[shape] = needOf(shape)) : needs[shape];
      if (need === CERTAIN) return YES;
      return (need & ~granted) === 0 ? BY_TEXT : NO;
    },
  };
}
