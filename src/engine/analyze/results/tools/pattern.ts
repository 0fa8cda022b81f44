/** Analysis: a recogniser made of patterns, enough for tools that print one summary line and one line per failed test. */
import { type Cleaned, type Counts, Ledger, type Reading, type Tool } from '../recogniser.ts';

export interface Summary {
  readonly pattern: RegExp;
  /** Null: the line looked like a summary, and was none. */
  counts(match: RegExpExecArray): Partial<Counts> | null;
  /** The line is printed again and again (a progress line, a nested suite): only the last one of the member counts. */
  readonly last?: boolean;
}

export interface Patterns {
  readonly framework: string;
  readonly cue: RegExp;
  readonly tail?: RegExp;
  readonly holds?: string;
  readonly covers?: readonly string[];
  readonly coarse?: boolean;
  readonly fallback?: boolean;
  readonly summaries: readonly Summary[];
  /** The groups `name` and `message`; on `plain`, or on `text` when the pattern begins with a space. */
  readonly failures: readonly RegExp[];
  /** From a line like this on, lists of failures are read line by line until a summary or `listEnd`. */
  readonly listStart?: RegExp;
  readonly listEnd?: RegExp;
  /** Failures count only within such a list. */
  readonly listOnly?: boolean;
  /** The first line behind a failure that says something is its message, unless its pattern has one, were it empty. */
  readonly explained?: boolean;
  /** A line that says the tool failed, whatever it counts. */
  readonly broken?: RegExp;
  /** The tool reported only where such a line stood: its other lines could be anybody's. */
  readonly requires?: RegExp;
  /** Names without any summary are not this tool's. */
  readonly needsSummary?: boolean;
}

const EXPLAINED_WITHIN = 5;

class PatternReading implements Reading {
  private readonly tool: Patterns;
  private readonly ledger: Ledger;
  private listing = false;
  /** Nothing but blank lines since the list began: they do not end it. */
  private fresh = false;
  private sure = false;
  private awaited: string | null = null;
  private patience = 0;
  private repeated: Partial<Counts> | null = null;

  constructor(tool: Patterns, member: string) {
    this.tool = tool;
    this.ledger = new Ledger(tool.framework, member);
  }

  feed(at: Cleaned): boolean {
    const { tool } = this;
    if (tool.requires?.test(at.plain)) this.sure = true;
    if (tool.broken?.test(at.plain)) this.ledger.broken = true;
    if (this.summarises(at.plain)) return this.listing;
    if (tool.listStart?.test(at.plain)) return this.beginList();
    if (this.listing && !(this.fresh && at.plain === '') && tool.listEnd?.test(at.text)) this.listing = false;
    if (at.plain !== '') this.fresh = false;
    if (this.fails(at)) return this.listing || this.awaited !== null;
    if (this.awaited !== null) this.explain(at.plain);
    return this.listing || this.awaited !== null;
  }

  private beginList(): true {
    this.listing = true;
    this.fresh = true;
    return true;
  }

  private summarises(plain: string): boolean {
    for (const summary of this.tool.summaries) {
      const match = summary.pattern.exec(plain);
      const counts = match && summary.counts(match);
      if (!counts) continue;
      if (summary.last) this.repeated = counts;
      else this.ledger.add(counts);
      if (this.tool.listEnd === undefined) this.listing = false;
      return true;
    }
    return false;
  }

  private fails({ line, text, plain }: Cleaned): boolean {
    if (this.tool.listOnly && !this.listing) return false;
    for (const pattern of this.tool.failures) {
      const groups = pattern.exec(pattern.source.startsWith('^ ') ? text : plain)?.groups;
      if (!groups?.name) continue;
      this.ledger.fail(groups.name, line, groups.message);
      if (this.tool.explained && groups.message === undefined) this.awaited = groups.name;
      this.patience = EXPLAINED_WITHIN;
      return true;
    }
    return false;
  }

  private explain(plain: string): void {
    if (plain !== '') this.ledger.explain(this.awaited!, plain);
    if (plain !== '' || --this.patience === 0) this.awaited = null;
  }

  end() {
    if (this.tool.requires && !this.sure) return null;
    if (this.repeated) this.ledger.add(this.repeated);
    if (this.tool.needsSummary && this.ledger.counts.ran === null && this.ledger.counts.failed === null) return null;
    return this.ledger.end();
  }
}

export function patternTool(tool: Patterns): Tool {
  return { ...tool, start: member => new PatternReading(tool, member) };
}
