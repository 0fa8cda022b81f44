/** The code room: scans a source file once, from its first byte to its last, for the statements that may write log lines. */
import type { Statement } from '../statement.ts';
import type { Found } from './calls.ts';
import type { Language } from './language.ts';
import { linesOfPattern } from './pattern.ts';
import { close, comment, mayBeRegex, open, regex } from './scan-brackets.ts';
import { operator } from './scan-signs.ts';
import { BLANK, DIGIT, DOT, KEYWORD, kinds, NOTHING, Scan, SIGN, WORD } from './scan-state.ts';
import { number, quote, word } from './scan-words.ts';

/** `source` holds bytes, each as one unit; offsets are told as lines and columns. */
export function statementsOf(source: string, language: Language): Statement[] {
  const scan = new Scan(source, language);
  run(scan);
  return placed(source, scan.calls.found);
}

function run(scan: Scan): void {
  const source = scan.source;
  const most = source.length * MOST_WASTE + 200_000;
  while (scan.pos < source.length && scan.wasted < most) {
    const code = source.charCodeAt(scan.pos);
    const kind = kinds[code];
    if (kind === BLANK) scan.pos++;
    else if (code === 10) newline(scan);
    else {
      const { top } = scan.calls;
      if (top.statementFrom < 0) top.statementFrom = scan.pos;
      if (kind === WORD) word(scan);
      else if (kind === DIGIT) number(scan);
      else sign(scan, code);
    }
  }
  scan.calls.endStatement();
}

/** How often the whole file may be looked at in vain. */
const MOST_WASTE = 8;

function newline(scan: Scan): void {
  scan.pos++;
  const { calls } = scan;
  if (!scan.language.lines || !calls.isBlock || calls.top.statementFrom < 0) return;
  if (scan.language.hash ? scan.source[scan.pos - 2] === '\\' : goesOn(scan)) return;
  const next = /\S/g;
  next.lastIndex = scan.pos;
  const sign = next.exec(scan.source)?.[0] ?? '';
  if (calls.top.bracket !== 0 && calls.top.bracket !== 123) return;
  if (sign === '+' || sign === '.' || sign === '?' || sign === ':') return;
  if (scan.language.hash && calls.top.bracket !== 0) return;
  calls.endStatement();
  scan.last = NOTHING;
}

function goesOn(scan: Scan): boolean {
  return scan.last === SIGN || scan.last === DOT || scan.last === KEYWORD;
}

function sign(scan: Scan, code: number): void {
  if (code === 34 || code === 39 || code === 96) quote(scan, code);
  else if (code === 47 || code === 35) slash(scan, code);
  else if (code === 40 || code === 91 || code === 123) open(scan, code);
  else if (code === 41 || code === 93 || code === 125) close(scan, code);
  else operator(scan, code);
}

function slash(scan: Scan, code: number): void {
  const source = scan.source;
  const next = source.charCodeAt(scan.pos + 1);
  if (code === 35 ? scan.language.hash : next === 47 && !scan.language.hash) {
    const end = source.indexOf('\n', scan.pos);
    scan.pos = end < 0 ? source.length : end;
  } else if (code === 47 && next === 42 && !scan.language.hash) comment(scan);
  else if (code === 47 && scan.language.regex && mayBeRegex(scan)) regex(scan);
  else operator(scan, code);
}

/** Lines and columns for offsets; one statement a line of its text. */
function placed(source: string, found: readonly Found[]): Statement[] {
  const statements: Statement[] = [];
  let line = 1;
  let lineFrom = 0;
  for (const { kind, level, pattern, offset } of [...found].sort((a, b) => a.offset - b.offset)) {
    for (let end = source.indexOf('\n', lineFrom); end >= 0 && end < offset; end = source.indexOf('\n', lineFrom)) {
      line++;
      lineFrom = end + 1;
    }
    for (const one of linesOfPattern(pattern))
      statements.push({ kind, level, pattern: one, line, column: offset - lineFrom + 1 });
  }
  return withoutDoubles(statements);
}

/** What a call says and hands on is said once: by the call that logs it. */
function withoutDoubles(statements: readonly Statement[]): Statement[] {
  const rank: Record<Statement['kind'], number> = { log: 0, print: 1, error: 2, text: 3, logger: 4 };
  const best = new Map<string, Statement>();
  for (const one of statements) {
    const key = `${one.kind === 'logger' ? '' : one.pattern}\n${one.kind === 'logger' ? one.pattern : one.line}`;
    const known = best.get(key);
    if (!known || rank[one.kind] < rank[known.kind]) best.set(key, one);
  }
  return [...best.values()];
}
