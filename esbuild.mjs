/** Bundles the command line, the editor's extension, the engine's worker and the window into dist; `--watch` keeps them fresh. */
import { readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { build, context } from 'esbuild';

const { version } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8'));

/** CommonJS packages inside the bundle ask for Node's own modules through require. */
const banner =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

/** zod brings its messages in all languages; ours are made by src/base/refusal.ts, so that one is enough: half the size, and the time to load it. */
const oneLanguage = {
  name: 'one-language',
  setup(build) {
    build.onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, ({ path }) => ({
      contents: "export { default as en } from './en.js';",
      resolveDir: dirname(path),
    }));
  },
};

const options = {
  entryPoints: {
    investigator: 'src/doors/cli/main.ts',
    worker: 'src/engine/main.ts',
    sentences: 'src/engine/knowledge/model-process.ts',
    extension: 'src/doors/vscode/extension.ts',
  },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  sourcemap: true,
  external: ['better-sqlite3', 'vscode'],
  plugins: [oneLanguage],
  banner: { js: banner },
  define: { INVESTIGATOR_VERSION: JSON.stringify(version) },
  logLevel: 'warning',
};

/** The window runs in a webview or a browser: no Node, one script and one sheet; what a browser needs around it is a script of its own. */
const webview = {
  entryPoints: { webview: 'webview/main.tsx', ui: 'webview/browser/main.tsx' },
  outdir: 'dist',
  bundle: true,
  format: 'esm',
  platform: 'browser',
  target: 'es2022',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  plugins: [oneLanguage],
  minify: true,
  sourcemap: true,
  legalComments: 'linked',
  logLevel: 'warning',
};

rmSync(new URL('./dist', import.meta.url), { recursive: true, force: true });
for (const bundle of [options, webview]) {
  if (process.argv.includes('--watch')) await (await context(bundle)).watch();
  else await build(bundle);
}
