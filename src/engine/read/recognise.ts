/** The reader: tells by its first bytes what a file is; names lie, and are asked only where bytes cannot answer. */
import { encodingOf } from './encoding.ts';
import { isTarHeader } from './tar-header.ts';
import { isBlockPart } from './tsdb.ts';

export type Packing = 'gzip' | 'zstd' | 'bzip2' | 'xz';
export type Kind = Packing | 'tar' | 'zip' | 'unsupported' | 'empty' | 'zeros' | 'block' | 'binary' | 'text';

/** Bytes that recognise wants to see. */
export const SAMPLE_BYTES = 16 * 1024;
const HOLE_BYTES = 512;
/** So many zeros side by side within a log are what a crash or a truncation left, and say nothing about the rest. */
const ZEROS_OF_HOLE = 256;

const magics: readonly (readonly [kind: Kind, offset: number, bytes: string])[] = [
  ['gzip', 0, '\x1f\x8b\x08'],
  ['zstd', 0, '\x28\xb5\x2f\xfd'],
  ['bzip2', 4, '\x31\x41\x59\x26\x53\x59'],
  ['bzip2', 4, '\x17\x72\x45\x38\x50\x90'],
  ['xz', 0, '\xfd7zXZ\0'],
  ['zip', 0, 'PK\x03\x04'],
  ['zip', 0, 'PK\x05\x06'],
  ['unsupported', 0, '7z\xbc\xaf\x27\x1c'],
  ['unsupported', 0, 'Rar!\x1a\x07'],
  ['unsupported', 0, '\x04\x22\x4d\x18'],
  ['unsupported', 0, '\x1f\x9d'],
  ['binary', 0, '\x7fELF'],
  ['binary', 0, '\x89PNG'],
  ['binary', 0, '\xff\xd8\xff'],
  ['binary', 0, 'GIF8'],
  ['binary', 0, '%PDF-'],
  ['binary', 0, 'SQLite format 3\0'],
  ['binary', 0, 'LPKSHHRH'],
  ['binary', 0, '\xd4\xc3\xb2\xa1'],
  ['binary', 0, '\xa1\xb2\xc3\xd4'],
  ['binary', 0, '\x4d\x3c\xb2\xa1'],
  ['binary', 0, '\x0a\x0d\x0d\x0a'],
  ['binary', 0, '\xca\xfe\xba\xbe'],
  ['binary', 0, '#[Histogram log format'],
  ['binary', 0, '#[Logged with'],
  ['binary', 0, '\xff\xfe\0\0'],
  ['text', 0, '\xff\xfe'],
  ['text', 0, '\xfe\xff'],
];

/** Programs and documents that are zip files by their bytes but hold no logs. */
const PACKAGE = /\.(jar|war|ear|aar|apk|whl|egg|nupkg|vsix|docx|xlsx|pptx|odt|ods)$/i;

/** `head` is the first SAMPLE_BYTES of the file, fewer only when the file is shorter. */
export function recognise(head: Uint8Array, path: string): Kind {
  if (!head.length) return 'empty';
  if (isBlockPart(head, path)) return 'block';
  if (isSkippableFrame(head)) return 'zstd';
  const magic = magics.find(([, offset, bytes]) => stands(head, offset, bytes));
  if (magic?.[0] === 'bzip2' && !stands(head, 0, 'BZh')) return looksBinary(head) ? 'binary' : 'text';
  if (magic?.[0] === 'zip' && PACKAGE.test(path)) return 'binary';
  if (magic) return magic[0];
  if (isTarHeader(head)) return 'tar';
  if (beginsWithHole(head)) return 'zeros';
  return looksBinary(head) ? 'binary' : 'text';
}

function stands(head: Uint8Array, offset: number, bytes: string): boolean {
  if (head.length < offset + bytes.length) return false;
  for (let i = 0; i < bytes.length; i++) if (head[offset + i] !== bytes.charCodeAt(i)) return false;
  return true;
}

/** Zstandard frames of user data (RFC 8878, 3.1.2) may stand before the first real one. */
function isSkippableFrame(head: Uint8Array): boolean {
  return head.length > 8 && head[0] >= 0x50 && head[0] <= 0x5f && stands(head, 1, '\x2a\x4d\x18');
}

/** Nothing but zeros, or so many of them that what follows must be judged by itself. */
function beginsWithHole(head: Uint8Array): boolean {
  const end = head.findIndex(byte => byte !== 0);
  return end < 0 || end >= HOLE_BYTES;
}

/** In UTF-16 every other byte of Latin text is zero. */
function looksBinary(head: Uint8Array): boolean {
  if (encodingOf(head) !== 'utf-8') return isBinary(head.filter(byte => byte !== 0));
  return isBinary(head);
}

/** More than one byte in twenty is a control character that logs do not use. High bytes say nothing: text comes in many encodings. */
function isBinary(head: Uint8Array): boolean {
  let strange = 0;
  let holes = 0;
  for (let at = 0; at < head.length; at++) {
    const end = zerosEnd(head, at);
    if (end - at >= ZEROS_OF_HOLE) {
      holes += end - at;
      at = end - 1;
    } else if (isStrange(head[at])) strange++;
  }
  return strange * 20 > head.length - holes;
}

function zerosEnd(head: Uint8Array, from: number): number {
  let end = from;
  while (end < head.length && head[end] === 0) end++;
  return end;
}

function isStrange(byte: number): boolean {
  return byte < 32 && byte !== 27 && (byte < 7 || byte > 13);
}
