/** The inner loop: runs the tests that start nothing: no engine, no database, no process, no thread; all others are `npm run test:parts`. */
import { spawn } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { delimiter, dirname, join, relative, resolve } from 'node:path';

const root = join(import.meta.dirname, '..');
/** Suites of their own, or tests of the laws. */
const APART = /^test\/(?:laws|host|media|webview\/window)\//;
/** Whoever comes to one of these takes longer than a thought. */
const STARTS = new Set([
  'src/engine/start.ts',
  'src/engine/engine.ts',
  'better-sqlite3',
  'node:child_process',
  'node:worker_threads',
]);
/** Types alone start nothing. */
const IMPORT = /^(?:import|export)(?! type\b)[^'"]*?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm;

const known = new Map<string, readonly string[]>();

function importsOf(file: string): readonly string[] {
  let imports = known.get(file);
  if (!imports) {
    const text = file.endsWith('.ts') && existsSync(file) ? readFileSync(file, 'utf8') : '';
    imports = [...text.matchAll(IMPORT)].map(([, from, later]) => from ?? later);
    known.set(file, imports);
  }
  return imports;
}

function startsNothing(test: string): boolean {
  const seen = new Set<string>();
  const open = [resolve(root, test)];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    if (STARTS.has(relative(root, file).replaceAll('\\', '/'))) return false;
    for (const name of importsOf(file)) {
      if (STARTS.has(name)) return false;
      if (name.startsWith('.')) open.push(resolve(dirname(file), name));
    }
  }
  return true;
}

const all = globSync('test/**/*.test.ts', { cwd: root }).map(file => file.replaceAll('\\', '/'));
const ours = all.filter(file => !APART.test(file));
const [flag, ...words] = process.argv.slice(2);
const wanted = flag === '--parts' ? ours.filter(file => !startsNothing(file)) : ours.filter(startsNothing);
const env = { ...process.env, PATH: [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter) };
const more = flag === '--parts' || flag === undefined ? words : [flag, ...words];
// Mocha leaves one core to itself, which has nothing to do meanwhile.
const jobs = ['--parallel', '--jobs', String(availableParallelism())];
const child = spawn('mocha', [...jobs, ...more, ...wanted], { cwd: root, env, stdio: 'inherit' });
child.once('close', code => (process.exitCode = code ?? 1));
