/** The code room: names, numbers and literals as the scan meets them. */
import { DIGIT, DOT, IN_WORD, KEYWORD, KEYWORDS, kinds, NAME, NOTHING, NUMBER, type Scan, STRING, WORD } from './scan-state.ts';
import { readLiteral } from './strings.ts';

const CHOICES = new Set(['if', 'else', 'or', 'and']);
/** Methods of a text that leave it what it is. */
const KEEPS =
  /^(?:format|formatted|trim\w*|strip\w*|to_?(?:string|owned|str)|into|as_?\w*|encode|lstrip|rstrip|with_context|f|arg|localized)$/i;

export function word(scan: Scan): void {
  const source = scan.source;
  const from = scan.pos;
  let end = from + 1;
  while (end < source.length && (kinds[source.charCodeAt(end)] & IN_WORD) !== 0) end++;
  if (prefixed(scan, from, end)) return;
  scan.pos = end;
  const word = end - from < 9 ? source.slice(from, end) : '';
  if (word !== '' && scan.last !== DOT && KEYWORDS.has(word)) {
    if (scan.language.hash && CHOICES.has(word)) scan.calls.alternative();
    scan.last = KEYWORD;
    scan.wasText = false;
    return;
  }
  if (scan.last === DOT && scan.wasText) {
    const { top } = scan.calls;
    if (KEEPS.test(source.slice(from, end))) top.done = true;
    else {
      top.forget();
      top.hole = true;
    }
  } else {
    if (scan.last !== DOT) scan.holeBefore = scan.calls.top.hole;
    // A level of the kernel is printed, but not seen.
    if (!scan.language.streams || !source.startsWith('KERN_', from)) scan.calls.value();
  }
  if (scan.last !== DOT || scan.chainFrom < 0) scan.chainFrom = from;
  scan.nameFrom = from;
  scan.nameEnd = end;
  scan.last = NAME;
  scan.wasText = false;
}

/** A name that touches a quote is a prefix of the literal, or the tag of a template. */
function prefixed(scan: Scan, from: number, end: number): boolean {
  const next = scan.source.charCodeAt(end);
  if (next !== 34 && next !== 39 && next !== 96 && next !== 35 && next !== 64) return false;
  const word = scan.source.slice(from, end);
  if (word === '$' && scan.language.name === 'c#') {
    // The quote looks back at it.
    scan.pos = end;
    return true;
  }
  if (next === 96) return tagged(scan, from, end);
  if (!scan.language.prefixes?.test(word)) return false;
  if (next === 35) {
    const quote = /#+"/y;
    quote.lastIndex = end;
    if (scan.language.name !== 'rust' || !quote.test(scan.source)) return false;
    return literal(scan, quote.lastIndex - 1, word);
  }
  return literal(scan, end, word);
}

/** html`…` is no message. */
function tagged(scan: Scan, from: number, end: number): boolean {
  if (scan.language.backtick !== 'template' || KEYWORDS.has(scan.source.slice(from, end))) return false;
  const literal = readLiteral(scan.source, end, { language: scan.language, prefix: '' });
  if (literal.pattern === null) {
    scan.wasted += literal.end - end;
    return false;
  }
  scan.pos = literal.end;
  scan.calls.value();
  scan.last = STRING;
  scan.wasText = false;
  return true;
}

function literal(scan: Scan, at: number, prefix: string): boolean {
  const literal = readLiteral(scan.source, at, { language: scan.language, prefix });
  if (literal.pattern === null) {
    scan.wasted += literal.end - at;
    return false;
  }
  take(scan, at, { end: literal.end, pattern: literal.pattern });
  return true;
}

function take(scan: Scan, at: number, { end, pattern }: { end: number; pattern: string }): void {
  scan.pos = end;
  const { calls } = scan;
  const isDoc = scan.language.hash && calls.top.bracket === 0 && scan.last === NOTHING;
  if (!isDoc) calls.string(at, pattern, false);
  scan.last = STRING;
  scan.wasText = !isDoc;
}

export function number(scan: Scan): void {
  const source = scan.source;
  let end = scan.pos + 1;
  while (end < source.length && (kinds[source.charCodeAt(end)] === WORD || kinds[source.charCodeAt(end)] === DIGIT)) end++;
  scan.pos = end;
  scan.calls.value();
  scan.last = NUMBER;
  scan.wasText = false;
}

export function quote(scan: Scan, code: number): void {
  const at = scan.pos;
  let prefix = '';
  if (scan.language.name === 'c#') prefix = /[$@]{0,2}$/.exec(scan.source.slice(Math.max(0, at - 2), at))?.[0] ?? '';
  if (code === 96 && !scan.language.backtick) scan.pos++;
  else if (!literal(scan, at, prefix)) scan.pos++;
}
