/** The code room: reads one string literal of any language, from its first quote to its end. */
import type { Language } from './language.ts';
import { HOLE, unescaped, withHoles } from './pattern.ts';

/** A literal that was read: where it ends, and its text as a pattern. */
export interface Literal {
  /** Behind the closing quote; where it was given up when there is none. */
  readonly end: number;
  /** Null when this is no literal, or one that does not end as it should. */
  readonly pattern: string | null;
}

const QUOTE = 34;
const APOSTROPHE = 39;
const BACKTICK = 96;
const BACKSLASH = 92;
const NEWLINE = 10;
const DOLLAR = 36;
const BRACE = 123;
const BRACE_END = 125;

/** Longer literals are data, not messages; what is behind is not kept. */
const LONGEST = 4000;
/** How deep templates in templates are followed. */
const DEEPEST = 20;

/** The literal whose quote stands at `at`, behind its prefix. */
export function readLiteral(text: string, at: number, how: How): Literal {
  const { language, prefix } = how;
  const quote = text.charCodeAt(at);
  if (quote === BACKTICK)
    return language.backtick === 'raw' ? rawUntil(text, at + 1, { quote: '`', language }) : template(text, at);
  if (language.triple && text.charCodeAt(at + 1) === quote && text.charCodeAt(at + 2) === quote) return triple(text, at, how);
  if (prefix.includes('R') && language.streams) return cppRaw(text, at, how);
  if (language.name === 'rust' && prefix.includes('r')) return rawUntil(text, at + 1, { quote: '"', language });
  if (prefix.includes('@')) return verbatim(text, at, how);
  if (quote === APOSTROPHE && !language.single) return character(text, at);
  return plain(text, at, how);
}

function givenUp(end: number): Literal {
  return { end, pattern: null };
}

type How = { language: Language; prefix: string };

function plain(text: string, at: number, { language, prefix }: How): Literal {
  const quote = text.charCodeAt(at);
  const interpolated = language.dollars || prefix.includes('$');
  let pos = at + 1;
  for (; pos < text.length; pos++) {
    const sign = text.charCodeAt(pos);
    if (sign === quote) break;
    if (sign === BACKSLASH) pos += text.charCodeAt(pos + 1) === 13 ? 2 : 1;
    else if (sign === NEWLINE) return givenUp(pos);
    else if (interpolated && sign === BRACE && (prefix.includes('$') || text.charCodeAt(pos - 1) === DOLLAR)) {
      if (text.charCodeAt(pos + 1) === BRACE && prefix.includes('$')) pos++;
      else pos = behindBraces(text, pos, 0) - 1;
    }
  }
  if (pos >= text.length) return givenUp(text.length);
  return { end: pos + 1, pattern: patternOf(text.slice(at + 1, Math.min(pos, at + LONGEST)), { language, prefix }) };
}

/** The pattern of what stands between the quotes. */
function patternOf(raw: string, { language, prefix }: How): string {
  const isRaw = language.hash ? /r/i.test(prefix) : prefix.includes('r') && language.name === 'rust';
  let text = raw;
  if (language.dollars && text.includes('$')) text = withoutDollars(text);
  if (prefix.includes('$')) text = withoutBraces(text);
  else if (language.hash && /f/i.test(prefix)) text = withoutBraces(text);
  if (!isRaw) text = unescaped(language.name === 'rust' ? text.replace(/\\\r?\n\s*/g, '') : text);
  return withHoles(text, language);
}

/** `$x`, `${x.y}`, `$x.y` of Kotlin and Groovy. */
function withoutDollars(text: string): string {
  let made = '';
  let from = 0;
  for (let at = text.indexOf('$'); at >= 0; at = text.indexOf('$', from)) {
    const escaped = text.charCodeAt(at - 1) === BACKSLASH;
    const end =
      text.charCodeAt(at + 1) === BRACE
        ? behindBraces(text, at + 1, 0)
        : at + (/^\$[A-Za-z_]\w*/.exec(text.slice(at, at + 80))?.[0].length ?? 1);
    made += escaped || end === at + 1 ? text.slice(from, end) : text.slice(from, at) + HOLE;
    from = end;
  }
  return made + text.slice(from);
}

/** `{x!r:>10}` of Python's and C#'s interpolated strings; doubled braces are braces. */
function withoutBraces(text: string): string {
  let made = '';
  let pos = 0;
  for (let at = text.indexOf('{'); at >= 0; at = text.indexOf('{', pos)) {
    if (text.charCodeAt(at + 1) === BRACE) {
      made += `${text.slice(pos, at)}${HOLE}`;
      pos = at + 2;
    } else {
      made += text.slice(pos, at) + HOLE;
      pos = behindBraces(text, at, 0);
    }
  }
  return (made + text.slice(pos)).replaceAll('}}', HOLE);
}

