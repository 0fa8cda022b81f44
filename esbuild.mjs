/** Bundles the command line and the engine's worker into dist; `--watch` keeps them fresh. */
import { readFileSync, rmSync } from 'node:fs';
import { build, context } from 'esbuild';

const { version } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8'));

/** CommonJS packages inside the bundle ask for Node's own modules through require. */
const banner =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

const options = {
  entryPoints: { investigator: 'src/doors/cli/main.ts', worker: 'src/engine/main.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  sourcemap: true,
  external: ['better-sqlite3'],
  banner: { js: banner },
  define: { INVESTIGATOR_VERSION: JSON.stringify(version) },
  logLevel: 'warning',
};

rmSync(new URL('./dist', import.meta.url), { recursive: true, force: true });
if (process.argv.includes('--watch')) await (await context(options)).watch();
else await build(options);
