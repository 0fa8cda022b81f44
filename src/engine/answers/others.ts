/** The answers: ingestions that other processes have under way in the same home, as their lock files tell. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { objectIn } from '../../base/lenient.ts';
import type { Ingestion } from '../../model/run.ts';
import { isAlive, machine, makingFolder } from '../store/home.ts';

const ENDING = '.lock';

/** What a lock says in its two lines: who holds it, and how far it has come. */
interface Held {
  readonly machine?: string;
  readonly pid?: number;
  readonly lines?: number;
  readonly bytes?: number;
  readonly member?: string;
}

/** Sources that somebody else reads right now; locks of processes that died are passed over. */
export function ingestionsOfOthers(home: string, own: ReadonlySet<string>): Ingestion[] {
  return listed(makingFolder(home))
    .filter(name => name.endsWith(ENDING) && !own.has(name.slice(0, -ENDING.length)))
    .flatMap(name => underWay(name.slice(0, -ENDING.length), join(makingFolder(home), name)));
}

function underWay(id: string, path: string): Ingestion[] {
  const [first, second] = textOf(path).split('\n');
  const { machine: where, pid } = read(first);
  if (pid === undefined || (where === machine && !isAlive(pid))) return [];
  const { lines = 0, bytes = 0, member = '' } = read(second);
  return [{ run_id: id, title: id, state: 'running', lines, bytes, words: `another process reads ${member}`.trimEnd() }];
}

/** Nothing of what is no JSON: it was read while it was being written. */
function read(text: string | undefined): Held {
  return objectIn(text ?? '') ?? {};
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
