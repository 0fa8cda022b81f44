/** The sources: a file is written only when it would hold something else, so that a run in which nothing is new is not read again. */
import { readFile, writeFile } from 'node:fs/promises';
import { codeOf } from '../../base/failure-code.ts';

export async function writeIfNew(path: string, text: string): Promise<void> {
  if ((await textOf(path)) !== text) await writeFile(path, text);
}

async function textOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (failure) {
    if (codeOf(failure) === 'ENOENT') return null;
    throw failure;
  }
}
