/** `investigator serve` as a person may type it: its help, words that it does not take, and a server that ends when it is told to. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { typed } from './typed.ts';

const run = (...words: string[]) => typed(words);

/** Whether the server has had the question that reads logs. */
async function isBegun(url: string, headers: Record<string, string>): Promise<boolean> {
  const reply = await fetch(`${url}/tools/check_ingestion_status`, { method: 'POST', body: '{}', headers });
  const { data } = (await reply.json()) as { data: { runs: number; ingestions: object[] } };
  return data.runs > 0 || data.ingestions.length > 0;
}

describe('the word serve', function () {
  this.timeout(60_000);

  it('is in the overview and in completion, and explains itself', async () => {
    assert.match((await run('help')).out, /^ {2}serve +Serve the tools to programs/m);
    assert.match((await run('completion', 'bash')).out, / serve mcp sentence-model help completion"/);
    for (const words of [
      ['help', 'serve'],
      ['serve', '--help'],
      ['--home', '/nowhere', 'serve', '-h'],
    ]) {
      const { out, exit } = await run(...words);
      assert.equal(exit, 0);
      assert.match(out, /^usage: investigator serve .*--secret-env NAME/);
    }
  });

  it('refuses what it does not know, and a door that is open to others without a secret', async () => {
    const cases: [string[], RegExp][] = [
      [['now'], /serve takes --host/],
      [['--port', '70000'], /--port takes a number from 0 to 65535, not 70000/],
      [['--port', 'http'], /not http/],
      [['--home', ''], /--home needs/],
      [['--allow', 'all'], /--allow takes/],
      [['--allow-origin', 'localhost:3000'], /--allow-origin takes an origin/],
      [['--allow-origin', 'http://localhost:3000/path'], /--allow-origin takes an origin/],
      [['--secret-env', 'NOT_THERE'], /The environment variable NOT_THERE holds no secret/],
      [['--host', '0.0.0.0'], /On 0\.0\.0\.0 others can ask too: .*INVESTIGATOR_INGEST_SECRET/],
    ];
    for (const [words, said] of cases) {
      const { exit, out, err } = await run('serve', ...words);
      assert.deepEqual([exit, out], [2, ''], words.join(' '));
      assert.match(err, said);
    }
  });

  describe('started', () => {
    let home: string;
    let child: ChildProcess;

    beforeEach(() => {
      home = mkdtempSync(join(tmpdir(), 'serve-'));
    });
    afterEach(async () => {
      if (child.exitCode === null) {
        child.kill('SIGKILL');
        await once(child, 'exit');
      }
      rmSync(home, { recursive: true, force: true });
    });

    async function start(...words: string[]): Promise<{ url: string; log: Record<string, unknown>[] }> {
      const args = ['src/doors/cli/main.ts', 'serve', '--port', '0', '--home', home, ...words];
      child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, OUR_SECRET: 's3' } });
      const log: Record<string, unknown>[] = [];
      const lines = createInterface({ input: child.stderr as NodeJS.ReadableStream });
      const url = await new Promise<string>((resolve, reject) => {
        child.once('exit', code => reject(new Error(`ended with ${code}`)));
        lines.on('line', line => {
          log.push(JSON.parse(line));
          if (log.at(-1)?.message === 'listening') resolve(String(log.at(-1)?.address));
        });
      });
      return { url, log };
    }

    for (const signal of ['SIGTERM', 'SIGINT'] as const)
      it(`answers what was asked before it is told to end by ${signal}`, async () => {
        const { url, log } = await start('--secret-env', 'OUR_SECRET');
        const headers = { 'x-ingest-secret': 's3', 'content-type': 'application/json' };
        assert.equal((await fetch(`${url}/tools/list_runs`, { method: 'POST', body: '{}' })).status, 401);
        const body = JSON.stringify({ inputs: ['media/sample/failed'] });
        const asked = fetch(`${url}/tools/investigate_run`, { method: 'POST', body, headers });
        while (!(await isBegun(url, headers)));
        child.kill(signal);
        const reply = await asked;
        assert.equal(reply.status, 200);
        assert.equal(((await reply.json()) as { data: { category: string } }).data.category, 'out_of_memory');
        const [code] = child.exitCode === null ? await once(child, 'exit') : [child.exitCode];
        assert.equal(code, 0);
        assert.deepEqual(Object.keys(log[0]), ['time', 'level', 'message', 'address']);
        assert.ok(log.some(one => one.message === 'ending'));
        assert.ok(!JSON.stringify(log).includes('s3"'), 'no secret');
      });
  });
});
