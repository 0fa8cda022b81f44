/** Test host: makes of each suite one file that an extension host can load; the editor, mocha and libraries that cannot be bundled stay outside. */
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

const suite = join(import.meta.dirname, 'suite');

/** The suites of a folder, and what runs them. */
export async function bundleSuites(outdir: string, folder = suite): Promise<void> {
  const names = readdirSync(folder).filter(name => /\.(test|bench)\.ts$/.test(name));
  await build({
    entryPoints: [join(suite, 'run.ts'), ...names.map(name => join(folder, name))],
    entryNames: '[name]',
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    sourcemap: 'inline',
    outExtension: { '.js': '.mjs' },
    external: ['vscode', 'mocha', 'undici', 'tar-stream'],
    logLevel: 'warning',
  });
}

if (import.meta.main) await bundleSuites(resolve(process.argv[2]));
