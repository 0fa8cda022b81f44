/** The engine: bugs go, with their stack, to `engine.log` in the home folder: to be attached to a report, never onto a person's screen. */
import { appendFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '../base/log.ts';
import { makeFolder } from './folder.ts';

const MAX_BYTES = 1 << 20;

export function logFile(home: string): string {
  return join(home, 'engine.log');
}

/** A log that keeps the newest one to two megabytes; where the home cannot be written, it writes the first line of each entry to standard error. */
export function engineLog(home: string): Log {
  return (level, words) => {
    const entry = `${new Date().toISOString()} ${level} ${words}\n`;
    try {
      makeFolder(home);
      const file = logFile(home);
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > MAX_BYTES) renameSync(file, `${file}.old`);
      appendFileSync(file, entry);
    } catch (failure) {
      if (!(failure instanceof Error && 'code' in failure)) throw failure;
      process.stderr.write(`${entry.split('\n')[0]}\n`);
    }
  };
}
