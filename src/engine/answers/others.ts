/** The answers: ingestions that other processes have under way in the same home, as their lock files tell. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Ingestion } from '../../model/run.ts';
import { indexFolder, isAlive, machine } from '../store/home.ts';

const ENDING = '.lock';

const Owner = z.object({ machine: z.string(), pid: z.int() });
const Note = z.object({ lines: z.int(), bytes: z.int(), member: z.string() });

/** Sources that somebody else reads right now; locks of processes that died are passed over. */
export function ingestionsOfOthers(home: string, own: ReadonlySet<string>): Ingestion[] {
  return listed(indexFolder(home))
    .filter(name => name.endsWith(ENDING) && !own.has(name.slice(0, -ENDING.length)))
    .flatMap(name => underWay(name.slice(0, -ENDING.length), join(indexFolder(home), name)));
}

function underWay(id: string, path: string): Ingestion[] {
  const [first, second] = textOf(path).split('\n');
  const owner = Owner.safeParse(read(first));
  if (!owner.success || (owner.data.machine === machine && !isAlive(owner.data.pid))) return [];
  const { lines, bytes, member } = Note.safeParse(read(second)).data ?? { lines: 0, bytes: 0, member: '' };
  return [{ run_id: id, title: id, state: 'running', lines, bytes, words: `another process reads ${member}`.trimEnd() }];
}

/** Null for what is no JSON: it was read while it was being written. */
function read(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch (failure) {
    if (failure instanceof SyntaxError) return null;
    throw failure;
  }
}

function listed(folder: string): string[] {
  return whenThere(() => readdirSync(folder), []);
}

/** Empty when the lock was given back meanwhile. */
function textOf(path: string): string {
  return whenThere(() => readFileSync(path, 'utf8'), '');
}

function whenThere<T>(look: () => T, otherwise: T): T {
  try {
    return look();
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code === 'ENOENT') return otherwise;
    throw failure;
  }
}
