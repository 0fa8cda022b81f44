/** The store: turns a query's tree into a test of one row, and says which words every fitting row must hold. */
import { withoutEscapes } from '../../base/escapes.ts';
import type { Query } from '../../model/query.ts';
import { unsettled } from './settle.ts';

/** What a query can ask about a line. */
export interface Candidate {
  readonly text: string;
  /** Milliseconds UTC. */
  readonly at: number | null;
  readonly level: number;
  readonly template: number;
  /** Whether it goes on with the record above it. */
  readonly continued: boolean;
  /** Path of the member. */
  readonly member: string;
  readonly source: string;
}

export type Test = (row: Candidate) => boolean;

/** Regular expressions see no more of a line than this many UTF-16 units. */
export const REGEX_REACH = 1 << 16;

/** A test of rows for the query. */
export function compile(query: Query): Test {
  switch (query.kind) {
    case 'all':
      return () => true;
    case 'and': {
      const tests = cheapestFirst(query.parts).map(compile);
      return row => tests.every(test => test(row));
    }
    case 'or': {
      const tests = cheapestFirst(query.parts).map(compile);
      return row => tests.some(test => test(row));
    }
    case 'not': {
      const test = compile(query.part);
      return row => !test(row);
    }
    case 'phrase': {
      const test = phraseTest(query.words, query.text, query.prefix);
      return row => test(withoutEscapes(row.text));
    }
    case 'regex': {
      const regex = new RegExp(query.source, query.flags);
      return row => regex.test(row.text.length > REGEX_REACH ? row.text.slice(0, REGEX_REACH) : row.text);
    }
    default:
      return columnTest(query);
  }
}

type ColumnQuery = Extract<Query, { kind: 'level' | 'member' | 'template' | 'record' | 'new' | 'source' | 'time' }>;

function columnTest(query: ColumnQuery): Test {
  switch (query.kind) {
    case 'level': {
      const mask = query.levels.reduce((bits, level) => bits | (1 << level), 0);
      return row => ((mask >> row.level) & 1) === 1;
    }
    case 'member': {
      const fits = globTest(query.glob);
      return row => fits(row.member);
    }
    case 'template': {
      const ids = new Set(query.ids);
      return row => ids.has(row.template);
    }
    case 'record':
      return row => row.continued === query.continued;
    case 'new':
      return unsettled();
    case 'source':
      return row => row.source === query.source;
    case 'time': {
      const from = query.from ?? Number.NEGATIVE_INFINITY;
      const to = query.to ?? Number.POSITIVE_INFINITY;
      return row => row.at !== null && row.at >= from && row.at < to;
    }
  }
}

const cost: Readonly<Record<Query['kind'], number>> = {
  all: 0,
  level: 0,
  template: 0,
  record: 0,
  new: 0,
  time: 0,
  source: 0,
  member: 1,
  phrase: 2,
  not: 3,
  and: 3,
  or: 3,
  regex: 4,
};

function cheapestFirst(parts: readonly Query[]): Query[] {
  return [...parts].sort((a, b) => cost[a.kind] - cost[b.kind]);
}

/** A character of a word, as in words.ts. */
const WORD = '[\\w\\x80-\\uffff]';
const BETWEEN = '[^\\w\\x80-\\uffff]+';

/** A test of text for consecutive whole words, whatever marks stand between them; without words for the text itself. */
function phraseTest(words: readonly string[], text: string, prefix: boolean): (text: string) => boolean {
  if (words.length === 0) return candidate => candidate.includes(text);
  const source = words.map(word => word.replace(/[^0-9_]/g, eitherCase)).join(BETWEEN);
  const regex = new RegExp(`(?<!${WORD})${source}${prefix ? '' : `(?!${WORD})`}`);
  return candidate => regex.test(candidate);
}

/** Only ASCII folds, which the flag i cannot say. */
function eitherCase(unit: string): string {
  if (/[a-z]/.test(unit)) return `[${unit}${unit.toUpperCase()}]`;
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/**
 * A test of member paths: `*` and `?` stay within a path segment, `**` crosses segments. The glob fits the whole path or any tail of
 * it that begins behind a `/`, so that a bare name fits the last segment at whatever depth of nested archives.
 */
export function globTest(glob: string): (path: string) => boolean {
  const body = glob.replace(/\*\*\/?|[*?]|[^\w/]/gu, unit => {
    if (unit.startsWith('**')) return unit.endsWith('/') ? '(?:.*/)?' : '.*';
    if (unit === '*') return '[^/]*';
    return unit === '?' ? '[^/]' : `\\u{${unit.codePointAt(0)!.toString(16)}}`;
  });
  const regex = new RegExp(`^(?:.*/)?${body}$`, 'su');
  let path: string | null = null;
  let fits = false;
  return candidate => {
    // Rows come member by member.
    if (candidate !== path) {
      path = candidate;
      fits = regex.test(candidate);
    }
    return fits;
  };
}

/** Words, lower-cased and distinct, that every fitting line holds; an index may skip what lacks one of them. */
export function required(query: Query): string[] {
  switch (query.kind) {
    case 'phrase':
      return [...new Set(query.prefix ? query.words.slice(0, -1) : query.words)];
    case 'and':
      return [...new Set(query.parts.flatMap(required))];
    case 'or': {
      const [first, ...rest] = query.parts.map(part => new Set(required(part)));
      return [...first].filter(word => rest.every(other => other.has(word)));
    }
    default:
      return [];
  }
}
