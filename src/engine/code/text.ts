/** The code room: reads a source file, bounded, and shows its lines. */
import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';

/** More of a file is not looked at. */
const MOST_BYTES = 8 * 1024 * 1024;
const SNIPPET = 300;

/** The file's lines; null when it is gone, unreadable or no text. */
export function linesOf(path: string): string[] | null {
  const bytes = bytesOf(path, MOST_BYTES);
  if (bytes === null || bytes.subarray(0, 8000).includes(0)) return null;
  return bytes.toString('utf8').split(/\r?\n/);
}

/** The beginning of a file; null when there is no such file, or it cannot be read. */
export function bytesOf(path: string, most: number): Buffer | null {
  let file: number | null = null;
  try {
    file = openSync(path, 'r');
    const stat = fstatSync(file);
    if (!stat.isFile()) return null;
    const bytes = Buffer.allocUnsafe(Math.min(stat.size, most));
    let read = 0;
    while (read < bytes.length) {
      const more = readSync(file, bytes, read, bytes.length - read, read);
      if (more === 0) break;
      read += more;
    }
    return bytes.subarray(0, read);
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code === undefined) throw failure;
    return null;
  } finally {
    if (file !== null) closeSync(file);
  }
}

export function snippetOf(lines: readonly string[], line: number): string {
  return (lines[line - 1] ?? '').slice(0, SNIPPET);
}

/** False as well where nothing can be asked: a log may name any path. */
export function isFile(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code === undefined) throw failure;
    return false;
  }
}
