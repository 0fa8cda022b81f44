/** Bench: `node test/bench/api.ts [--runs N] [--at-once N] [--streams N]`: `investigator serve` as a process of its own: agent runs handed in at once, analyses listened to meanwhile, and nothing lost. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '2000' },
    'at-once': { type: 'string', default: '200' },
    streams: { type: 'string', default: '50' },
  },
});
const RUNS = Number(values.runs);
const AT_ONCE = Number(values['at-once']);
const STREAMS = Number(values.streams);
/** As documented. */
const STAGES = '5,30,55,85,100';

const sample = JSON.parse(readFileSync('test/engine/rca/agents/sufficient.json', 'utf8'));
const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE + STREAMS });

async function served(home: string): Promise<{ process: ChildProcess; url: string }> {
  const child = spawn(process.execPath, ['src/doors/cli/main.ts', 'serve', '--port', '0', '--home', home], {
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', code => reject(new Error(`serve ended with ${code}`)));
    // Read to the end: a full pipe would hold up the server.
    createInterface({ input: child.stderr as NodeJS.ReadableStream }).on('line', line => {
      const { message, address } = JSON.parse(line);
      if (message === 'listening') resolve(address);
      if (message === 'bug') process.stderr.write(`${line}\n`);
    });
  });
  return { process: child, url };
}

function asked(url: string, body?: unknown): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const headers = text === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
    request(url, { agent, method: text === undefined ? 'GET' : 'POST', headers }, resolve)
      .once('error', reject)
      .end(text);
  });
}

async function answered(url: string, body?: unknown): Promise<{ status: number; text: string }> {
  const reply = await asked(url, body);
  let text = '';
  for await (const piece of reply.setEncoding('utf8')) text += piece;
  return { status: reply.statusCode ?? 0, text };
}

/** Milliseconds that each took, `AT_ONCE` of them under way at any time. */
async function many(count: number, work: (at: number) => Promise<void>): Promise<number[]> {
  const took: number[] = [];
  let next = 0;
  const worker = async () => {
    while (next < count) {
      const at = next++;
      const begun = performance.now();
      await work(at);
      took.push(performance.now() - begun);
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, count) }, worker));
  return took;
}

function told(name: string, took: readonly number[], ms: number): void {
  const sorted = [...took].sort((a, b) => a - b);
  const at = (share: number) => `${(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(0)} ms`;
  const rate = ((took.length / ms) * 1000).toFixed(0);
  process.stdout.write(`${name.padEnd(44)}${rate.padStart(6)}/s  p50 ${at(0.5).padStart(8)}  p99 ${at(0.99).padStart(8)}\n`);
}

const lost: string[] = [];
const idOf = (at: number) => `bench-${at}`;

async function handIn(url: string, from: number, count: number): Promise<void> {
  const begun = performance.now();
  const took = await many(count, async at => {
    const { status, text } = await answered(`${url}/agent-runs`, { ...sample, run_id: idOf(from + at) });
    if (status !== 200) lost.push(`${idOf(from + at)} was answered with ${status}: ${text.slice(0, 200)}`);
  });
  told(`${count} agent runs, ${Math.min(AT_ONCE, count)} at once`, took, performance.now() - begun);
}

/** Each stream from its analysis being asked for to its end. */
async function listen(url: string): Promise<void> {
  const begun = performance.now();
  const took = await many(STREAMS, async at => {
    const started = await answered(`${url}/agent-runs/${idOf(at)}/rca-runs`, {});
    if (started.status !== 202) {
      lost.push(`an analysis was answered with ${started.status}`);
      return;
    }
    const { text } = await answered(`${url}/rca-runs/${JSON.parse(started.text).rca_run_id}/stream`);
    const stages = [...text.matchAll(/"pct":(\d+)/g)].map(match => match[1]).join(',');
    if (stages !== STAGES) lost.push(`a stream told ${stages}`);
  });
  told(`${STREAMS} analyses, each listened to to its end`, took, performance.now() - begun);
}

async function readAgain(url: string): Promise<void> {
  const begun = performance.now();
  const took = await many(RUNS * 2, async at => {
    const { status, text } = await answered(`${url}/agent-runs/${idOf(at)}`);
    if (status !== 200 || JSON.parse(text).run_id !== idOf(at)) lost.push(`${idOf(at)} is not there: ${status}`);
  });
  told(`${RUNS * 2} agent runs read again`, took, performance.now() - begun);
}

const home = mkdtempSync(join(tmpdir(), 'bench-api-'));
const { process: server, url } = await served(home);
try {
  await handIn(url, 0, RUNS);
  process.stdout.write('meanwhile:\n');
  await Promise.all([listen(url), handIn(url, RUNS, RUNS)]);
  await readAgain(url);
  process.stdout.write(lost.length ? `LOST ${lost.length}: ${lost.slice(0, 5).join('; ')}\n` : 'Nothing was lost.\n');
  process.exitCode = lost.length ? 1 : 0;
} finally {
  agent.destroy();
  const ended = new Promise(resolve => server.once('exit', resolve));
  server.kill('SIGTERM');
  await ended;
  rmSync(home, { recursive: true, force: true });
}
