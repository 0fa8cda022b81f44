/** Analysis: keeps templates by their number of tokens, and merges those of one number when they become many. */
import { mergeTemplates } from './merge.ts';
import { absorb, covers, type Pattern } from './pattern.ts';
import type { Tokens } from './tokens.ts';

/** Templates of one number of tokens that cause a first merge. */
const MANY = 1_000;

interface Shape {
  /** Each pattern once. */
  live: Pattern[];
  /** Those of them that also cover messages which have not been seen, the most specific first. */
  general: Pattern[];
  /** Live patterns that cause the next merge. */
  limit: number;
}

export class Shapes {
  private readonly patterns: Pattern[];
  private readonly shapes: Shape[] = [];

  /** `patterns` by id; merged ones are replaced there. */
  constructor(patterns: Pattern[]) {
    this.patterns = patterns;
  }

  /** The generalised pattern that covers the message, if there is one. */
  find(tokens: Tokens): Pattern | null {
    const general = this.shapes[keyOf(tokens.count, tokens.tailed)]?.general;
    if (general === undefined || general.length === 0) return null;
    return general.find(pattern => covers(pattern, tokens)) ?? null;
  }

  /** Takes in a new pattern; returns how many tokens of text a merge has freed. */
  add(pattern: Pattern): number {
    const shape = (this.shapes[keyOf(pattern.tokens.length, pattern.tail)] ??= { live: [], general: [], limit: MANY });
    shape.live.push(pattern);
    return shape.live.length < shape.limit ? 0 : this.merge(shape);
  }

  mergeAll(): void {
    for (const shape of this.shapes) {
      if (shape && shape.live.length > 1) this.merge(shape);
    }
  }

  private merge(shape: Shape): number {
    const before = shape.live.length;
    const replaced = new Map<Pattern, Pattern>();
    shape.live = mergeTemplates(shape.live).map(({ ids, tokens }) => {
      const [first, ...others] = ids.toSorted((a, b) => a - b).map(id => this.patterns[id]);
      for (const other of others) {
        absorb(first, other, tokens);
        replaced.set(other, first);
      }
      return first;
    });
    this.replace(replaced);
    shape.general = shape.live.filter(pattern => pattern.open !== null).sort((a, b) => a.variable.length - b.variable.length);
    shape.limit = Math.max(MANY, 2 * shape.live.length);
    return (before - shape.live.length) * (shape.live[0]?.tokens.length ?? 0);
  }

  private replace(replaced: ReadonlyMap<Pattern, Pattern>): void {
    if (replaced.size === 0) return;
    for (let id = 0; id < this.patterns.length; id++) this.patterns[id] = replaced.get(this.patterns[id]) ?? this.patterns[id];
  }
}

function keyOf(count: number, tailed: boolean): number {
  return 2 * count + (tailed ? 1 : 0);
}
