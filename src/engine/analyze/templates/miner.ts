/** Analysis: finds the templates of a stream of messages (Drain family: masked tokens, then merging of what differs in values only). */
import { ESCAPED } from './classes.ts';
import { include, type Pattern, patternOf, patternText, settleSoft, WILDCARD } from './pattern.ts';
import { Shapes } from './shapes.ts';
import { MAX_TOKENS, Tokens } from './tokens.ts';

/** Beyond these, what is new counts as one most general template. */
const MAX_TEMPLATES = 20_000;
const MAX_TEXT_TOKENS = 600_000;
/** Slots of the table of exact matches, a power of two well above MAX_TEMPLATES. */
const SLOTS = 1 << 16;
/** Slots of the cache of other matches. */
const CACHE_SLOTS = 1 << 13;

const nothing: ReadonlySet<string> = new Set();

/**
 * Gives each message of a stream a template. An id stays with its template: templates only grow more general, and several ids may
 * come to share one (finish() says which).
 */
export class TemplateMiner {
  /** After add(): [start, end) offsets of the tokens that are not constant in the template, two entries each; valid until the next add. */
  readonly variables = new Uint32Array(2 * (MAX_TOKENS + 1));
  variableCount = 0;

  private readonly tokens = new Tokens();
  /** By id; ids that were merged share a pattern. */
  private readonly patterns: Pattern[] = [];
  private readonly shapes = new Shapes(this.patterns);
  private readonly slots = new Int32Array(SLOTS).fill(-1);
  private readonly keys1 = new Int32Array(MAX_TEMPLATES + 1);
  private readonly keys2 = new Int32Array(MAX_TEMPLATES + 1);
  private readonly lengths = new Int32Array(MAX_TEMPLATES + 1);
  /** Three entries a slot: both keys, then the id plus one. */
  private readonly cache = new Int32Array(3 * CACHE_SLOTS);
  private textTokens = 0;
  private rest = -1;

  /** Template ids given so far. */
  get size(): number {
    return this.patterns.length;
  }

  /** Template id (0, 1, 2, …) of the message bytes[start, end). ANSI escape sequences in it are ignored. */
  add(bytes: Uint8Array, start: number, end: number): number {
    const { tokens } = this;
    tokens.scan(bytes, start, end);
    const id = this.find(bytes);
    const pattern = this.patterns[id];
    pattern.count++;
    if (pattern.soft.length > 0) settleSoft(pattern, tokens);
    if (id === this.rest) this.listAll(start, end);
    else this.list(pattern, end);
    return id;
  }

  private find(bytes: Uint8Array): number {
    const { key1, key2, length } = this.tokens;
    let slot = key1 & (SLOTS - 1);
    for (let id = this.slots[slot]; id >= 0; id = this.slots[slot]) {
      if (this.keys1[id] === key1 && this.keys2[id] === key2 && this.lengths[id] === length) return id;
      slot = (slot + 1) & (SLOTS - 1);
    }
    const cached = 3 * (key1 & (CACHE_SLOTS - 1));
    if (this.cache[cached] === key1 && this.cache[cached + 1] === key2 && this.cache[cached + 2] > 0)
      return this.cache[cached + 2] - 1;
    const id = this.shapes.find(this.tokens)?.id ?? this.learn(slot, bytes);
    if (this.slots[slot] === id) return id;
    this.cache[cached] = key1;
    this.cache[cached + 1] = key2;
    this.cache[cached + 2] = id + 1;
    return id;
  }

  private learn(slot: number, bytes: Uint8Array): number {
    const { key1, key2, length, count } = this.tokens;
    if (this.patterns.length >= MAX_TEMPLATES || this.textTokens + count > MAX_TEXT_TOKENS) return this.restId();
    const id = this.patterns.length;
    this.textTokens += count;
    this.slots[slot] = id;
    this.keys1[id] = key1;
    this.keys2[id] = key2;
    this.lengths[id] = length;
    const pattern = patternOf(id, this.tokens, bytes);
    this.patterns.push(pattern);
    this.textTokens -= this.shapes.add(pattern);
    return id;
  }

  /** The template of whatever came after the limits were reached. */
  private restId(): number {
    if (this.rest >= 0) return this.rest;
    this.rest = this.patterns.length;
    const none = { tokens: [], hashes: new Int32Array(0), variable: new Uint16Array(0), soft: [] };
    this.patterns.push({ id: this.rest, ...none, open: null, tail: true, count: 0, former: null, shown: null });
    return this.rest;
  }

  private list(pattern: Pattern, end: number): void {
    const { tokens, variables } = this;
    const variable = tokens.escaped ? withEscaped(pattern.variable, tokens) : pattern.variable;
    let at = 0;
    for (let i = 0; i < variable.length; i++) {
      variables[at++] = tokens.starts[variable[i]];
      variables[at++] = tokens.ends[variable[i]];
    }
    if (tokens.tailed) {
      variables[at++] = tokens.tail;
      variables[at++] = end;
    }
    this.variableCount = at >> 1;
  }

  private listAll(start: number, end: number): void {
    this.variables[0] = start;
    this.variables[1] = end;
    this.variableCount = 1;
  }

  /** The template's current text, its tokens joined by single blanks, variable parts as `<*>`. */
  text(id: number): string {
    return patternText(this.patterns[id]);
  }

  /** Lower-case words that were constant for some message of this template before their token became variable. */
  formerWords(id: number): ReadonlySet<string> {
    return this.patterns[id].former ?? nothing;
  }

  /**
   * Looks back over all templates and merges those that differ in values only. Returns the final id of each id given so far; text()
   * and formerWords() of a final id then stand for all messages of its ids. Messages may still be added.
   */
  finish(): Uint32Array {
    this.shapes.mergeAll();
    const byText = new Map<string, Pattern>();
    return Uint32Array.from(this.patterns, pattern => {
      const text = gist(patternText(pattern));
      const first = byText.get(text) ?? pattern;
      byText.set(text, first);
      if (first !== pattern) include(first, pattern, text);
      return first.id;
    });
  }
}

/** The text in which a list of any length reads the same, and a number with and without its unit. */
function gist(text: string): string {
  return text.replace(/<?<\*>(?:(?:[ ,]+|, and )<?<\*>| (?:[kKMGT]i?)?B\b| bytes\b| m?s\b| sec(?:onds?|s)?\b)*/g, WILDCARD);
}

/** Tokens with escape sequences in them are listed too: their bytes are not those of the template. */
function withEscaped(variable: Uint16Array, tokens: Tokens): Uint16Array {
  const positions = new Set(variable);
  for (let token = 0; token < tokens.count; token++) {
    if (tokens.kinds[token] & ESCAPED) positions.add(token);
  }
  return Uint16Array.from(positions).sort();
}
