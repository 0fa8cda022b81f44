/** Runs of outside systems: fetched into files, kept when finished, fetched anew while they go on, forgotten with all that was fetched. */
import assert from 'node:assert/strict';
import { appendFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Fault } from '../../../src/base/fault.ts';
import { bringIn } from '../../../src/engine/answers/ingest-logs.ts';
import { investigateRun } from '../../../src/engine/answers/investigate-run.ts';
import { readLines } from '../../../src/engine/answers/read-lines.ts';
import { forgetRun, getTestRunInfo } from '../../../src/engine/answers/runs.ts';
import type { AddressKind } from '../../../src/engine/sources/addresses.ts';
import { type CallLife, openWorkshop, type Workshop } from '../../../src/engine/workshop.ts';
import type { Run } from '../../../src/model/run.ts';
import { nothingConnected, provided } from '../../../src/tools/provide.ts';

const life: CallLife = { signal: new AbortController().signal, onProgress: () => undefined };
const LINE = '2026-05-26T11:12:03Z ERROR disk failed\n';

describe('a run of an outside system', () => {
  let folder: string;
  let shop: Workshop;
  let fetches: number;
  let finished: boolean;
  let atOnce: number;
  let most: number;

  const kind: AddressKind = {
    origin: 'argus',
    claims: text => /^(?:argus:|https:\/\/argus\.test\/run\/)(\w+)$/.exec(text)?.[1].replace(/^/, 'argus:') ?? null,
    async fetch(address, by) {
      fetches++;
      most = Math.max(most, ++atOnce);
      await new Promise(setImmediate);
      if (address === 'argus:gone')
        throw new Fault('source_missing', { system: 'Argus', host: 'argus.test', what: 'the run', name: 'argus' });
      appendFileSync(join(by.folder, 'run.log'), LINE);
      atOnce--;
      return {
        folder: by.folder,
        title: 'longevity #412',
        job: 'longevity',
        outcome: 'failed',
        url: 'https://argus.test/run/1',
        finished,
        facts: [{ label: 'Version', value: '2026.3', url: null }],
        gaps: [{ kind: 'unreachable', words: 'loader-set.tar.zst could not be fetched: it is not there any more.' }],
      };
    },
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'fetch-'));
    fetches = most = atOnce = 0;
    finished = true;
    shop = openWorkshop({ home: join(folder, 'home'), cwd: folder, version: 'test' }, provided(nothingConnected) as never, [
      kind,
    ]);
  });

  afterEach(() => {
    shop.notebook().close();
    rmSync(folder, { recursive: true, force: true });
  });

  const bring = (...inputs: string[]): Promise<Run> => bringIn(shop, { inputs }, life);
  const ask = { against: [], mode: 'hybrid' as const };

  it('is one run however its address is written, with what its system says of it', async () => {
    const run = await bring('argus:abc');
    assert.deepEqual(
      [run.title, run.job, run.outcome, run.origin, run.inputs],
      ['longevity #412', 'longevity', 'failed', 'argus', ['argus:abc']],
    );
    assert.equal(run.remote?.url, 'https://argus.test/run/1');
    const info = await getTestRunInfo(shop, { run_id: 'argus:abc', limit: 5 }, life);
    assert.ok(info.gaps.some(gap => gap.words.startsWith('loader-set.tar.zst')));
    const report = await investigateRun(shop, { inputs: ['https://argus.test/run/abc'], ...ask } as never, life);
    assert.equal(report.run.run_id, run.run_id);
    assert.equal(fetches, 1, 'a finished run is not fetched again');
    assert.ok(report.gaps.some(gap => gap.words.startsWith('loader-set.tar.zst')));
  });

  it('is fetched anew while it goes on, and its places lead to the same lines', async () => {
    finished = false;
    const first = await bring('argus:abc');
    const place = `${first.sources[0]}:run.log:1`;
    const report = await investigateRun(shop, { inputs: [first.run_id], ...ask } as never, life);
    assert.equal(fetches, 2);
    assert.equal(report.run.run_id, first.run_id);
    const now = shop.notebook().get(first.run_id);
    assert.deepEqual([now?.lines, now?.former], [2, first.sources]);
    const { lines } = await readLines(shop, { place, around: 0, width: 1000 });
    assert.equal(`${lines[0].text}\n`, LINE);
  });

  it('is fetched once at a time, by whomever', async () => {
    finished = false;
    await Promise.all([bring('argus:abc'), bring('argus:abc')]);
    assert.deepEqual([fetches, most], [2, 1]);
    assert.equal(shop.notebook().count(), 1);
  });

  it('is refused among other inputs, and fails in the words of its source', async () => {
    writeFileSync(join(folder, 'a.log'), LINE);
    await assert.rejects(bring('argus:abc', 'a.log'), {
      code: 'bad_input',
      message: 'argus:abc is a run of its own; name it without other inputs.',
    });
    await assert.rejects(bring('argus:gone'), { code: 'source_missing' });
    assert.equal(shop.notebook().count(), 0);
  });

  it('is forgotten with the files that were fetched', async () => {
    const run = await bring('argus:abc');
    const files = join(shop.downloads, 'argus', run.run_id);
    assert.ok(existsSync(files));
    await forgetRun(shop, run);
    assert.ok(!existsSync(files));
  });
});
