/** The window, log table: a query as text: its parts for colours, and edits which keep everything else as it was typed. */

export type PartKind = 'blank' | 'paren' | 'operator' | 'minus' | 'field' | 'value' | 'quoted' | 'regex' | 'word';

export interface Part {
  readonly kind: PartKind;
  readonly text: string;
  readonly from: number;
}

/** Tried in order where the query stands; the engine's grammar, but lenient: what is not closed ends with the text. */
const FORMS: readonly (readonly [PartKind, RegExp])[] = [
  ['blank', /\s+/y],
  ['paren', /[()]/y],
  ['operator', /(?:AND|OR|NOT)(?=[\s()"]|$)/y],
  ['minus', /-(?=[^\s)])/y],
  ['field', /(?:level|stream|member|template|record|new|source|from|to|time):/iy],
  ['quoted', /"(?:[^"\\]|\\[\s\S])*(?:"\*?|$)/y],
  ['regex', /\/(?:[^\\/]|\\[\s\S])+\/[A-Za-z]*(?=[\s()]|$)/y],
  ['word', /[^\s()"]+/y],
];
const VALUES: readonly RegExp[] = [/"(?:[^"\\]|\\[\s\S])*(?:"|$)/y, /[^\s()"]+/y];
const SPAN = /\[[^\])]*[\])]?/y;

/** The parts of a query; joined they are the query. */
export function partsOf(query: string): Part[] {
  const parts: Part[] = [];
  let at = 0;
  const take = (kind: PartKind, text: string) => {
    parts.push({ kind, text, from: at });
    at += text.length;
  };
  while (at < query.length) {
    const before = parts.at(-1);
    const value = before?.kind === 'field' ? valueAt(query, at, before.text) : null;
    if (value) take('value', value);
    else {
      const [kind, text] = formAt(query, at);
      take(kind, text);
    }
  }
  return parts;
}

function valueAt(query: string, at: number, field: string): string | null {
  for (const form of /^time:$/i.test(field) ? [SPAN] : VALUES) {
    form.lastIndex = at;
    const found = form.exec(query)?.[0];
    if (found) return found;
  }
  return null;
}

function formAt(query: string, at: number): [PartKind, string] {
  for (const [kind, form] of FORMS) {
    form.lastIndex = at;
    const found = form.exec(query)?.[0];
    if (found) return [kind, found];
  }
  return ['word', query[at]];
}

/** A condition that holds for the whole query: it stands in no parentheses, and no OR stands beside it. */
export interface Term {
  readonly field: string;
  readonly value: string;
  readonly negated: boolean;
  /** The parts it takes, with the operators that would be left dangling without it. */
  readonly first: number;
  readonly last: number;
}

export function hasChoice(query: string): boolean {
  let depth = 0;
  return partsOf(query).some(part => {
    if (part.kind === 'paren') depth += part.text === '(' ? 1 : -1;
    return depth === 0 && part.kind === 'operator' && part.text === 'OR';
  });
}

export function termsOf(query: string): Term[] {
  if (hasChoice(query)) return [];
  const parts = partsOf(query);
  const terms: Term[] = [];
  let depth = 0;
  parts.forEach((part, at) => {
    if (part.kind === 'paren') depth += part.text === '(' ? 1 : -1;
    if (part.kind !== 'field' || depth !== 0) return;
    const value = parts[at + 1]?.kind === 'value' ? parts[at + 1].text : '';
    const { first, negated } = headOf(parts, at);
    terms.push({ field: part.text.slice(0, -1).toLowerCase(), value, negated, first, last: value ? at + 1 : at });
  });
  return terms;
}

/** Takes in the NOT, the minus and the AND before a term. */
function headOf(parts: readonly Part[], at: number): { first: number; negated: boolean } {
  let first = at;
  let negated = false;
  for (let i = at - 1; i >= 0; i--) {
    const { kind, text } = parts[i];
    if (kind === 'blank') continue;
    const turns = kind === 'minus' || (kind === 'operator' && text === 'NOT');
    if (!turns && !(kind === 'operator' && text === 'AND')) break;
    if (turns) negated = !negated;
    first = i;
  }
  return { first, negated };
}

/** The query without its terms of these fields. */
export function without(query: string, fields: readonly string[]): string {
  const parts = partsOf(query);
  const gone = new Set<number>();
  for (const term of termsOf(query)) if (fields.includes(term.field)) for (let i = term.first; i <= term.last; i++) gone.add(i);
  if (gone.size === 0) return query.trim();
  const left = parts.filter((_, at) => !gone.has(at));
  const single = left.filter(({ kind }, at) => kind !== 'blank' || left[at - 1]?.kind !== 'blank');
  // An AND is left without what stood before it when that was the first term.
  const text = single.map(part => (part.kind === 'blank' ? ' ' : part.text)).join('');
  return text.trim().replace(/^AND\s+/, '');
}

/** The query with one more condition for all of it. */
export function narrowedBy(query: string, term: string): string {
  const rest = query.trim();
  if (rest === '' || term === '') return rest || term;
  return `${hasChoice(rest) ? `(${rest})` : rest} ${term}`;
}

/** How many characters narrowedBy puts before the query. */
export function shiftOf(query: string): number {
  return query.length - query.trimStart().length - (hasChoice(query.trim()) ? 1 : 0);
}

/** A value as a query takes it, in quotes where it needs them. */
export function quoted(value: string): string {
  return /^[^\s()"]+$/.test(value) ? value : `"${value.replace(/["\\]/g, '\\$&')}"`;
}

/** The reverse of quoted. */
export function plain(value: string): string {
  return value.startsWith('"')
    ? value.slice(1, value.endsWith('"') && value.length > 1 ? -1 : undefined).replace(/\\(["\\])/g, '$1')
    : value;
}

/** Whether lines are found by what they say or by where in a record they stand, not only by level, file or time. */
export function seeksLines(query: string): boolean {
  const lines = /^(?:template|record):$/i;
  return partsOf(query).some(
    ({ kind, text }) => kind === 'word' || kind === 'quoted' || kind === 'regex' || (kind === 'field' && lines.test(text)),
  );
}
