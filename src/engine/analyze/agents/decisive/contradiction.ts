/** Analysis, agents: where an agent says the contrary of what a tool has just answered. */
import { jsonIn } from '../../../../base/lenient.ts';
import type { Deed, Result } from './deeds.ts';

export interface Contradiction {
  /** A clause: "it claims success though cancel_order had failed". */
  readonly words: string;
  /** What is contradicted. */
  readonly result: Result;
}

type Rule = (deed: Deed) => Contradiction | null;

/** Null where nothing is contradicted. */
export function contradictionIn(deed: Deed): Contradiction | null {
  if (deed.text === '') return null;
  for (const rule of rules) {
    const found = rule(deed);
    if (found !== null) return found;
  }
  return null;
}

const SUCCESS =
  /\bsuccessfully\b|\b(?:has|have) been (?:\w+ )?(?:updated|cancel?led|changed|modified|returned|exchanged|booked|created|deleted|sent|added|removed|processed|completed|saved|refunded)\b|\b(?:worked|ran) (?:as expected|fine|well|without)|\ball (?:set|done)\b/i;
/** Whoever speaks of the failure does not deny it. */
const ADMITS =
  /\b(?:error|fail\w*|unable|could ?n[o']t|cannot|can['’]t|unfortunately|n[o']t (?:been|be|possible|available|found|able)|issues?|problems?|apolog\w+|sorry|however|invalid|incorrect|denied|instead|try again|let me|retry)\b/i;

/** Sentences in which somebody says how it went. */
const OPENING = 3;

function claimsSuccess({ text, latest }: Deed): Contradiction | null {
  const last = latest.at(-1);
  // What is claimed is said at once; further down other things are told of.
  const opening = sentencesOf(text).slice(0, OPENING).join(' ');
  if (!last?.failed || !SUCCESS.test(opening) || ADMITS.test(text)) return null;
  return { words: `it claims success though ${last.tool} had failed`, result: last };
}

const EMPTY =
  /^\s*(?:\[\s*\]|\{\s*\}|null|none|nil|no (?:results?|matches|match|documents?|records?|rows|data|items?|hits)\b[^\n]{0,60}|0 (?:results?|matches|documents?|records?|rows|items?|hits)\b[^\n]{0,40}|exit ?code: ?0 \(execution succeeded\)\s*code output:\s*)\s*$/i;
const FOUND =
  /\b(?:i (?:have )?found|here (?:are|is) (?:the|what)|according to the (?:results?|data|search|output|documents?)|the (?:results?|search|data|output|documents?) (?:shows?|indicates?|confirms?|says?|states?))\b/i;
const ADMITS_NOTHING = /\b(?:no|not|none|nothing|empty|without|neither|any)\b|n['’]t\b/i;

function claimsFind({ text, latest }: Deed): Contradiction | null {
  const last = latest.at(-1);
  if (!last || last.failed || !EMPTY.test(last.text)) return null;
  const sentence = sentencesOf(text).find(one => FOUND.test(one));
  if (!sentence || ADMITS_NOTHING.test(text.slice(0, 400))) return null;
  return { words: `it tells of results though ${last.tool} had brought none`, result: last };
}

/** "does not have a tracking number", "no tracking number": what is denied, in one or two words. */
const DENIES =
  /\b(?:does not|doesn['’]t|do not|don['’]t) have (?:a|an|any) ([a-z]+)(?: (number|id|code|address|date|name|status))?\b/i;

/** The answer that names the same thing by its id has what the agent says that there is not. */
function deniesField({ text, known }: Deed): Contradiction | null {
  const denials = sentencesOf(text).filter(sentence => DENIES.test(sentence));
  for (const sentence of denials.slice(0, DENIALS)) {
    const [, what, kind] = DENIES.exec(sentence) ?? [];
    const ids = sentence.match(ID);
    if (!what || !ids) continue;
    for (const result of known(REACH)) {
      const field = ids.some(id => result.text.includes(id)) ? fieldOf(result, ids, what.toLowerCase()) : null;
      if (!field) continue;
      const words = `it says that there is no ${kind ? `${what} ${kind}` : what}, though ${result.tool} had told ${field}`;
      return { words, result };
    }
  }
  return null;
}

/** Denials of one act that are looked after, and results that are looked through for each: a run may have many of both. */
const DENIALS = 3;
const REACH = 30;
const ID = /#?\b(?=\w*\d)[A-Za-z]*\d[\w-]{3,}\b/g;

function fieldOf(result: Result, ids: readonly string[], what: string): string | null {
  const named = (object: Obj) => Object.values(object).some(value => typeof value === 'string' && ids.includes(value));
  for (const object of objectsIn(jsonOf(result))) {
    if (!named(object)) continue;
    for (const part of objectsIn(object)) {
      const field = Object.entries(part).find(([key, value]) => wordsOf(key).includes(what) && !isBlank(value));
      if (field) return field[0];
    }
  }
  return null;
}

/** Read once, however often it is asked for. */
function jsonOf(result: Result): unknown {
  if (!values.has(result)) values.set(result, jsonIn(result.text));
  return values.get(result);
}

const values = new WeakMap<Result, unknown>();

function wordsOf(key: string): string[] {
  return key.toLowerCase().split(/[^a-z]+/);
}

function isBlank(value: unknown): boolean {
  return value === null || value === '' || value === false || (Array.isArray(value) && value.length === 0);
}

const AVAILABLE = /\b(\d{1,5}) available\b/i;

/** A part of what is available may be told, never more than that. */
function countsTooMany({ text, latest }: Deed): Contradiction | null {
  const [, count] = AVAILABLE.exec(text.replaceAll('*', '')) ?? [];
  if (!count || latest.length !== 1) return null;
  const flags = [...objectsIn(jsonOf(latest[0]))].flatMap(one => ('available' in one ? [one.available] : []));
  const available = flags.filter(flag => flag === true).length;
  if (flags.length < 2 || available >= Number(count)) return null;
  return { words: `it tells of ${count} available though ${latest[0].tool} had told ${available}`, result: latest[0] };
}

const rules: readonly Rule[] = [claimsSuccess, claimsFind, deniesField, countsTooMany];

function sentencesOf(text: string): string[] {
  return text.split(/(?<=[.!?])\s+|\n+/);
}

type Obj = Readonly<Record<string, unknown>>;

/** The value itself and all that it holds, as far as those are objects. */
function* objectsIn(value: unknown): Generator<Obj> {
  const open = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next !== 'object' || next === null) continue;
    if (!Array.isArray(next)) yield next as Obj;
    for (const one of Object.values(next)) open.push(one);
  }
}
