/** The sources: a query to a log server as an address: `loki:{app="api"} |= "error"?from=-2h&to=now&name=staging`. */
import { Fault } from '../../base/fault.ts';
import type { LogServer } from '../../model/log-answer.ts';

/** What is asked of a log server, times as a person writes them. */
export interface LogQuestion {
  readonly system: LogServer;
  /** LogsQL or LogQL, as it is sent. */
  readonly query: string;
  readonly from?: string;
  readonly to?: string;
  /** Of the connection; empty for the only one. */
  readonly name: string;
  readonly limit?: number;
}

/** Milliseconds UTC, the end exclusive. */
export interface LogRange {
  readonly from: number;
  readonly to: number;
}

const schemes: Readonly<Record<string, LogServer>> = { victorialogs: 'victoriaLogs', loki: 'loki' };
const ADDRESS = /^(victorialogs|loki):(.*?)(?:\?((?:from|to|name|limit)=[^&?\s]*(?:&(?:from|to|name|limit)=[^&?\s]*)*))?$/is;

/**
 * The query stands as it is typed; what follows the last `?` is read as options only where all of it is from, to, name or limit, their
 * values encoded as in a URL. Null for any other text.
 */
export function readLogAddress(text: string): LogQuestion | null {
  const found = ADDRESS.exec(text.trim());
  if (!found || found[2].trim() === '') return null;
  const options = new URLSearchParams(found[3] ?? '');
  const limit = Number(options.get('limit') ?? Number.NaN);
  return {
    system: schemes[found[1].toLowerCase()],
    query: found[2].trim(),
    from: options.get('from') || undefined,
    to: options.get('to') || undefined,
    name: options.get('name') ?? '',
    limit: Number.isInteger(limit) && limit > 0 ? limit : undefined,
  };
}

/** The one way to write it. */
export function logAddress({ system, query, from, to, name, limit }: LogQuestion): string {
  const options = Object.entries({ from, to, name, limit }).filter(([, value]) => value !== undefined && value !== '');
  const told = options.map(([key, value]) => `${key}=${encodeURIComponent(String(value)).replaceAll('%3A', ':')}`).join('&');
  // Without options of its own, a query that ends as options do would lose its end.
  const bare = `${system.toLowerCase()}:${query}`;
  return told || readLogAddress(bare)?.query !== query ? `${bare}?${told || 'name='}` : bare;
}

const HOUR = 3_600_000;
const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: HOUR, d: 24 * HOUR, w: 168 * HOUR };

/** The last hour unless given. Throws `bad_input`. */
export function rangeOf({ from, to }: Pick<LogQuestion, 'from' | 'to'>, now: number): LogRange {
  const end = to === undefined ? now : moment(to, now);
  const begin = from === undefined ? end - HOUR : moment(from, now);
  if (!(begin < end)) throw new Fault('bad_input', { problem: `${from ?? 'the beginning'} is not before ${to ?? 'now'}.` });
  return { from: begin, to: end };
}

/** `now`, `-2h` or `2h` (ago), a Unix time in s, ms, µs or ns by its digits, or ISO 8601 (without a zone: UTC). Throws `bad_input`. */
function moment(text: string, now: number): number {
  const ago = /^-?(\d+)([smhdw])$/.exec(text);
  if (ago) return now - Number(ago[1]) * UNITS[ago[2]];
  if (text === 'now') return now;
  if (/^\d{9,19}$/.test(text)) return Math.floor(Number(text) * 10 ** (3 - 3 * Math.floor((text.length - 8) / 3)));
  const zoned = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d([.,]\d+)?)?$/.test(text) ? `${text.replace(' ', 'T')}Z` : text;
  const at = /^\d{4}-\d\d/.test(text) ? Date.parse(zoned.replace(',', '.')) : Number.NaN;
  if (Number.isNaN(at))
    throw new Fault('bad_input', { problem: `"${text}" is no time; write 2026-11-20T08:00:00Z, -2h or now.` });
  return at;
}

/** Nanoseconds as log servers count them; beyond what a number holds. */
export function nanoseconds(ms: number): bigint {
  return BigInt(Math.floor(ms)) * 1_000_000n;
}

export function milliseconds(ns: bigint | string): number {
  return Number(BigInt(ns) / 1_000_000n);
}

/** RFC 3339 with all nine digits. */
export function isoOf(ns: bigint): string {
  const seconds = ns / 1_000_000_000n;
  const rest = String(ns % 1_000_000_000n).padStart(9, '0');
  return `${new Date(Number(seconds) * 1000).toISOString().slice(0, 19)}.${rest.replace(/(\d{3})(?:0{3}){1,2}$/, '$1')}Z`;
}

/** A text as a string of LogsQL or LogQL: both read it as Go and JSON do. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}
