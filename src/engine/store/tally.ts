/** The store: what is counted while rows are sealed: occurrences of templates, and lines per second and level. */

import type { Traits } from './shapes.ts';
import { VarintReader, VarintWriter } from './varints.ts';

const LEVELS = 8;

/** One template's occurrences; `first` counts every line, `count` only those that begin a record. */
export interface Occurrence {
  count: number;
  level: number;
  firstAt: number;
  lastAt: number;
  firstMember: number;
  firstLine: number;
}

/** Columns by template id; `firstLine` 0 marks a template that was not met. */
export class TemplateTally {
  #room = 0;
  #count = new Uint32Array(0);
  #level = new Uint8Array(0);
  #firstAt = new Float64Array(0);
  #lastAt = new Float64Array(0);
  #firstMember = new Uint32Array(0);
  #firstLine = new Uint32Array(0);

  add({ template, level, continued }: Traits, at: number): void {
    if (continued === 0) this.#count[template]++;
    if (level > this.#level[template]) this.#level[template] = level;
    if (at < this.#firstAt[template]) this.#firstAt[template] = at;
    if (at > this.#lastAt[template]) this.#lastAt[template] = at;
  }

  /** To be called when a template's id is met for the first time; ids come in order but may leap. */
  meet(template: number, member: number, line: number): void {
    if (template >= this.#room) this.#widen(Math.max(1024, template * 2));
    this.#firstAt[template] = Number.POSITIVE_INFINITY;
    this.#lastAt[template] = Number.NEGATIVE_INFINITY;
    this.#firstMember[template] = member;
    this.#firstLine[template] = line;
  }

  met(template: number): boolean {
    return template < this.#room && this.#firstLine[template] !== 0;
  }

  of(template: number): Occurrence {
    return {
      count: this.#count[template],
      level: this.#level[template],
      firstAt: this.#firstAt[template],
      lastAt: this.#lastAt[template],
      firstMember: this.#firstMember[template],
      firstLine: this.#firstLine[template],
    };
  }

  #widen(room: number): void {
    const wide = <T extends Uint32Array | Uint8Array | Float64Array>(old: T, made: T): T => {
      made.set(old);
      return made;
    };
    this.#count = wide(this.#count, new Uint32Array(room));
    this.#level = wide(this.#level, new Uint8Array(room));
    this.#firstAt = wide(this.#firstAt, new Float64Array(room));
    this.#lastAt = wide(this.#lastAt, new Float64Array(room));
    this.#firstMember = wide(this.#firstMember, new Uint32Array(room));
    this.#firstLine = wide(this.#firstLine, new Uint32Array(room));
    this.#room = room;
  }
}

/** Joins the occurrences of templates that turned out to be one. */
export function joinOccurrences(a: Occurrence, b: Occurrence): Occurrence {
  const aFirst = a.firstMember < b.firstMember || (a.firstMember === b.firstMember && a.firstLine <= b.firstLine);
  const first = aFirst ? a : b;
  return {
    count: a.count + b.count,
    level: Math.max(a.level, b.level),
    firstAt: Math.min(a.firstAt, b.firstAt),
    lastAt: Math.max(a.lastAt, b.lastAt),
    firstMember: first.firstMember,
    firstLine: first.firstLine,
  };
}

/** Keys are 8 × second + level; the first one is counted from `first`. */
export interface PackedRollup {
  readonly first: number;
  readonly entries: number;
  readonly bytes: Uint8Array;
}

/** Keys as gaps between them, each followed by its count; the first gap is counted from the first key. Keys are counted from `base`. */
function packCounts(counts: ReadonlyMap<number, number>, base: number): PackedRollup {
  const keys = Float64Array.from(counts.keys()).sort();
  const least = keys.length ? keys[0] : 0;
  const writer = new VarintWriter();
  let before = least;
  for (const key of keys) {
    writer.push(key - before);
    writer.push(counts.get(key) as number);
    before = key;
  }
  return { first: keys.length ? base + least : 0, bytes: writer.bytes(), entries: keys.length };
}

/** A rollup with lines taken from some seconds and added to others. */
export class MovedRollup {
  readonly #counts = new Map<number, number>();

  constructor({ at, level, count }: Seconds) {
    for (let i = 0; i < at.length; i++) this.#counts.set((at[i] / 1000) * LEVELS + level[i], count[i]);
  }

  /** Moves a line from one time to another; without a stamp there is nothing to move. */
  move(from: number, to: number, level: number): void {
    if (Number.isNaN(from)) return;
    this.#add(from, level, -1);
    this.#add(to, level, 1);
  }

  pack(): PackedRollup {
    return packCounts(new Map([...this.#counts].filter(([, count]) => count !== 0)), 0);
  }

  #add(at: number, level: number, lines: number): void {
    const key = Math.floor(at / 1000) * LEVELS + level;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + lines);
  }
}

/** Lines per second and level over the whole source. */
export class Rollup {
  /** By second (counted from the first one met) and level: such keys stay small, and a map of small whole numbers is fast. */
  #counts = new Map<number, number>();
  #first = Number.NaN;
  #second = Number.NaN;
  #open = new Uint32Array(LEVELS);

  add(at: number, level: number): void {
    const second = Math.floor(at / 1000);
    if (second !== this.#second) this.#turn(second);
    this.#open[level]++;
  }

  pack(): PackedRollup {
    this.#turn(Number.NaN);
    return packCounts(this.#counts, this.#first * LEVELS);
  }

  #turn(second: number): void {
    if (Number.isNaN(this.#first)) this.#first = second;
    const base = (this.#second - this.#first) * LEVELS;
    for (let level = 0; level < LEVELS && !Number.isNaN(base); level++) {
      const count = this.#open[level];
      if (count) this.#counts.set(base + level, (this.#counts.get(base + level) ?? 0) + count);
      this.#open[level] = 0;
    }
    this.#second = second;
  }
}

/** Columns in order of time: `count` lines of `level` in the second that begins at `at` (ms UTC). */
export interface Seconds {
  readonly at: Float64Array;
  readonly level: Uint8Array;
  readonly count: Uint32Array;
}

export function unpackRollup(packed: PackedRollup): Seconds {
  const reader = new VarintReader(packed.bytes);
  const length = packed.entries;
  const seconds = { at: new Float64Array(length), level: new Uint8Array(length), count: new Uint32Array(length) };
  let key = packed.first;
  for (let i = 0; i < length; i++) {
    key += reader.next();
    const second = Math.floor(key / LEVELS);
    seconds.at[i] = second * 1000;
    seconds.level[i] = key - second * LEVELS;
    seconds.count[i] = reader.next();
  }
  return seconds;
}
