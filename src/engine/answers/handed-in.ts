/** The answers: log text that programs hand in: kept under the home by what it holds, so that the same text is the same run. */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Fault } from '../../base/fault.ts';
import type { Run } from '../../model/run.ts';
import type { Proved } from '../../rpc/verb.ts';
import type { ownTable } from '../../tools/own.ts';
import { storeFault } from '../store/open.ts';
import type { CallLife, Workshop } from '../workshop.ts';
import { bringIn } from './ingest-logs.ts';
import { isKeptAgentRun } from './kept-agent-run.ts';

const TITLE = 80;

/** Keeps the text and reads it as a run. Throws bad_input for a text that holds no lines. */
export async function keepLogText(shop: Workshop, { text, title, job }: Proved<typeof ownTable.keep_log_text>, life: CallLife) {
  const path = join(folderOf(shop.home), createHash('sha256').update(text).digest('hex').slice(0, 24), 'handed-in.log');
  if (text.trim() === '') throw new Fault('bad_input', { problem: 'The text holds no line.' });
  try {
    if (!existsSync(path)) write(path, text);
  } catch (failure) {
    throw storeFault(failure, { home: shop.home, source: 'handed-in.log' });
  }
  try {
    const run = await bringIn(shop, { inputs: [path], title: title ?? titleOf(text), job }, life);
    return { run_id: run.run_id, title: run.title, lines: run.lines };
  } catch (failure) {
    if (!(failure instanceof Fault && failure.code === 'no_logs')) throw failure;
    removeFile(path);
    throw new Fault('bad_input', { problem: 'The text is no log: it begins as a packed or binary file does.' });
  }
}

/** The files of a run that were made for it alone go with it. */
export function removeHandedIn(shop: Workshop, { inputs }: Run): void {
  for (const input of inputs) {
    if (isKeptAgentRun(shop.home, input)) rmSync(input, { force: true });
    if (isHandedIn(shop.home, input)) removeFile(input);
  }
}

function isHandedIn(home: string, path: string): boolean {
  const folder = folderOf(home);
  return existsSync(folder) && dirname(dirname(path)) === realpathSync(folder);
}

function folderOf(home: string): string {
  return join(home, 'handed-in');
}

function removeFile(path: string): void {
  rmSync(dirname(path), { recursive: true, force: true });
}

/** At once and whole: the same text may come twice at the same time. */
function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${randomUUID()}.new`;
  writeFileSync(draft, text);
  renameSync(draft, path);
}

function titleOf(text: string): string {
  const first = /\S.*/.exec(text.slice(0, 10_000))?.[0].trim() ?? '';
  return first.length > TITLE ? `${first.slice(0, TITLE - 1)}…` : first;
}
