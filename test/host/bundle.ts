/** Test host: makes of each suite one file that an extension host can load; mocha and the editor stay outside. */
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

const suites = join(import.meta.dirname, 'suite');

export async function bundleSuites(outdir: string): Promise<void> {
  const names = readdirSync(suites).filter(name => name === 'run.ts' || name.endsWith('.test.ts'));
  await build({
    entryPoints: names.map(name => join(suites, name)),
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    sourcemap: 'inline',
    outExtension: { '.js': '.mjs' },
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
}

if (import.meta.main) await bundleSuites(resolve(process.argv[2]));
