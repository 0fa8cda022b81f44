/** Sample: writes the two runs of the sample and the answer key; the same bytes at every run. `node media/sample/make.ts`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { answerKey } from './making/answer.ts';
import { failingRun, nodeFile, passingRun, type Run } from './making/cast.ts';
import { gzip, tarOf, zstd } from './making/pack.ts';
import { tellRun } from './making/runs.ts';

/** The node whose folder lies in the archive as an archive of its own. */
const NESTED = 3;

/** Writes `failed/`, `passed/` and `answer.json` into the folder. `level` is zstd's; the committed files have 19. */
export async function makeSample(folder: string, level = 19): Promise<void> {
  for (const [name, run] of [
    ['failed', failingRun()],
    ['passed', passingRun()],
  ] as const) {
    const texts = tellRun(run);
    mkdirSync(join(folder, name), { recursive: true });
    for (const set of ['sct-runner-events', 'db-cluster']) {
      const archive = `${set}-${run.id8}.tar.zst`;
      writeFileSync(join(folder, name, archive), zstd(await tarOf(await entries(run, texts, set), run.end), level));
    }
    if (!run.failing) continue;
    const key = answerKey(run, { texts, name: path => memberName(run, path) });
    writeFileSync(join(folder, 'answer.json'), `${JSON.stringify(key, null, 2)}\n`);
  }
}

/** The entries of an archive; the nested node is packed first. */
async function entries(run: Run, texts: ReadonlyMap<string, string>, set: string): Promise<Map<string, string | Buffer>> {
  const found = new Map<string, string | Buffer>();
  const inner = new Map<string, string>();
  const nested = nestedFolder(run);
  for (const [path, text] of texts) {
    if (!path.startsWith(set)) continue;
    if (path.startsWith(nested)) inner.set(path.slice(nested.lastIndexOf('/', nested.length - 2) + 1), text);
    else found.set(path, text);
  }
  if (inner.size) found.set(`${nested.slice(0, -1)}.tar.gz`, gzip(await tarOf(inner, run.end)));
  return found;
}

function nestedFolder(run: Run): string {
  return nodeFile(run, run.nodes[NESTED], '');
}

/** Path of a file as the reader of nested archives names it, seen from the folder of the run. */
function memberName(run: Run, path: string): string {
  const archive = `${path.slice(0, path.indexOf('/'))}.tar.zst`;
  const nested = nestedFolder(run);
  if (!path.startsWith(nested)) return `${archive}!/${path}`;
  return `${archive}!/${nested.slice(0, -1)}.tar.gz!/${path.slice(nested.lastIndexOf('/', nested.length - 2) + 1)}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await makeSample(fileURLToPath(new URL('.', import.meta.url)));
