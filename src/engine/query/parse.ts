/** The store: reads a query as people type it into the tree of model/query. */
import { Fault } from '../../base/fault.ts';
import type { Query } from '../../model/query.ts';
import { regexProblem } from './regex.ts';
import { readContinued, readIds, readLevels, readStamp, Unreadable } from './values.ts';
import { words } from './words.ts';

/** What is being read and how far; `depth` bounds the recursion. */
interface Cursor {
  readonly text: string;
  at: number;
  depth: number;
}

const MAX_DEPTH = 100;
const MAX_LENGTH = 10_000;
/** More wildcards could make a glob slow on a long path. */
const MAX_STARS = 5;
const fieldHead = /(level|stream|member|template|record|new|source|from|to|time):/iy;
const operator = /(?:AND|OR|NOT)(?=[\s()"]|$)/y;

/**
 * Words, "phrases", -exclusions, NOT, AND (default), OR, parentheses, `level:` `stream:` `member:` `template:` `record:` `new:`
 * `source:` `from:` `to:` `time:[a,b]`, `/regex/flags`, `word*`. NOT binds closer than AND, AND closer than OR. An empty query fits every line.
 * Throws the fault `query_syntax` with a 1-based column (UTF-16 units).
 */
export function parseQuery(text: string): Query {
  const cursor: Cursor = { text, at: 0, depth: 0 };
  if (text.length > MAX_LENGTH) refuse(MAX_LENGTH, `a query has at most ${MAX_LENGTH} characters`);
  skipBlanks(cursor);
  if (cursor.at === text.length) return { kind: 'all' };
  const query = readOr(cursor);
  if (cursor.at < text.length) refuse(cursor.at, 'this parenthesis was never opened');
  return query;
}

function refuse(at: number, problem: string): never {
  throw new Fault('query_syntax', { column: at + 1, problem });
}

function skipBlanks(cursor: Cursor): void {
  while (/\s/.test(cursor.text.charAt(cursor.at))) cursor.at++;
}

/** The operator that stands here, without consuming it. */
function operatorAt(cursor: Cursor): string | null {
  operator.lastIndex = cursor.at;
  return operator.exec(cursor.text)?.[0] ?? null;
}

function atEnd(cursor: Cursor): boolean {
  return cursor.at >= cursor.text.length || cursor.text[cursor.at] === ')';
}

function readOr(cursor: Cursor): Query {
  const parts = [readAnd(cursor)];
  while (operatorAt(cursor) === 'OR') {
    cursor.at += 2;
    skipBlanks(cursor);
    parts.push(readAnd(cursor));
  }
  return joined('or', parts);
}

function readAnd(cursor: Cursor): Query {
  const parts = [readNot(cursor)];
  while (!atEnd(cursor) && operatorAt(cursor) !== 'OR') {
    if (operatorAt(cursor) === 'AND') {
      cursor.at += 3;
      skipBlanks(cursor);
    }
    parts.push(readNot(cursor));
  }
  return joined('and', parts);
}

/** One part stays itself, and a part of the same kind gives its own parts. */
function joined(kind: 'and' | 'or', parts: Query[]): Query {
  if (parts.length === 1) return parts[0];
  return { kind, parts: parts.flatMap(part => (part.kind === kind ? part.parts : [part])) };
}

function readNot(cursor: Cursor): Query {
  const found = operatorAt(cursor);
  if (found === 'AND' || found === 'OR')
    refuse(cursor.at, `${found} needs a condition before it; put it in quotes to search the word`);
  const minus = cursor.text[cursor.at] === '-' && /[^\s)]/.test(cursor.text.charAt(cursor.at + 1));
  if (found !== 'NOT' && !minus) return readTerm(cursor);
  if (++cursor.depth > MAX_DEPTH) refuse(cursor.at, 'it is nested too deeply');
  cursor.at += minus ? 1 : 3;
  skipBlanks(cursor);
  const part = readNot(cursor);
  cursor.depth--;
  return { kind: 'not', part };
}

function readTerm(cursor: Cursor): Query {
  if (atEnd(cursor)) refuse(cursor.at, 'a condition is missing here');
  const head = cursor.text[cursor.at];
  fieldHead.lastIndex = cursor.at;
  const field = fieldHead.exec(cursor.text)?.[1].toLowerCase();
  const query =
    head === '(' ? readGroup(cursor) : head === '/' ? readRegex(cursor) : field ? readField(cursor, field) : readPhrase(cursor);
  skipBlanks(cursor);
  return query;
}

function readGroup(cursor: Cursor): Query {
  const opened = cursor.at;
  if (++cursor.depth > MAX_DEPTH) refuse(opened, 'it is nested too deeply');
  cursor.at++;
  skipBlanks(cursor);
  if (cursor.text[cursor.at] === ')') refuse(opened, 'the parentheses are empty; put text with parentheses in quotes');
  if (cursor.at >= cursor.text.length) refuse(opened, 'this parenthesis is never closed');
  const query = readOr(cursor);
  if (cursor.text[cursor.at] !== ')') refuse(opened, 'this parenthesis is never closed');
  cursor.at++;
  cursor.depth--;
  return query;
}

function readRegex(cursor: Cursor): Query {
  const opened = cursor.at;
  const body = /\/((?:[^\\/]|\\[\s\S])+)\/([A-Za-z]*)(?=[\s()]|$)/y;
  body.lastIndex = opened;
  const match = body.exec(cursor.text);
  if (!match) refuse(opened, 'this /regex/ has no end or stray text behind it; put a path in quotes');
  const flags = [...match[2]].sort().join('');
  if (!/^i?m?s?u?$/.test(flags))
    refuse(opened + match[0].length - flags.length, `"${match[2]}": the flags are i, s, u, m, each once`);
  const source = match[1].replace(/\\([\s\S])/g, (pair, unit: string) => (unit === '/' ? '/' : pair));
  const problem = regexProblem(source, flags);
  if (problem !== null) refuse(opened, problem);
  cursor.at += match[0].length;
  return { kind: 'regex', source, flags };
}

function readPhrase(cursor: Cursor): Query {
  const start = cursor.at;
  const quoted = cursor.text[start] === '"';
  const raw = quoted ? readQuoted(cursor) : readBare(cursor);
  let prefix = false;
  let text = raw;
  if (quoted && cursor.text[cursor.at] === '*') {
    prefix = true;
    cursor.at++;
  } else if (!quoted && raw.includes('*')) {
    prefix = true;
    text = raw.slice(0, -1);
    const star = raw.indexOf('*');
    if (star < raw.length - 1) refuse(start + star, 'a * may only end a word; use /regex/, or quotes for a literal *');
  }
  if (text === '') return { kind: 'all' };
  return phrase(text, prefix);
}

/** A prefix needs a word to lengthen: behind punctuation the star says nothing. */
function phrase(text: string, prefix: boolean): Query {
  const found = words(text);
  const endsInWord = words(text.slice(-1)).length > 0;
  return { kind: 'phrase', words: found, text, prefix: prefix && endsInWord };
}

/** In quotes `\"` is a quote and `\\` a backslash; any other backslash is itself. */
function readQuoted(cursor: Cursor): string {
  const quoted = /"((?:[^"\\]|\\[\s\S])*)"/y;
  quoted.lastIndex = cursor.at;
  const match = quoted.exec(cursor.text);
  if (!match) refuse(cursor.at, 'this quote is never closed');
  cursor.at += match[0].length;
  return match[1].replace(/\\(["\\])/g, '$1');
}

function readBare(cursor: Cursor): string {
  const bare = /[^\s()"]*/y;
  bare.lastIndex = cursor.at;
  const text = bare.exec(cursor.text)![0];
  cursor.at += text.length;
  return text;
}

function readField(cursor: Cursor, field: string): Query {
  cursor.at += field.length + 1;
  const start = cursor.at;
  if (field === 'time') return readSpan(cursor);
  const value = cursor.text[start] === '"' ? readQuoted(cursor) : readBare(cursor);
  if (value === '') refuse(start, `${field}: needs a value, without a blank before it`);
  if (field === 'stream' || field === 'member') {
    if (value.split(/\*+/).length > MAX_STARS + 1) refuse(start, `a glob has at most ${MAX_STARS} *`);
    return { kind: 'member', glob: value };
  }
  if (field === 'source') return { kind: 'source', source: value };
  if (field === 'level') return { kind: 'level', levels: readable(start, () => readLevels(value)) };
  if (field === 'record') return { kind: 'record', continued: readable(start, () => readContinued(value)) };
  if (field === 'new') return readNew(start, value);
  if (field === 'template') return { kind: 'template', ids: readable(start, () => readIds(value)) };
  const stamp = readable(start, () => readStamp(value));
  return { kind: 'time', from: field === 'from' ? stamp.from : null, to: field === 'to' ? stamp.from : null };
}

function readNew(start: number, value: string): Query {
  if (!/^(?:true|false)$/i.test(value))
    refuse(start, `new: is true or false, not "${value}"; put it in quotes to search the text`);
  return { kind: 'new', wanted: value.toLowerCase() === 'true' };
}

/** `[a,b]` takes in the whole unit that b names, `[a,b)` ends before b; either side may be left out. */
function readSpan(cursor: Cursor): Query {
  const start = cursor.at;
  const span = /\[([^,\])]*),([^\])]*)([\])])/y;
  span.lastIndex = start;
  const match = span.exec(cursor.text);
  if (!match) refuse(start, 'write time:[from,to], with ) instead of ] to leave out the end');
  cursor.at += match[0].length;
  const stamp = (text: string) => (text.trim() === '' ? null : readable(start, () => readStamp(text.trim())));
  const [from, to] = [stamp(match[1]), stamp(match[2])];
  if (from === null && to === null) refuse(start, 'the time span is empty');
  if (from && to && from.from > to.from) refuse(start, 'the time span ends before it begins');
  return { kind: 'time', from: from?.from ?? null, to: to ? (match[3] === ']' ? to.to : to.from) : null };
}

function readable<T>(at: number, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof Unreadable) refuse(at, error.message);
    throw error;
  }
}
