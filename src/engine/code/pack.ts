/** The code room: the statements of a file as bytes, as they are kept in memory and on disk. */
import { kinds, type Statement } from './statement.ts';

/** Line and column as varints, kind and level as one byte, the pattern's length as a varint, the pattern. */
export function packStatements(statements: readonly Statement[]): Buffer {
  const bytes = Buffer.allocUnsafe(statements.reduce((sum, one) => sum + one.pattern.length + 16, 0));
  let pos = 0;
  for (const { line, column, kind, level, pattern } of statements) {
    pos = writeVarint(bytes, pos, line);
    pos = writeVarint(bytes, pos, column);
    bytes[pos++] = (kinds.indexOf(kind) << 4) | level;
    pos = writeVarint(bytes, pos, pattern.length);
    pos += bytes.write(pattern, pos, 'latin1');
  }
  return Buffer.from(bytes.subarray(0, pos));
}

function writeVarint(bytes: Buffer, at: number, value: number): number {
  let pos = at;
  let rest = value;
  while (rest > 127) {
    bytes[pos++] = (rest & 127) | 128;
    rest >>>= 7;
  }
  bytes[pos++] = rest;
  return pos;
}

/** Goes over packed statements without unpacking what nobody asks for. */
export class PackedReader {
  readonly bytes: Buffer;
  /** Of the statement under the reader. */
  at = 0;
  kindAndLevel = 0;
  textFrom = 0;
  textEnd = 0;
  #line = 0;
  #column = 0;
  #next: number;

  constructor(bytes: Buffer, from = 0) {
    this.bytes = bytes;
    this.#next = from;
  }

  /** Moves to the next statement before `end`; false at the end. */
  next(end = this.bytes.length): boolean {
    if (this.#next >= end) return false;
    this.at = this.#next;
    this.#line = this.#varint();
    this.#column = this.#varint();
    this.kindAndLevel = this.bytes[this.#next++];
    const length = this.#varint();
    this.textFrom = this.#next;
    this.textEnd = this.#next += length;
    return true;
  }

  statement(): Statement {
    return {
      kind: kinds[this.kindAndLevel >> 4],
      level: this.kindAndLevel & 15,
      pattern: this.bytes.toString('latin1', this.textFrom, this.textEnd),
      line: this.#line,
      column: this.#column,
    };
  }

  #varint(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.bytes[this.#next++];
      value |= (byte & 127) << shift;
      if (byte < 128 || shift > 28) return value;
    }
  }
}

export function unpackStatements(bytes: Buffer): Statement[] {
  const reader = new PackedReader(bytes);
  const statements: Statement[] = [];
  while (reader.next()) statements.push(reader.statement());
  return statements;
}
