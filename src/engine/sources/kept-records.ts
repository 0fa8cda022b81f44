/** The sources: a line as entries of a log server and back, byte for byte: what is no plain text, or too long for one entry, goes along as base64. */
import { isUtf8 } from 'node:buffer';
import type { SentRow } from '../../model/kept.ts';

/** Bytes that one entry carries: as base64 it must fit Loki's 64 KiB for what stands beside a line, as JSON VictoriaLogs' 256 KiB for a row. */
const PIECE = 32 * 1024;
/** Of what cannot be read as text, or is in pieces, people see the beginning. */
const SHOWN = 2000;
const LF = 10;
const CR = 13;

/** What an entry says beside its time and its streams; all values are texts, none is empty. */
export interface KeptRecord {
  readonly text: string;
  /** `row`: number of its line, of a piece `LINE.PIECE`; `parts`, `raw`: how many pieces, this one's bytes; `end`: a line end other than LF. */
  readonly fields: Readonly<Record<string, string>>;
}

export function recordsOf({ line, bytes, end }: SentRow): KeptRecord[] {
  const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length - end);
  const ending = endingOf(bytes.subarray(bytes.length - end));
  const text = bytes.length <= PIECE && ending !== null && isUtf8(body) ? body.toString('utf8') : null;
  if (text !== null && isPlain(text)) return [{ text, fields: { row: String(line), ...(ending && { end: ending }) } }];
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const parts = Math.max(1, Math.ceil(whole.length / PIECE));
  return Array.from({ length: parts }, (_, i) => {
    const raw = whole.toString('base64', i * PIECE, Math.min(whole.length, (i + 1) * PIECE));
    return { text: shown(body, i), fields: { row: `${line}.${i}`, parts: String(parts), ...(raw && { raw }) } };
  });
}

/** Whether every server gives it back as it is: no signs of control but tab and escape, and something to be seen. */
function isPlain(text: string): boolean {
  return /\S/.test(text) && !/[\0-\x08\x0a-\x1a\x1c-\x1f\x7f\u{fffe}\u{ffff}]/u.test(text);
}

function shown(body: Buffer, piece: number): string {
  if (piece > 0) return '(goes on)';
  const text = body.toString('utf8', 0, SHOWN).trim();
  return text || '(empty line)';
}

/** Empty for LF, which nearly all have; null for what has no name. */
function endingOf(end: Uint8Array): string | null {
  if (end.length === 1 && end[0] === LF) return '';
  if (end.length === 2 && end[0] === CR && end[1] === LF) return 'crlf';
  return end.length === 0 ? 'none' : null;
}

const ENDS: Readonly<Record<string, string>> = { crlf: '\r\n', none: '' };

/**
 * The bytes of rows from `firstLine` on; each entry counts once, however often it was sent. Null when one is missing.
 */
export function bytesOf(
  records: Iterable<KeptRecord>,
  { firstLine, count }: { firstLine: number; count: number },
): Buffer | null {
  const rows: (Buffer | Buffer[] | undefined)[] = new Array(count);
  for (const { text, fields } of records) {
    const [line, piece] = fields.row.split('.').map(Number);
    const at = line - firstLine;
    if (!(at >= 0 && at < count)) continue;
    if (piece === undefined) rows[at] = Buffer.from(text + (ENDS[fields.end ?? ''] ?? '\n'));
    else pieces(rows, at, Number(fields.parts))[piece] = Buffer.from(fields.raw ?? '', 'base64');
  }
  const found: Buffer[] = [];
  for (const row of rows) {
    const parts = Array.isArray(row) ? row : [row];
    for (const part of parts) {
      if (part === undefined) return null;
      found.push(part);
    }
  }
  return Buffer.concat(found);
}

/** Holes stand for what has not come. */
function pieces(rows: (Buffer | Buffer[] | undefined)[], at: number, parts: number): (Buffer | undefined)[] {
  const known = rows[at];
  if (Array.isArray(known)) return known;
  const made: (Buffer | undefined)[] = Array.from({ length: parts }, () => undefined);
  rows[at] = made as Buffer[];
  return made;
}
