/** Files that are still being written: what grew is the same run, what was written anew is another; places of before lead to the same lines. */
import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { bringIn } from '../../../src/engine/answers/ingest-logs.ts';
import { readLines } from '../../../src/engine/answers/read-lines.ts';
import { markRun } from '../../../src/engine/answers/runs.ts';
import { type CallLife, openWorkshop, type Workshop } from '../../../src/engine/workshop.ts';
import type { Run } from '../../../src/model/run.ts';
import { nothingConnected, provided } from '../../../src/tools/provide.ts';

const life: CallLife = { signal: new AbortController().signal, onProgress: () => undefined };
const line = (n: number) => `2026-05-26T11:12:${String(n % 60).padStart(2, '0')}Z INFO wrote key ${n}\n`;
const lines = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => line(from + i)).join('');

describe('files that changed since they were read', () => {
  let folder: string;
  let logs: string;
  let shop: Workshop;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'grow-'));
    logs = join(folder, 'logs');
    mkdirSync(logs);
    writeFileSync(join(logs, 'a.log'), lines(0, 3000));
    writeFileSync(join(logs, 'b.log'), lines(0, 5));
    shop = openWorkshop({ home: join(folder, 'home'), cwd: folder, version: 'test' }, provided(nothingConnected) as never);
  });

  afterEach(() => {
    shop.notebook().close();
    rmSync(folder, { recursive: true, force: true });
  });

  const bring = (...inputs: string[]): Promise<Run> => bringIn(shop, { inputs }, life);

  it('are the same run where they only grew, in a folder as in a file', async () => {
    for (const path of ['logs', 'logs/a.log']) {
      const first = await bring(path);
      appendFileSync(join(logs, 'a.log'), `${line(1).slice(0, 30)}`);
      const second = await bring(path);
      appendFileSync(join(logs, 'a.log'), `${line(1).slice(30)}${line(2)}`);
      writeFileSync(join(logs, `new-${path.length}.log`), line(3));
      const third = await bring(path);
      assert.deepEqual([second.run_id, third.run_id], [first.run_id, first.run_id]);
      assert.deepEqual(third.former, [...first.sources, ...second.sources]);
      assert.equal(third.lines, first.lines + (path === 'logs' ? 3 : 2), 'the line that was cut in two is one line');
      assert.deepEqual((await bring(path)).sources, third.sources, 'what has not changed is not read again');
      const place = `${first.sources[0]}:a.log:2999`;
      assert.match((await readLines(shop, { place, around: 0, width: 1000 })).lines[0].text, /wrote key 2998$/);
    }
  });

  it('are another run where something of before is not there any more', async () => {
    const ids = new Set([(await bring('logs')).run_id]);
    const changes = [
      () => writeFileSync(join(logs, 'b.log'), `${lines(7, 12)}${lines(0, 5)}`),
      () => writeFileSync(join(logs, 'b.log'), lines(0, 2)),
      () => rmSync(join(logs, 'b.log')),
      () => writeFileSync(join(logs, 'a.log'), lines(0, 3000).replace('key 2900', 'key x900')),
    ];
    for (const change of changes) {
      change();
      ids.add((await bring('logs')).run_id);
    }
    assert.equal(ids.size, 1 + changes.length);
    assert.equal(shop.notebook().count(), ids.size);
  });

  it('are another run where an archive was written anew, and the same where one only lies beside', async () => {
    writeFileSync(join(logs, 'old.log.gz'), gzipSync(Buffer.from(lines(0, 9))));
    const first = await bring('logs');
    appendFileSync(join(logs, 'b.log'), line(6));
    assert.equal((await bring('logs')).run_id, first.run_id);
    writeFileSync(join(logs, 'old.log.gz'), gzipSync(Buffer.from(lines(0, 12))));
    assert.notEqual((await bring('logs')).run_id, first.run_id);
  });

  it('tell anew how they ended, unless a person has said it', async () => {
    const log = join(logs, 'test.log');
    writeFileSync(log, 'collected 2 items\n\ntest_a.py::test_one PASSED\n');
    assert.equal((await bring('logs/test.log')).outcome, 'unknown');
    appendFileSync(log, 'test_a.py::test_two FAILED\n\n=========== 1 failed, 1 passed in 0.12s ===========\n');
    const ended = await bring('logs/test.log');
    assert.equal(ended.outcome, 'failed');
    await markRun(shop, { run_id: ended.run_id, outcome: 'passed' });
    appendFileSync(log, 'bye\n');
    assert.equal((await bring('logs/test.log')).outcome, 'passed');
  });
});
