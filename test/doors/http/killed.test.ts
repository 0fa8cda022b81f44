/** The queue of analyses over the deaths of its server: killed with -9 in the midst of it, told to end in the midst of it: each analysis comes to its one end, told from its first stage on. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const RUNS = 30;
/** From the death of a server to the end of what it left, done by another that is awake. */
const TAKEN_OVER_MS = 15_000;
const STAGES = [5, 30, 55, 85, 100];
const documented = JSON.parse(readFileSync('test/engine/rca/agents/sufficient.json', 'utf8'));

interface Serving {
  readonly child: ChildProcess;
  ask(method: string, path: string, body?: unknown): Promise<{ status: number; text: string }>;
}

describe('analyses whose server dies', function () {
  this.timeout(120_000);
  let home: string;
  const running = new Set<ChildProcess>();

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'killed-'));
  });
  afterEach(async () => {
    await Promise.all([...running].map(child => end(child, 'SIGKILL')));
    rmSync(home, { recursive: true, force: true });
  });

  async function serve(): Promise<Serving> {
    const args = ['src/doors/cli/main.ts', 'serve', '--port', '0', '--home', home];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    running.add(child);
    const url = await new Promise<string>((resolve, reject) => {
      child.once('exit', code => reject(new Error(`ended with ${code}`)));
      createInterface({ input: child.stderr as NodeJS.ReadableStream }).on('line', line => {
        const { message, address } = JSON.parse(line);
        if (message === 'listening') resolve(address);
      });
    });
    return {
      child,
      ask: async (method, path, body) => {
        const sent = body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
        const reply = await fetch(`${url}${path}`, { method, ...sent });
        return { status: reply.status, text: await reply.text() };
      },
    };
  }

  async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
    running.delete(child);
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }

  /** Hands the runs in and asks why each failed. */
  async function queued({ ask }: Serving): Promise<string[]> {
    const ids = Array.from({ length: RUNS }, (_, at) => `run-${at}`);
    for (const run_id of ids) assert.equal((await ask('POST', '/agent-runs', { ...documented, run_id })).status, 200);
    const asked = await Promise.all(ids.map(id => ask('POST', `/agent-runs/${id}/rca-runs`)));
    return asked.map(({ status, text }) => {
      assert.equal(status, 202, text);
      return JSON.parse(text).rca_run_id;
    });
  }

  const statusOf = async ({ ask }: Serving, id: string) => JSON.parse((await ask('GET', `/rca-runs/${id}`)).text);

  /** One has ended, and not all have. */
  async function inTheMidst(serving: Serving, jobs: readonly string[]): Promise<void> {
    while ((await statusOf(serving, jobs[0])).status !== 'done');
    assert.notEqual((await statusOf(serving, jobs[RUNS - 1])).status, 'done', 'there is something left to do');
  }

  async function allEnded(serving: Serving, jobs: readonly string[]): Promise<void> {
    for (const id of jobs) {
      const { text } = await serving.ask('GET', `/rca-runs/${id}/stream`);
      const told = [...text.matchAll(/"pct":(\d+)/g)].map(match => Number(match[1]));
      assert.deepEqual(told, STAGES, text);
      const { status, report } = await statusOf(serving, id);
      assert.deepEqual([status, report.category], ['done', 'tool_schema_mismatch']);
    }
    const { text } = await serving.ask('POST', '/tools/list_reports', { limit: 200 });
    assert.equal(JSON.parse(text).data.in_all, RUNS, 'one report each, however often it was begun');
  }

  it('by kill -9: the next server does what was left, and what was begun once more', async () => {
    const first = await serve();
    const jobs = await queued(first);
    await inTheMidst(first, jobs);
    await end(first.child, 'SIGKILL');
    await allEnded(await serve(), jobs);
  });

  it('by being told to end: it ends soon, and the next one does the rest', async () => {
    const first = await serve();
    const jobs = await queued(first);
    await inTheMidst(first, jobs);
    await end(first.child, 'SIGTERM');
    assert.equal(first.child.exitCode, 0);
    await allEnded(await serve(), jobs);
  });

  it('while another serves the same home: that one takes over', async () => {
    const [first, second] = [await serve(), await serve()];
    const jobs = await queued(first);
    await inTheMidst(first, jobs);
    await end(first.child, 'SIGKILL');
    const died = performance.now();
    await allEnded(second, jobs);
    const took = performance.now() - died;
    assert.ok(took < TAKEN_OVER_MS, `it took ${took} ms`);
  });
});
