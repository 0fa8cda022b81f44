/** The code room: the catalogue of a root on disk: derived data, its version in the folder's name, made again when anything is wrong with it. */

import { createHash, randomUUID } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { objectIn } from '../../base/lenient.ts';
import { makeFolder } from '../folder.ts';

/** To be raised whenever the lexer finds other statements, or the bytes mean something else. */
const VERSION = 1;

export interface KeptFile {
  readonly path: string;
  readonly modified: number;
  readonly size: number;
  readonly packed: Buffer;
}

export function keepFolder(home: string): string {
  return join(home, 'code', `v${VERSION}`);
}

function fileOf(home: string, key: string): string {
  return join(keepFolder(home), `${createHash('sha256').update(key).digest('hex').slice(0, 24)}.bin`);
}

/** What was kept under the key; empty when there is nothing, or nothing that can be read. */
export function readKept(home: string, key: string): KeptFile[] {
  let bytes: Buffer;
  try {
    bytes = readFileSync(fileOf(home, key));
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code === undefined) throw failure;
    return [];
  }
  const end = bytes.indexOf(10);
  const head = end < 0 ? null : parsed(bytes.toString('utf8', 0, end));
  if (head === null || head.key !== key || head.files.reduce((sum, file) => sum + file[3], end + 1) !== bytes.length) return [];
  let at = end + 1;
  return head.files.map(([path, modified, size, length]) => ({
    path,
    modified,
    size,
    packed: bytes.subarray(at, (at += length)),
  }));
}

interface Head {
  readonly key: string;
  readonly files: readonly (readonly [path: string, modified: number, size: number, length: number])[];
}

function parsed(text: string): Head | null {
  const head = objectIn(text);
  return Array.isArray(head?.files) ? (head as unknown as Head) : null;
}

/** Writes beside and renames, so that a reader sees all or nothing. The words of what went wrong, or null. */
export function writeKept(home: string, key: string, files: readonly KeptFile[]): string | null {
  const target = fileOf(home, key);
  const beside = `${target}.${process.pid}.${randomUUID()}.part`;
  const head: Head = { key, files: files.map(({ path, modified, size, packed }) => [path, modified, size, packed.length]) };
  try {
    makeFolder(keepFolder(home));
    writeFileSync(beside, Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), ...files.map(file => file.packed)]));
    renameSync(beside, target);
    return null;
  } catch (failure) {
    const { code } = failure as NodeJS.ErrnoException;
    if (code === undefined) throw failure;
    rmSync(beside, { force: true });
    return `What was read of the source code could not be kept (${code}); it will be read again next time.`;
  }
}
