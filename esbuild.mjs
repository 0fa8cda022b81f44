/** Bundles the command line, the editor's extension, the engine's worker and the window into dist; `--watch` keeps them fresh. */
import { copyFileSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { build, context } from 'esbuild';

const require = createRequire(import.meta.url);
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

/** What the window needs of zod is little: it makes no JSON Schema and proves no formats of texts (dates, addresses), which come along with every schema otherwise. */
const littleZod = {
  name: 'little-zod',
  setup(build) {
    build.onLoad({ filter: /[\\/]zod[\\/]v4[\\/]core[\\/](?:to-json-schema|json-schema-processors)\.js$/ }, ({ path }) => {
      const names = [...readFileSync(path, 'utf8').matchAll(/^export (?:const|function) (\w+)/gm)].map(([, name]) => name);
      return { contents: names.map(name => `export const ${name} = () => () => undefined;`).join('\n') };
    });
    build.onLoad({ filter: /[\\/]zod[\\/]v4[\\/]classic[\\/]schemas\.js$/ }, ({ path }) => {
      const format = /^ {4}\w+\(params\) \{\r?\n {8}return this\.check\(core\._\w+\(Zod\w+, params\)\);\r?\n {4}\},?\r?\n/gm;
      return { contents: readFileSync(path, 'utf8').replace(format, ''), resolveDir: dirname(path) };
    });
  },
};

/** The library of models wants to see one of pictures, which is native; sentences need none. */
const noPictures = {
  name: 'no-pictures',
  setup(build) {
    build.onResolve({ filter: /^sharp$/ }, () => ({ path: 'sharp', namespace: 'no-pictures' }));
    build.onLoad({ filter: /.*/, namespace: 'no-pictures' }, () => ({ contents: 'export default () => {};' }));
  },
};

const options = {
  entryPoints: {
    investigator: 'src/doors/cli/main.ts',
    worker: 'src/engine/main.ts',
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

/** The process of the sentence model: a program of its own with the WebAssembly of its runtime beside it, since native ones would make the package as large for each platform. */
const sentences = {
  ...options,
  entryPoints: { sentences: 'src/engine/knowledge/model-process.ts' },
  splitting: false,
  minify: true,
  legalComments: 'linked',
  external: [],
  alias: { 'onnxruntime-node': 'onnxruntime-web' },
  plugins: [noPictures],
  banner: { js: `${banner} globalThis.__filename = import.meta.filename; globalThis.__dirname = import.meta.dirname;` },
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
  plugins: [oneLanguage, littleZod],
  minify: true,
  sourcemap: true,
  legalComments: 'linked',
  logLevel: 'warning',
};

rmSync(new URL('./dist', import.meta.url), { recursive: true, force: true });
for (const bundle of [options, sentences, webview]) {
  if (process.argv.includes('--watch')) await (await context(bundle)).watch();
  else await build(bundle);
}
copyFileSync(require.resolve('onnxruntime-web/dist/ort-wasm-simd.wasm'), new URL('./dist/ort-wasm-simd.wasm', import.meta.url));
