/** Analysis: test results out of the lines of one member: every line passes a cheap gate, the few that matter reach the tools. */
import type { TestResults } from '../../../model/tests.ts';
import { cleanText, plainText } from './clean.ts';
import { combine } from './merge.ts';
import { OUTCOME_CUE, Outcome } from './outcome.ts';
import type { Cleaned, Reading, Tally, Tool } from './recogniser.ts';
import { tools } from './table.ts';

export { mergeResults } from './merge.ts';

export interface ResultLine {
  /** 1-based. */
  readonly line: number;
  /** As stored: stamps, colours and carriage returns are cleaned here. */
  readonly text: string;
}

/** One anchored pattern for all tools: a line that says nothing fails at its first characters. */
const CUES = new RegExp([...tools.map(tool => tool.cue.source), OUTCOME_CUE.source].join('|'));
const TAILED = tools.filter(tool => tool.tail !== undefined);
/** Last characters of `FAILED`, `ERROR`, `<<< FAILURE!`, `[ 12%]`, `*** FAILED ***`. */
const TAIL_ENDS = new Set(['D', 'R', '!', ']', '*'].map(end => end.charCodeAt(0)));
const TAIL_WORDS = /(?:FAIL(?=\])|FAILED|PASSED|SKIPPED|ERROR|(?:FAILURE|ERROR)!)(?:\]| +\[ *\d+%\]| \*\*\*)?$/;
const HELD = tools.flatMap(tool => tool.holds ?? []);

/** GitHub's and Azure's own marks: how a step ended may be told there. */
const SERVICE = '##[';
/** Travis runs these after the verdict; what they print changes nothing any more. */
const AFTER_STARTS = 'travis_fold:start:after_';
const AFTER_ENDS = 'travis_fold:end:after_';

const NOT_COUNTED = { ran: null, passed: null, failed: null, skipped: null } as const;

/** The state of one tool, opened at its first cue. */
interface Desk {
  readonly tool: Tool;
  reading: Reading | null;
  open: boolean;
}

/**
 * Reads the test results that the lines of one member report, in order.
 * Null when no test tool reported results and no build or CI service said how the run ended.
 */
export function readResults(member: string, lines: Iterable<ResultLine>): TestResults | null {
  const results = new Results(member);
  for (const { line, text } of lines) results.feed(line, text);
  return results.end();
}

/** The same, line by line. */
export class Results {
  private readonly member: string;
  private readonly desks: readonly Desk[] = tools.map(tool => ({ tool, reading: null, open: false }));
  private readonly outcome = new Outcome();
  private anyOpen = false;
  private aside = false;

  constructor(member: string) {
    this.member = member;
  }

  feed(line: number, raw: string): void {
    if (raw.includes('travis_fold:')) this.fold(raw);
    const text = cleanText(raw);
    const plain = plainText(text);
    const cued = isCue(plain) || text.startsWith(SERVICE);
    if (!cued && !this.anyOpen) return;
    const at = { line, text, plain };
    if (cued) this.outcome.feed(at);
    if (!this.aside) this.hand(at, cued);
  }

  private fold(raw: string): void {
    const [starts, ends] = [raw.lastIndexOf(AFTER_STARTS), raw.lastIndexOf(AFTER_ENDS)];
    if (starts !== ends) this.aside = starts > ends;
  }

  /** Hands a line to the tools that have something open, and to those whose cue it is. */
  private hand(at: Cleaned, cued: boolean): void {
    this.anyOpen = false;
    for (const desk of this.desks) {
      if (!desk.open && !(cued && wants(desk.tool, at.plain))) continue;
      desk.reading ??= desk.tool.start(this.member);
      desk.open = desk.reading.feed(at);
      if (desk.open) this.anyOpen = true;
    }
  }

  private tallies(fallback: boolean): Tally[] {
    const desks = this.desks.filter(({ tool }) => (tool.fallback === true) === fallback);
    return desks.map(({ reading }) => reading?.end() ?? null).filter(tally => tally !== null);
  }

  end(): TestResults | null {
    const known = this.tallies(false);
    const tallies = known.length > 0 ? known : this.tallies(true);
    return combine(uncovered(toldOnce(tallies)), this.outcome);
  }
}

/** Without what an enclosing tool has told as well. */
function toldOnce(tallies: readonly Tally[]): readonly Tally[] {
  const told = new Map(tallies.map(tally => [tally.framework, tally]));
  const repeated = (tally: Tally, { framework, repeats }: Tool) => {
    const outer = told.get(framework);
    return outer !== undefined && repeats?.includes(tally.framework) && outer.ran === tally.ran && outer.failed === tally.failed;
  };
  return tallies.filter(tally => !tools.some(tool => repeated(tally, tool)));
}

/** Counts of an enclosed tool are dropped, for the enclosing one has them; names are kept of the one that names better. */
function uncovered(tallies: readonly Tally[]): readonly Tally[] {
  const counted = new Set(tallies.filter(tally => tally.ran !== null).map(tally => tally.framework));
  const enclosing = tools.filter(tool => tool.covers !== undefined && counted.has(tool.framework));
  const named = (test: (framework: string) => boolean) => tallies.some(one => one.failures.length > 0 && test(one.framework));
  return tallies.map(tally => {
    const outer = enclosing.find(tool => tool.covers!.includes(tally.framework));
    const own = enclosing.find(tool => tool.framework === tally.framework);
    if (outer)
      return {
        ...tally,
        ...NOT_COUNTED,
        failures: !outer.coarse && named(name => name === outer.framework) ? [] : tally.failures,
      };
    return own?.coarse && named(name => own.covers!.includes(name)) ? { ...tally, failures: [] } : tally;
  });
}

/** Whether any tool, or the outcome, can want this line. */
function isCue(plain: string): boolean {
  if (plain === '') return false;
  return CUES.test(plain) || hasTail(plain) || HELD.some(text => plain.includes(text));
}

function wants(tool: Tool, plain: string): boolean {
  if (tool.cue.test(plain) || tool.tail?.test(plain)) return true;
  return tool.holds !== undefined && plain.includes(tool.holds);
}

function hasTail(plain: string): boolean {
  if (!TAIL_ENDS.has(plain.charCodeAt(plain.length - 1)) || !TAIL_WORDS.test(plain)) return false;
  return TAILED.some(tool => tool.tail!.test(plain));
}

/** Words at which a template may begin once stamp, level and logger are gone. */
const STARTS = 10;
const WILDCARD = '<*>';
/** What a wildcard may stand for in a summary: a count, or a test's id. */
const STAND_INS = ['1', 'a.py::b'];

/**
 * Whether lines of a template can belong to a test tool's or a build's summary; cheap, and rather true once too often:
 * a template of nothing but variable parts can. Variable parts read `<*>`.
 */
export function mayReport(templateText: string): boolean {
  const text = cleanText(templateText);
  const plain = plainText(text);
  if (plain.includes(WILDCARD) && !/[A-Za-z]/.test(plain)) return true;
  return text.startsWith(SERVICE) || STAND_INS.some(standIn => startsCue(plain.replaceAll(WILDCARD, standIn)));
}

function startsCue(plain: string): boolean {
  let rest = plain;
  for (let start = 0; start < STARTS; start++) {
    if (isCue(rest)) return true;
    const space = rest.search(/\s/);
    if (space < 0) return false;
    rest = plainText(rest.slice(space));
  }
  return false;
}
