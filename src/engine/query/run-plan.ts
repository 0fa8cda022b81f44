/** The store: what a query's tree says of a block before its text is unpacked: per kind and shape of row all fit, none does, or one must look. */
import type { Query } from '../../model/query.ts';
import { mayHold } from '../store/filter.ts';
import { LOOSE } from '../store/heads.ts';
import type { BlockInfo } from '../store/seal.ts';
import type { Source } from '../store/source.ts';
import { globTest } from './match.ts';
import { regexWords } from './run-regex.ts';
import { unsettled } from './settle.ts';
import { wordHash } from './words.ts';

/** Verdicts, ordered by what it costs to settle them: by a row's shape and time, or by its text. */
export const NO = 0;
export const YES = 1;
export const BY_COLUMNS = 2;
export const BY_TEXT = 3;

/** Kinds are shapes without their heads; what turns on a head is BY_COLUMNS for a kind. */
type Of = 'kinds' | 'shapes';

/** One condition in three-valued logic (Kleene): the verdict of a kind or shape, given what `enter` has found out about the block. */
interface Part {
  /** The condition's state in this block; in blocks of one state it has the same verdicts. */
  enter(block: BlockInfo): string;
  verdict(id: number, of: Of): number;
}

/** Verdicts are kept for so many states: few blocks differ in what they say of a query. */
const MOST_STATES = 256;

/** Verdicts by id, and the extremes among them. */
export interface Verdicts {
  readonly by: Uint8Array;
  readonly least: number;
  readonly most: number;
}

export class Plan {
  readonly #part: Part;
  readonly #source: Source;
  readonly #known = { kinds: new Map<string, Verdicts>(), shapes: new Map<string, Verdicts>() };

  constructor(source: Source, query: Query) {
    this.#part = partOf(source, query);
    this.#source = source;
  }

  /** The verdicts of all kinds, or of all shapes, in this block, by id. */
  verdicts(block: BlockInfo, of: Of): Verdicts {
    const known = this.#known[of];
    const state = this.#part.enter(block);
    const kept = known.get(state);
    if (kept) return kept;
    const by = new Uint8Array(this.#source[of].template.length);
    for (let id = 0; id < by.length; id++) by[id] = this.#part.verdict(id, of);
    const made = { by, least: by.reduce((a, b) => Math.min(a, b), BY_TEXT), most: by.reduce((a, b) => Math.max(a, b), NO) };
    if (known.size >= MOST_STATES) known.clear();
    known.set(state, made);
    return made;
  }
}

/** What the verdicts of its kinds say of a block: rows that surely fit, and what settles the hardest of the others. */
export function judge(block: BlockInfo, { by, least, most }: Verdicts): { sure: number; hardest: number } {
  if (most === NO) return { sure: 0, hardest: NO };
  if (least === YES && most === YES) return { sure: block.count, hardest: YES };
  const { kinds, counts } = block;
  let hardest = NO;
  let sure = 0;
  for (let i = 0; i < kinds.length; i++) {
    const verdict = by[kinds[i]];
    if (verdict > hardest) hardest = verdict;
    if (verdict === YES) sure += counts[i];
  }
  return { sure, hardest };
}

function partOf(source: Source, query: Query): Part {
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
      return fixed((id, of) => (query.levels.includes(source[of].level[id]) ? YES : NO));
    case 'template': {
      const ids = new Set(query.ids);
      return fixed((id, of) => (ids.has(source[of].template[id]) ? YES : NO));
    }
    case 'record':
      return fixed((id, of) => ((source[of].continued[id] === 1) === query.continued ? YES : NO));
    case 'new':
      return unsettled();
    case 'source':
      return fixed(() => (query.source === source.id ? YES : NO));
    case 'member': {
      const fits = globTest(query.glob);
      return perBlock(block => (fits(source.members[block.member].path) ? YES : NO));
    }
    case 'time':
      return perBlock(block => timeVerdict(block, query.from ?? Number.NEGATIVE_INFINITY, query.to ?? Number.POSITIVE_INFINITY));
    case 'phrase':
      return phrasePart(source, query);
    case 'regex':
      return wordedPart(source, { asked: regexWords(query.source, query.flags), templates: nothing, heads: nothing });
  }
}

