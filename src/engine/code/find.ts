/** The code room: finds the statements that may have written a line, likeliest first. */
import { jsonIn } from '../../base/lenient.ts';
import { levels } from '../../model/level.ts';
import { leadOf } from './lead.ts';
import { HOLE } from './lex/pattern.ts';
import type { Known, Lookup } from './lookup.ts';
import { type Fit, fitOf, type Said } from './match.ts';
import type { Modules } from './modules.ts';
import { moduleFit } from './paths.ts';
import { coveredOf, isTestPath, rankOf, type Signs, SURE, sureness } from './score.ts';
import { eachWord } from './words.ts';

/** A line whose statement is wanted. */
export interface Wanted {
  readonly text: string;
  /** Where its message begins in `text`. */
  readonly body: number;
  /** Number of model/level; 0 when it states none. */
  readonly level: number;
}

export interface Found {
  readonly root: string;
  readonly known: Known;
  readonly score: number;
  readonly rank: number;
  readonly reason: string;
  readonly signs: Signs;
}

/** What is searched: the statements of a root, and the names of loggers by file. */
export interface Searched {
  readonly root: string;
  readonly lookup: Lookup;
  readonly modules: Modules;
  readonly loggers: (path: string) => readonly string[];
}

const SHORTEST_LEFT = 12;

export function findStatements(wanted: Wanted, searched: readonly Searched[]): Found[] {
  const lead = leadOf(wanted.text, wanted.body);
  const bare = { text: wanted.text, body: lead.end, level: wanted.level || lead.level };
  const said = saidBy(bare);
  const found = searched.flatMap(one => ofRoot(bare, said, one));
  return withoutShadows(found.sort((a, b) => b.rank - a.rank));
}

/** Those that are sure enough to be told. */
export function sureStatements(wanted: Wanted, searched: readonly Searched[]): Found[] {
  return findStatements(wanted, searched).filter(one => one.score >= SURE);
}

/** The line as bytes; of a JSON value what it stands for. */
export function saidBy({ text, body }: Wanted): Said {
  const message = text[body - 1] === '"' ? quoted(text, body) : null;
  if (message !== null) {
    const bytes = Buffer.from(message).toString('latin1');
    return { text: bytes, body: 0, end: bytes.length };
  }
  const bytes = Buffer.from(text).toString('latin1').trimEnd();
  return { text: bytes, body: Math.min(bytes.length, Buffer.byteLength(text.slice(0, body))), end: bytes.length };
}

/** The JSON string whose opening quote stands before `body`. */
function quoted(text: string, body: number): string | null {
  const literal = /^"(?:[^"\\]|\\.)*"/.exec(text.slice(body - 1))?.[0];
  if (literal === undefined) return null;
  const value = jsonIn(literal);
  return typeof value === 'string' ? value : null;
}

function ofRoot(wanted: Wanted, said: Said, searched: Searched): Found[] {
  const { root, lookup } = searched;
  const bytes = Buffer.from(said.text, 'latin1');
  const words = new Set<number>();
  eachWord(bytes, 0, bytes.length, word => void words.add(word));
  const outside = said.body === 0 ? wanted.text.slice(0, wanted.body) : '';
  const found: Found[] = [];
  for (const word of words) {
    for (const known of lookup.withRarest(word)) {
      const fit = fitOf(known.pattern, said);
      if (!fit) continue;
      const head = outside + said.text.slice(0, fit.spans[0][0]);
      const signs = signsOf({ known, fit, said }, { level: wanted.level, head, searched });
      found.push({
        root,
        known,
        score: sureness(known, signs),
        rank: rankOf(known, signs),
        reason: reasonOf(known, signs),
        signs,
      });
    }
  }
  return found;
}

interface Around {
  readonly level: number;
  /** What stands before the statement's text. */
  readonly head: string;
  readonly searched: Searched;
}

function signsOf({ known, fit, said }: { known: Known; fit: Fit; said: Said }, { level, head, searched }: Around): Signs {
  const { lookup } = searched;
  const pattern = Buffer.from(known.pattern, 'latin1');
  let bits = 0;
  eachWord(pattern, 0, pattern.length, word => {
    bits += Math.min(14, lookup.bits(word));
  });
  const length = Math.max(SHORTEST_LEFT, said.end - said.body);
  const module = moduleOf(known, head, searched);
  return {
    rarity: bits / (Math.log2(lookup.size + 2) + 4),
    covered: coveredOf(said, fit),
    // A logger's name before the text is explained by it.
    before: Math.min(1, fit.before / length) * (1 - module),
    behind: Math.min(1, fit.behind / length),
    constant: known.pattern.replace(/[\s\0]/g, '').length,
    level: known.level === 0 || level === 0 ? 'unknown' : known.level === level ? 'agrees' : 'differs',
    module,
    elsewhere: module < 1 && head.trim() !== '' && searched.modules.names(head),
    isTest: isTestPath(known.path),
  };
}

/** 1 when the head of the line names the file's logger or its path, less when only the file's name. */
function moduleOf({ path }: Known, head: string, { root, loggers }: Searched): number {
  if (head.trim() === '') return 0;
  if (loggers(path).some(name => namesWhole(head, name))) return 1;
  const fit = moduleFit(head, [...root.split(/[\\/]/).filter(Boolean).slice(-2), ...path.split('/')]);
  return fit >= 2 ? 1 : fit * 0.6;
}

function namesWhole(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    if (!/[\w-]/.test(text[at - 1] ?? ' ') && !/[\w-]/.test(text[at + name.length] ?? ' ')) return true;
  }
  return false;
}

/** One place a line of source: its best pattern. */
function withoutShadows(found: readonly Found[]): Found[] {
  const met = new Set<string>();
  return found.filter(({ root, known }) => {
    const key = `${root}\n${known.path}\n${known.line}`;
    return !met.has(key) && met.add(key);
  });
}

function reasonOf(known: Known, signs: Signs): string {
  const words = [...known.pattern.matchAll(/[A-Za-z\x80-\xff][\w\x80-\xff]*/g)].length;
  const what = { log: 'log statement', print: 'printed text', error: 'error that is raised', text: 'text', logger: 'logger' }[
    known.kind
  ];
  return [
    known.pattern.includes(HOLE) ? `the ${words} constant ${words === 1 ? 'word' : 'words'} of the ${what}` : `the whole ${what}`,
    ...(signs.level === 'agrees'
      ? [`level ${levels[known.level]}`]
      : signs.level === 'differs'
        ? [`though its level is ${levels[known.level]}`]
        : []),
    ...(signs.module === 1 ? ['logger name fits'] : signs.module > 0 ? ['file name fits'] : []),
  ].join('; ');
}
