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

/** One condition in three-valued logic (Kleene): the verdict of a shape, given what `enter` has found out about the block. */
interface Part {
  /** The condition's state in this block; in blocks of one state it has the same verdicts. */
  enter(block: BlockInfo): string;
  verdict(shape: number): number;
}

/** Verdicts are kept for so many states: few blocks differ in what they say of a query. */
const MOST_STATES = 256;

export class Plan {
  readonly #part: Part;
  readonly #shapes: number;
  readonly #known = new Map<string, Uint8Array>();

  constructor(source: Source, query: Query) {
    this.#part = partOf(source, query);
    this.#shapes = source.shapes.template.length;
  }

  /** The verdicts of all shapes in this block, by shape id. */
  verdicts(block: BlockInfo): Uint8Array {
    const part = this.#part;
    const state = part.enter(block);
    const known = this.#known.get(state);
    if (known) return known;
    const verdicts = new Uint8Array(this.#shapes);
    for (let shape = 0; shape < verdicts.length; shape++) verdicts[shape] = part.verdict(shape);
    if (this.#known.size >= MOST_STATES) this.#known.clear();
    this.#known.set(state, verdicts);
    return verdicts;
  }
}

/** The verdicts of the block's rows by position in its own list of shapes, with what the hardest of them takes. */
export function localVerdicts(block: BlockInfo, verdicts: Uint8Array): { local: Uint8Array; hardest: number; sure: number } {
  const { shapes, counts } = block;
  const local = new Uint8Array(shapes.length);
  let hardest = NO;
  let sure = 0;
  for (let i = 0; i < local.length; i++) {
    const verdict = verdicts[shapes[i]];
    local[i] = verdict;
    if (verdict > hardest) hardest = verdict;
    if (verdict === YES) sure += counts[i];
  }
  return { local, hardest, sure };
}

function partOf(source: Source, query: Query): Part {
  const { level, template } = source.shapes;
  switch (query.kind) {
    case 'all':
      return fixed(() => YES);
    case 'and':
      return joined(
        query.parts.map(part => partOf(source, part)),
        NO,
      );
    case 'or':
      return joined(
        query.parts.map(part => partOf(source, part)),
        YES,
      );
    case 'not':
      return negated(partOf(source, query.part));
    case 'level':
      return fixed(shape => (query.levels.includes(level[shape]) ? YES : NO));
    case 'template': {
      const ids = new Set(query.ids);
      return fixed(shape => (ids.has(template[shape]) ? YES : NO));
    }
    case 'source':
      return fixed(() => (query.source === source.id ? YES : NO));
    case 'member': {
      const fits = globTest(query.glob);
      return perBlock(block => (fits(source.members[block.member].path) ? YES : NO));
    }
    case 'time':
      return perBlock(block => timeVerdict(block, query.from ?? Number.NEGATIVE_INFINITY, query.to ?? Number.POSITIVE_INFINITY));
    case 'phrase':
      return worded(source, query.prefix ? query.words.slice(0, -1) : query.words, certainShapes(source, query));
    case 'regex':
      return worded(source, regexWords(query.source, query.flags), () => false);
  }
}

function fixed(verdict: (shape: number) => number): Part {
  return { enter: () => '', verdict };
}

function perBlock(look: (block: BlockInfo) => number): Part {
  let verdict = NO;
  return {
    enter: block => {
      verdict = look(block);
      return String(verdict);
    },
    verdict: () => verdict,
  };
}

/** `and` when NO decides, `or` when YES does. */
function joined(parts: readonly Part[], decisive: number): Part {
  const neutral = decisive === NO ? YES : NO;
  return {
    enter: block => parts.map(part => part.enter(block)).join(),
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
  const known = asked.map(
    word => [lexicon.templatesWith(word), lexicon.templatesOnceWith(word), lexicon.headsWith(word)] as const,
  );
  /** Per shape: the words, as bits, that only the filter can grant. */
  const needs = new Int32Array(template.length).fill(UNKNOWN);
  let granted = 0;

  function needOf(shape: number): number {
    if (certain(shape)) return CERTAIN;
    let need = 0;
    known.forEach(([always, sometimes, heads], i) => {
      const has = always.has(template[shape]) || sometimes.has(template[shape]) || heads.has(head[shape]);
      if (head[shape] === LOOSE || !has) need |= 1 << i;
    });
    return need;
  }

  return {
    enter: block => {
      granted = 0;
      hashes.forEach((hash, i) => {
        if (mayHold(source.filter(block), hash)) granted |= 1 << i;
      });
      return String(granted);
    },
    verdict: shape => {
      const need = needs[shape] === UNKNOWN ? (needs[shape] = needOf(shape)) : needs[shape];
      if (need === CERTAIN) return YES;
      return (need & ~granted) === 0 ? BY_TEXT : NO;
    },
  };
}
