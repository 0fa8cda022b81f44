/** The editor: the address of a log document: which file of which source it shows, and which lines of it. */
import { plainLine } from '../../../tools/render/safe.ts';

export const LOG_SCHEME = 'investigator-log';

/** Lines of a log file, 1-based, both inclusive. */
export interface Lines {
  readonly from: number;
  readonly to: number;
}

export interface LogAddress {
  readonly source: string;
  readonly member: string;
  /** The lines that the document begins with; null: the whole file. */
  readonly lines: Lines | null;
}

/** The two parts of a URI that hold an address. */
export interface AddressParts {
  readonly path: string;
  readonly query: string;
}

/** The path is for the reader (a tab's title, a language); what counts stands in the query. */
export function writeAddress({ source, member, lines }: LogAddress): AddressParts {
  const query = [`source=${encodeURIComponent(source)}`, `member=${encodeURIComponent(member)}`];
  if (lines) query.push(`lines=${lines.from}-${lines.to}`);
  return { path: pathOf(member), query: query.join('&') };
}

/** Null for what `writeAddress` has not written. */
export function readAddress({ query }: Pick<AddressParts, 'query'>): LogAddress | null {
  const given = new Map(query.split('&').map(part => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]));
  const source = decoded(given.get('source'));
  const member = decoded(given.get('member'));
  const lines = linesOf(given.get('lines'));
  return source && member && lines !== undefined ? { source, member, lines } : null;
}

/** Folders and the file's name; no step that a URI would resolve, no sign that shows as another. */
function pathOf(member: string): string {
  const parts = member.split(/!?[\\/]+/).filter(part => part !== '' && part !== '.' && part !== '..');
  return `/${parts.map(plainLine).join('/')}`;
}

function linesOf(text: string | undefined): Lines | null | undefined {
  if (text === undefined) return null;
  const match = /^([1-9]\d{0,14})-([1-9]\d{0,14})$/.exec(text);
  const lines = { from: Number(match?.[1]), to: Number(match?.[2]) };
  return match && lines.from <= lines.to ? lines : undefined;
}

function decoded(text: string | undefined): string | null {
  if (text === undefined) return null;
  try {
    return decodeURIComponent(text);
  } catch (failure) {
    if (failure instanceof URIError) return null;
    throw failure;
  }
}
