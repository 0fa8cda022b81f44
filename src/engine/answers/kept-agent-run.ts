/** The answers: where agent runs are kept that programs hand in. */
import { createHash } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

export function keptAgentRunFolder(home: string): string {
  return join(home, 'agent-runs');
}

/** Ids are text of others: they name no files. */
export function keptAgentRunFile(home: string, id: string): string {
  const name = createHash('sha256').update(id).digest('hex').slice(0, 24);
  return join(keptAgentRunFolder(home), `${name}.json`);
}

/** Whether a file, by its real path, is such a run: it stays the same run whatever is written into it. */
export function isKeptAgentRun(home: string, path: string): boolean {
  const folder = keptAgentRunFolder(home);
  return existsSync(folder) && dirname(path) === realpathSync(folder);
}
