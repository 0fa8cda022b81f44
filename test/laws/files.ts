/** Laws: the files that the house's laws speak about. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** What git tracks, and what it would: new files count, ignored ones do not. */
export function projectFiles(pattern: RegExp): SourceFile[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  return listed
    .split('\n')
    .filter(path => path && pattern.test(path) && existsSync(path))
    .map(path => ({ path, text: readFileSync(path, 'utf8') }));
}