/** Behind the brace that closes the one at `at`; strings and templates between them are passed over. */
function behindBraces(text: string, at: number, depth: number): number {
  let open = 0;
  for (let pos = at; pos < text.length; pos++) {
    const sign = text.charCodeAt(pos);
    if (sign === BRACE) open++;
    else if (sign === BRACE_END && --open === 0) return pos + 1;
    else if (sign === BACKSLASH) pos++;
    else if (sign === BACKTICK && depth < DEEPEST) pos = templateEnd(text, pos, depth + 1) - 1;
    else if (sign === QUOTE || sign === APOSTROPHE) pos = quotedEnd(text, pos);
  }
  return text.length;
}

/** The closing quote on the same line; the quote itself where there is none. */
function quotedEnd(text: string, at: number): number {
  const quote = text.charCodeAt(at);
  for (let pos = at + 1; pos < text.length; pos++) {
    const sign = text.charCodeAt(pos);
    if (sign === quote) return pos;
    if (sign === NEWLINE) return at;
    if (sign === BACKSLASH) pos++;
  }
  return at;
}

function template(text: string, at: number): Literal {
  const end = templateEnd(text, at, 0);
  if (end > text.length || text.charCodeAt(end - 1) !== BACKTICK) return givenUp(text.length);
  let made = '';
  let from = at + 1;
  for (let pos = from; pos < end - 1; pos++) {
    const sign = text.charCodeAt(pos);
    if (sign === BACKSLASH) pos++;
    else if (sign === DOLLAR && text.charCodeAt(pos + 1) === BRACE) {
      made += text.slice(from, pos) + HOLE;
      from = behindBraces(text, pos + 1, 0);
      pos = from - 1;
    }
    if (made.length > LONGEST) break;
  }
  return {
    end,
    pattern: withHoles(unescaped(made + text.slice(from, Math.max(from, end - 1)).slice(0, LONGEST)), {
      percent: true,
      braces: false,
    }),
  };
}

/** Behind the backtick that closes the template. */
function templateEnd(text: string, at: number, depth: number): number {
  for (let pos = at + 1; pos < text.length; pos++) {
    const sign = text.charCodeAt(pos);
    if (sign === BACKTICK) return pos + 1;
    if (sign === BACKSLASH) pos++;
    else if (sign === DOLLAR && text.charCodeAt(pos + 1) === BRACE && depth < DEEPEST)
      pos = behindBraces(text, pos + 1, depth + 1) - 1;
  }
  return text.length + 1;
}

function triple(text: string, at: number, how: How): Literal {
  const fence = text.slice(at, at + 3);
  let pos = at + 3;
  for (; pos < text.length; pos++) {
    const sign = text.charCodeAt(pos);
    if (sign === BACKSLASH && how.language.name !== 'kotlin') pos++;
    else if (sign === fence.charCodeAt(0) && text.startsWith(fence, pos)) break;
  }
  if (pos >= text.length) return givenUp(text.length);
  return { end: pos + 3, pattern: patternOf(text.slice(at + 3, Math.min(pos, at + LONGEST)), how) };
}

/** `R"x(…)x"`. */
function cppRaw(text: string, at: number, { language }: How): Literal {
  const open = at + text.slice(at, at + 20).indexOf('(');
  if (open < at) return givenUp(at);
  const fence = `)${text.slice(at + 1, open)}"`;
  const end = text.indexOf(fence, open + 1);
  if (end < 0) return givenUp(text.length);
  return { end: end + fence.length, pattern: withHoles(text.slice(open + 1, Math.min(end, open + LONGEST)), language) };
}

/** A raw string of Go or Rust; Rust's may be fenced with number signs, which stand before the quote. */
function rawUntil(text: string, from: number, { quote, language }: { quote: string; language: Language }): Literal {
  const fence = quote === '"' ? `"${'#'.repeat(numberSigns(text, from - 2))}` : quote;
  const end = text.indexOf(fence, from);
  if (end < 0) return givenUp(text.length);
  const raw = text.slice(from, Math.min(end, from + LONGEST));
  return { end: end + fence.length, pattern: withHoles(raw, language) };
}

function numberSigns(text: string, at: number): number {
  let count = 0;
  while (text.charCodeAt(at - count) === 35) count++;
  return count;
}

/** `@"…""…"` of C#. */
function verbatim(text: string, at: number, how: How): Literal {
  let end = text.indexOf('"', at + 1);
  while (end >= 0 && text.charCodeAt(end + 1) === QUOTE) end = text.indexOf('"', end + 2);
  if (end < 0) return givenUp(text.length);
  const raw = text.slice(at + 1, Math.min(end, at + LONGEST)).replaceAll('""', '"');
  return { end: end + 1, pattern: withHoles(how.prefix.includes('$') ? withoutBraces(raw) : raw, how.language) };
}

const CHARACTER = /'(?:\\(?:u\{?[0-9a-fA-F]+\}?|x[0-9a-fA-F]+|[0-7]{1,3}|.)|[^\\'\n\x80-\xff]|[\x80-\xff]{2,4})'/y;

/** A character is no text; a lifetime of Rust or a separator of digits is no character. */
function character(text: string, at: number): Literal {
  CHARACTER.lastIndex = at;
  return CHARACTER.test(text) ? { end: CHARACTER.lastIndex, pattern: '' } : givenUp(at);
}
