/** The package: what is in the VSIX, and that nothing else is: bundles, pictures, the sample, knowledge, and one driver for every platform. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { open } from 'yauzl';

/** Of these, SQLite for eight platforms has 9 MB, the WebAssembly of sentence models 3. */
const MOST_BYTES = 16e6;

/** Everything that may be in the package, and what of it has to be. */
const allowed: readonly RegExp[] = [
  /^extension\.vsixmanifest$|^\[Content_Types\]\.xml$/,
  /^extension\/(package(\.nls(\.[\w-]+)?)?\.json|readme\.md|changelog\.md|LICENSE\.txt)$/,
  /^extension\/dist\/[\w-]+\.(js|css|js\.LEGAL\.txt)$/,
  /^extension\/dist\/ort-wasm-simd\.wasm$/,
  /^extension\/media\/[\w-]+\.svg$|^extension\/media\/(l10n|walkthrough)\//,
  /^extension\/media\/sample\/(README\.md|failed\/.+\.tar\.zst|passed\/.+\.tar\.zst|source\/.+)$/,
  /^extension\/knowledge_base\/.+\.md$/,
  /^extension\/node_modules\/better-sqlite3\/(package\.json|LICENSE|lib\/.+\.js|prebuilds\/[\w-]+\.node)$/,
];
const needed = [
  'extension/dist/extension.js',
  'extension/dist/worker.js',
  'extension/dist/webview.js',
  'extension/dist/webview.css',
  'extension/dist/investigator.js',
  'extension/dist/sentences.js',
  'extension/dist/ort-wasm-simd.wasm',
  'extension/media/sample/failed/db-cluster-7c19e5d2.tar.zst',
  ...['darwin', 'linux', 'linuxmusl', 'win32'].flatMap(platform =>
    ['arm64', 'x64'].map(chip => `extension/node_modules/better-sqlite3/prebuilds/${platform}-${chip}.node`),
  ),
];

describe('package', function () {
  this.timeout(120_000);
  let folder: string;
  let file: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'investigator-package-'));
    file = join(folder, 'packed.vsix');
    execFileSync('npm', ['run', '--silent', 'package', '--', '--out', file], { stdio: 'pipe' });
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('holds what an installed extension needs, and nothing else', async () => {
    const names = await entriesOf(file);
    assert.deepEqual(
      names.filter(name => !allowed.some(pattern => pattern.test(name))),
      [],
      'not in the list',
    );
    assert.deepEqual(
      needed.filter(name => !names.includes(name)),
      [],
      'missing',
    );
  });

  it('is small enough to be one package for all platforms', () => {
    assert.ok(statSync(file).size <= MOST_BYTES, `${statSync(file).size} bytes`);
  });
});

function entriesOf(path: string): Promise<string[]> {
  return new Promise((resolve, reject) => {
    open(path, { lazyEntries: false }, (failure, zip) => {
      if (failure) return reject(failure);
      const names: string[] = [];
      zip.on('entry', entry => names.push(entry.fileName));
      zip.on('end', () => resolve(names));
      zip.on('error', reject);
    });
  });
}
