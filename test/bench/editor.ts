/** Benchmark: `npm run bench:editor -- [--lines N] [--log FILE]`: figures of the extension in a real editor, never judged. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeLoad } from './load.ts';

const { values } = parseArgs({ options: { lines: { type: 'string', default: '10000000' }, log: { type: 'string' } } });
const folder = mkdtempSync(join(tmpdir(), 'investigator-bench-editor-'));
try {
  const log = values.log ?? join(folder, 'load.log');
  if (!values.log) writeLoad(log, Number(values.lines));
  const out = join(folder, 'figures.json');
  const ran = spawnSync(process.execPath, ['test/host/run.ts', '--suites', 'test/bench/editor'], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, BENCH_OUT: out, BENCH_LOG: log, TEST_HOST_TIMEOUT: '1200' },
  });
  if (ran.status !== 0) throw new Error(`the suite in the editor ended with ${ran.status}`);
  const figures = JSON.parse(readFileSync(out, 'utf8')) as Record<string, number>;
  for (const [name, value] of Object.entries(figures)) {
    process.stdout.write(`${name.padEnd(52)}${value.toLocaleString('en-US', { maximumFractionDigits: 1 }).padStart(14)}\n`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
