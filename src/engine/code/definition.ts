/** The code room: where a file defines a tool of an agent: a function, a registration, a schema of that name; pure. */
import { snippetOf } from './text.ts';

export interface Definition {
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  /** 0..1. */
  readonly score: number;
  readonly reason: string;
  readonly snippet: string;
}

/** A way to write the tool's name, and how much less it tells than the name itself. */
export interface Spelling {
  readonly name: string;
  readonly loss: number;
}

/** Shorter names stand in every program. */
const LEAST = 4;
/** What is worse is only the name, standing somewhere as text. */
export const DEFINES = 0.5;
/** Longer lines are data, or written by machines. */
const LONGEST = 2000;
const AROUND = 8;

/** `mcp__shop__find_order`, `shop.find_order` and `find-order` may all be the function `find_order` or `findOrder`. */
export function spellingsOf(tool: string): Spelling[] {
  const last = tool.split(/__|[./:]/).at(-1) ?? tool;
  const words = last.split(/[-_ ]+|(?<=[a-z\d])(?=[A-Z])/).filter(word => word !== '');
  const snake = words.map(word => word.toLowerCase()).join('_');
  const camel = words.map((word, at) => (at === 0 ? word.toLowerCase() : word[0].toUpperCase() + word.slice(1))).join('');
  const all: Spelling[] = [
    { name: tool, loss: 0 },
    { name: last, loss: 0.05 },
    { name: snake, loss: 0.1 },
    { name: camel, loss: 0.1 },
  ];
  const fit = all.filter(({ name, loss }) => name !== '' && (loss === 0 || name.length >= LEAST));
  return fit.filter(({ name }, at) => fit.findIndex(one => one.name === name) === at);
}

/** Best first. */
export function definitionsIn(text: string, spellings: readonly Spelling[]): Definition[] {
  const known = spellings.filter(({ name }) => text.includes(name));
  if (known.length === 0) return [];
  const lines = text.split(/\r?\n/);
  const rules = known.map(one => ({ ...one, rules: rulesFor(one.name) }));
  return lines
    .flatMap((line, at): Definition[] => {
      if (line.length > LONGEST) return [];
      const found = rules.flatMap(one => fitted(one, lines, at) ?? []);
      const [best] = found.sort((a, b) => b.score - a.score);
      return best ? [best] : [];
    })
    .sort((a, b) => b.score - a.score);
}

function fitted(
  { name, loss, rules }: Spelling & { rules: readonly Rule[] },
  lines: readonly string[],
  at: number,
): Definition | null {
  const line = lines[at];
  const begin = line.indexOf(name);
  const rule = begin < 0 ? undefined : rules.find(one => one.fits.test(line));
  const told = rule?.tells(lines, at);
  if (!told || (loss > 0 && told.score < DEFINES)) return null;
  return { line: at + 1, column: begin + 1, ...told, score: told.score - loss, snippet: snippetOf(lines, at + 1) };
}

interface Told {
  readonly score: number;
  readonly reason: string;
}

interface Rule {
  readonly fits: RegExp;
  /** Null: it only looks like it. */
  tells(lines: readonly string[], at: number): Told | null;
}

