/** The editor's bundle: what is loaded when the extension wakes is the door alone; engine, schemas and network wait for the first question. */
import assert from 'node:assert/strict';
import { build, type Metafile } from 'esbuild';

/** Loaded with the extension, in bytes: a bound that a slip would break, not a measure of speed. */
const MOST_BYTES = 120_000;

describe('the extension when it wakes', () => {
  let loaded: { inputs: string[]; bytes: number };

  before(async () => {
    const { metafile } = await build({
      entryPoints: { extension: 'src/doors/vscode/extension.ts' },
      outdir: 'dist',
      bundle: true,
      splitting: true,
      write: false,
      metafile: true,
      format: 'esm',
      platform: 'node',
      external: ['vscode', 'better-sqlite3'],
      logLevel: 'silent',
    });
    loaded = closure(metafile, 'dist/extension.js');
  });

  it('loads no library', () => {
    assert.deepEqual(
      loaded.inputs.filter(input => input.includes('node_modules/')),
      [],
    );
  });

  it('loads nothing of the engine and no tool', () => {
    assert.deepEqual(
      loaded.inputs.filter(input => /^src\/(engine|rpc)\/|^src\/tools\/(?!render\/)/.test(input)),
      [],
    );
  });

  it('loads little', () => assert.ok(loaded.bytes < MOST_BYTES, `${loaded.bytes} bytes`));
});

/** What is imported by statements, directly and through others; imports that are asked for later do not count. */
function closure({ outputs }: Metafile, entry: string): { inputs: string[]; bytes: number } {
  const seen = new Set<string>();
  const visit = (name: string): void => {
    if (seen.has(name) || !outputs[name]) return;
    seen.add(name);
    for (const one of outputs[name].imports) if (one.kind === 'import-statement') visit(one.path);
  };
  visit(entry);
  const all = [...seen].map(name => outputs[name]);
  return { inputs: all.flatMap(one => Object.keys(one.inputs)), bytes: all.reduce((sum, one) => sum + one.bytes, 0) };
}
