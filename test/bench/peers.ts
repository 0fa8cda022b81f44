/** Benchmark: the same work by tools that are on the machine; what is absent is said to be. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Milliseconds by name; null where the tool is absent or refused. */
export interface PeerFigures {
  readonly tool: string;
  readonly figures: Readonly<Record<string, number | null>>;
}

function timed(command: string, args: readonly string[], input?: string): number | null {
  const begun = performance.now();
  const { status, error } = spawnSync(command, args, {
    input,
    stdio: [input === undefined ? 'ignore' : 'pipe', 'ignore', 'ignore'],
  });
  // 1 is ripgrep's way to say that there was no match.
  return error || (status !== 0 && status !== 1) ? null : performance.now() - begun;
}

function median(times: readonly (number | null)[]): number | null {
  const known = times.filter(time => time !== null).sort((a, b) => a - b);
  return known.length ? known[known.length >> 1] : null;
}

function several(command: string, args: readonly string[]): number | null {
  if (timed(command, ['--version']) === null) return null;
  return median([1, 2, 3].map(() => timed(command, args)));
}

export function ripgrep(log: string, words: { common: string; rare: string; regex: string }): PeerFigures {
  const count = (...args: string[]) => several('rg', ['--count', '--no-config', ...args, log]);
  return {
    tool: 'ripgrep',
    figures: { 'common word': count('-iw', words.common), 'rare word': count('-iw', words.rare), regex: count(words.regex) },
  };
}

/** Import, FTS5 and the optimised index as the command line makes them; a count of a word through FTS5. */
export function sqlite(log: string, folder: string, words: { common: string; rare: string }): PeerFigures {
  const file = join(folder, 'peer.db');
  const load = `PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
CREATE TABLE log (line TEXT);
.mode ascii
.separator "\\037" "\\n"
.import ${log} log
CREATE VIRTUAL TABLE word USING fts5(line, content='log');
INSERT INTO word (rowid, line) SELECT rowid, line FROM log;
`;
  const ingest = timed('sqlite3', [file], load);
  const count = (word: string) =>
    ingest === null ? null : several('sqlite3', [file, `SELECT count(*) FROM word WHERE word MATCH '${word}'`]);
  return { tool: 'sqlite3', figures: { ingest, 'common word': count(words.common), 'rare word': count(words.rare) } };
}

export function lnav(log: string): PeerFigures {
  const ingest = several('lnav', ['-n', '-c', ';SELECT count(*) FROM all_logs', log]);
  return { tool: 'lnav', figures: { ingest } };
}
