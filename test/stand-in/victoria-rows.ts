/** The stand-ins: rows of VictoriaLogs: how lines become rows, how times are read, how rows are told. */
import type { ServerResponse } from 'node:http';
import { LogsqlError, type Row } from './logsql.ts';
import { say } from './question.ts';
import { isoNs, nsOfMs } from './times.ts';

const LONGEST_LINE = 256 * 1024;
export const DAY_MS = 86_400_000;

export interface Stored {
  readonly ns: bigint;
  readonly labels: Readonly<Record<string, string>>;
  readonly row: Row;
}

/** A line that is too long is left out, and with it what stands behind it in the part that was read last. */
export function keptLines(body: Buffer): string[] {
  const lines = body.toString('utf8').split('\n');
  const kept: string[] = [];
  let left = body.length;
  for (const line of lines) {
    const size = Buffer.byteLength(line);
    left -= size + 1;
    if (size <= LONGEST_LINE) kept.push(line);
    else if (left < LONGEST_LINE) break;
  }
  return kept.filter(line => line.trim() !== '');
}

export function rowOf(line: string, extra: Row): Row {
  const row: Record<string, string> = {};
  const put = (key: string, value: unknown): void => {
    if (value === null || value === undefined || value === '') return;
    if (Array.isArray(value)) row[key] = JSON.stringify(value);
    else if (typeof value === 'object') for (const [name, one] of Object.entries(value)) put(`${key}.${name}`, one);
    else row[key] = String(value);
  };
  for (const [key, value] of Object.entries(JSON.parse(line) as object)) put(key, value);
  return { ...row, ...extra };
}

/** RFC 3339 with a zone, or a Unix time whose digits tell its unit. */
export function timeOf(text: string): bigint | null {
  if (/^\d+\.\d+$/.test(text)) return BigInt(Math.round(Number(text) * 1e6)) * 1000n;
  if (/^\d+$/.test(text))
    return BigInt(text) * 10n ** BigInt(text.length <= 11 ? 9 : text.length <= 14 ? 6 : text.length <= 17 ? 3 : 0);
  return isoNs(text);
}

/** Ends cover the whole of the unit they are given in. */
export function boundOf(text: string | null, which: 'start' | 'end', now: number): bigint | null {
  if (text === null) return null;
  const ago = /^(\d+)([smhd])$/.exec(text);
  if (ago) return nsOfMs(now - Number(ago[1]) * { s: 1000, m: 60_000, h: 3_600_000, d: DAY_MS }[ago[2] as 's']);
  const ns = timeOf(text);
  if (ns === null) throw new LogsqlError(`cannot parse ${which}=${text}: cannot parse timestamp`);
  const digits = /^\d+$/.test(text) ? text.length : 10 + (/\.(\d+)/.exec(text)?.[1].length ?? 0);
  const unit = digits <= 10 ? 1_000_000_000n : digits <= 13 ? 1_000_000n : digits <= 16 ? 1000n : 1n;
  return which === 'end' ? ns + unit - 1n : ns;
}

export function stepOf(text: string): bigint {
  const [, number, unit] = /^(\d+)(ms|s|m|h|d)$/.exec(text) as RegExpExecArray;
  return nsOfMs(Number(number) * { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: DAY_MS }[unit as 's']);
}

/** With a limit the newest, in order of time; without one all, in no order that could be relied on. */
export function picked(found: readonly Stored[], most: number | null): Row[] {
  if (most === null) return [...found.filter((_, i) => i % 2 === 1), ...found.filter((_, i) => i % 2 === 0)].map(one => one.row);
  return [...found]
    .sort((a, b) => (a.ns < b.ns ? -1 : a.ns > b.ns ? 1 : 0))
    .slice(most === 0 ? found.length : -most)
    .map(one => one.row);
}

export function escaped(row: Row): string {
  return JSON.stringify(row).replace(/[<>&]/g, sign => `\\u00${sign.charCodeAt(0).toString(16)}`);
}

export function sayValues(response: ServerResponse, all: readonly string[], args: URLSearchParams): void {
  const counts = new Map<string, number>();
  for (const value of all) counts.set(value, (counts.get(value) ?? 0) + 1);
  const limit = Number(args.get('limit') ?? 0);
  const isCut = limit > 0 && counts.size > limit;
  const values = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([value, hits]) => ({ value, hits: isCut ? 0 : hits }));
  say(response, 200, JSON.stringify({ values: isCut ? values.slice(0, limit) : values }), 'application/json');
}

export function vector(row: Row, seconds: number): object[] {
  const labels = Object.entries(row).filter(([, value]) => !/^\d+$/.test(value));
  return Object.entries(row)
    .filter(([, value]) => /^\d+$/.test(value))
    .map(([name, value]) => ({ metric: { __name__: name, ...Object.fromEntries(labels) }, value: [Math.floor(seconds), value] }));
}