const nothing: ReadonlySet<number> = new Set();

function fixed(verdict: (id: number, of: Of) => number): Part {
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
    verdict: (id, of) => {
      let worst = neutral;
      for (const part of parts) {
        const verdict = part.verdict(id, of);
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
    verdict: (id, of) => {
      const verdict = part.verdict(id, of);
      return verdict === NO ? YES : verdict === YES ? NO : verdict;
    },
  };
}

function timeVerdict(block: BlockInfo, from: number, to: number): number {
  if (block.minAt === null || block.maxAt === null || block.maxAt < from || block.minAt >= to) return NO;
  return block.unstamped === 0 && block.minAt >= from && block.maxAt < to ? YES : BY_COLUMNS;
}

function phrasePart(source: Source, { words, prefix }: Extract<Query, { kind: 'phrase' }>): Part {
  const lexicon = source.lexicon();
  const asked = prefix ? words.slice(0, -1) : words;
  if (words.length === 0) return wordedPart(source, { asked, templates: nothing, heads: nothing });
  if (words.length > 1 || prefix) {
    const templates = lexicon.templatesWithPhrase(words, prefix);
    return wordedPart(source, { asked, templates, heads: lexicon.headsWithPhrase(words, prefix) });
  }
  return wordedPart(source, { asked, templates: lexicon.templatesWith(words[0]), heads: lexicon.headsWith(words[0]) });
}

/** Words beyond so many are not asked of the filter. */
const MOST_WORDS = 30;

/** Words that a fitting row must hold, and templates and heads of which every row fits. */
interface Worded {
  readonly asked: readonly string[];
  readonly templates: ReadonlySet<number>;
  readonly heads: ReadonlySet<number>;
}

function wordedPart(source: Source, worded: Worded): Part {
  // Invalid UTF-8 shows as U+FFFD, which is not what stands in the bytes.
  const asked = worded.asked.filter(word => !word.includes('\ufffd')).slice(0, MOST_WORDS);
  const lexicon = source.lexicon();
  const hashes = asked.map(wordHash);
  const inTemplates = asked.map(word => [lexicon.templatesWith(word), lexicon.templatesOnceWith(word)] as const);
  const inHeads = asked.map(word => lexicon.headsWith(word));
  /** Words, as bits, that the block's filter does not deny. */
  let granted = 0;

  /** Words, as bits, that neither the template nor the head can account for. */
  function lacking(template: number, headHas: (word: number) => boolean): number {
    let lack = 0;
    inTemplates.forEach(([always, sometimes], word) => {
      if (!always.has(template) && !sometimes.has(template) && !headHas(word)) lack |= 1 << word;
    });
    return lack & ~granted;
  }

  function ofShape(template: number, head: number): number {
    if (head !== LOOSE && (worded.templates.has(template) || worded.heads.has(head))) return YES;
    // All words of a loose row are in the filter.
    const lack = head === LOOSE ? lacking(-1, () => false) : lacking(template, word => inHeads[word].has(head));
    return lack === 0 ? BY_TEXT : NO;
  }

  function ofKind(template: number, head: number): number {
    if (head === LOOSE || worded.templates.has(template)) return ofShape(template, head);
    if (lacking(template, word => inHeads[word].size > 0) !== 0) return NO;
    return worded.heads.size > 0 || inHeads.some(heads => heads.size > 0) ? BY_COLUMNS : BY_TEXT;
  }

  return {
    enter: block => {
      granted = 0;
      hashes.forEach((hash, word) => {
        if (mayHold(source.filter(block), hash)) granted |= 1 << word;
      });
      return String(granted);
    },
    verdict: (id, of) => {
      const { template, head } = source[of];
      return of === 'kinds' ? ofKind(template[id], head[id]) : ofShape(template[id], head[id]);
    },
  };
}