const MARKED = /^\s*(?:@|#\[|\[)\s*[\w.:]*(?:tool|mcp|function|skill|action|command)/i;
const DESCRIBED = /\b(?:description|parameters|input_?schema|properties|handler|execute|func)\b/i;
/** A call that was written down, as in a transcript. */
const RECORDED = /["'](?:arguments|args|args_json|input|call_id|tool_call_id)["']\s*:/;

const fixed = (score: number, reason: string) => () => ({ score, reason });

/** The first that fits counts. */
function rulesFor(name: string): Rule[] {
  const word = name.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
  const quoted = `["'\`]${word}["'\`]`;
  const text: Rule = {
    fits: new RegExp(quoted),
    tells: (lines, at) => (RECORDED.test(near(lines, at)) ? null : { score: 0.35, reason: 'the name, as text' }),
  };
  return [...named(quoted), ...declared(word), text];
}

/** The name as a text. */
function named(quoted: string): Rule[] {
  return [
    {
      fits: new RegExp(`\\b(?:call|run|invoke|use|get|has|find|mock|exec\\w*)_?tools?\\w*\\s*\\(.*${quoted}`, 'i'),
      tells: () => null,
    },
    {
      fits: new RegExp(`tool\\w*\\s*(?:<[^>]*>)?\\(\\s*\\{?\\s*(?:name\\s*[:=]\\s*)?${quoted}`, 'i'),
      tells: fixed(0.95, 'registered as a tool of this name'),
    },
    { fits: new RegExp(`(?<![\\w-])["']?name["']?\\s*(?::\\s*[\\w.]+\\s*(?==))?[:=]\\s*${quoted}`), tells: tellSchema },
  ];
}

/** The name as a word of the language. */
function declared(word: string): Rule[] {
  return [
    {
      fits: new RegExp(`(?<![\\w$])(?:def|function\\*?|fn|func|fun|sub)\\s+(?:\\([^)]*\\)\\s*)?${word}(?![\\w$])`),
      tells: tellFunction,
    },
    {
      fits: new RegExp(`(?<![\\w$])(?:class|struct|object)\\s+${word}(?![\\w$])`),
      tells: (lines, at) => ({
        score: /\([^)]*tool|(?:extends|implements|:)\s*\w*tool/i.test(lines[at]) ? 0.85 : 0.75,
        reason: 'a class of this name',
      }),
    },
    {
      fits: new RegExp(`^\\s*(?:export\\s+)?(?:const|let|var|val|final)\\s+${word}\\s*[:=]`),
      tells: fixed(0.8, 'a value of this name'),
    },
    {
      fits: new RegExp(
        `^\\s*(?:(?:public|private|protected|static|final|async|override|suspend)\\s+)+[\\w<>\\[\\], ?.]*\\b${word}\\s*\\(`,
      ),
      tells: tellFunction,
    },
    { fits: new RegExp(`^\\s*${word}\\s*\\([^)]*\\)\\s*(?::[^{]+)?\\{\\s*$`), tells: fixed(0.75, 'a method of this name') },
    { fits: new RegExp(`^\\s*${word}\\s*=(?!=)`), tells: fixed(0.7, 'a value of this name') },
    {
      fits: new RegExp(
        `^\\s*["']?${word}["']?\\s*:\\s*(?:\\w*tool\\w*\\s*\\(|async\\b|function\\b|\\(|\\{|\\w+\\s*,?\\s*$)`,
        'i',
      ),
      tells: fixed(0.65, 'an entry of this name'),
    },
  ];
}

function tellSchema(lines: readonly string[], at: number): Told | null {
  const around = near(lines, at);
  if (DESCRIBED.test(around)) return { score: 0.93, reason: 'a schema of a tool of this name' };
  return RECORDED.test(around) ? null : { score: 0.6, reason: 'something of this name' };
}

function tellFunction(lines: readonly string[], at: number): Told {
  return isMarked(lines, at)
    ? { score: 0.97, reason: 'a function of this name, marked as a tool' }
    : { score: 0.85, reason: 'a function of this name' };
}

/** A mark stands right before the function that it is for, perhaps over several lines. */
function isMarked(lines: readonly string[], at: number): boolean {
  for (let line = at - 1; line >= Math.max(0, at - AROUND); line--) {
    if (MARKED.test(lines[line])) return true;
    if (/^\s*$|^\s*(?:async\s+)?(?:def|function|fn|func)\s|\}\s*$/.test(lines[line])) return false;
  }
  return false;
}

function near(lines: readonly string[], at: number): string {
  return lines
    .slice(Math.max(0, at - 2), at + AROUND)
    .map(line => line.slice(0, LONGEST))
    .join('\n');
}
