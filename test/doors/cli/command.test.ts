/** The command as its user types it: standard output, standard error, exit codes. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Outlet } from '../../../src/doors/cli/output.ts';
import { runCommand } from '../../../src/doors/cli/run-command.ts';
import { Report } from '../../../src/model/report.ts';
import { typed } from './typed.ts';

const MAIN = 'src/doors/cli/main.ts';

interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

describe('command', function () {
  this.timeout(60_000);
  let home: string;
  let log: string;

  before(() => {
    home = mkdtempSync(join(tmpdir(), 'command-'));
    log = join(home, 'build.log');
    writeFileSync(
      log,
      [
        'Compiling app.c',
        'app.c:12:5: error: use of undeclared identifier ‘bar’',
        'make: *** [Makefile:4: app.o] Error 1',
        '',
      ].join('\n'),
    );
  });

  after(() => rmSync(home, { recursive: true, force: true }));

  /** In this process, so that a hundred questions cost what one start does. */
  async function run(...args: string[]): Promise<Ran> {
    const { exit, out, err } = await typed(['--home', join(home, 'home'), '--inline', ...args]);
    return { status: exit, stdout: out, stderr: err };
  }

  /** As a process of its own. */
  const start = (args: readonly string[], kept: string) =>
    spawn(process.execPath, [MAIN, ...args, '--home', join(home, kept)], { stdio: ['ignore', 'pipe', 'pipe'] });

  it('investigates a log and names the cause with its place', async () => {
    const { stdout, stderr, status } = await run('investigate', log);
    assert.equal(status, 0, stderr);
    assert.match(stdout, /build\.log:2/);
    assert.match(stdout, /bar/);
  });

  it('writes exactly one JSON document, and the same report as a page and as Markdown', async () => {
    const page = join(home, 'report.html');
    const { stdout, stderr } = await run('investigate', log, '--json', '--html', page);
    const report = Report.parse(JSON.parse(stdout));
    assert.match(stderr, /report\.html/);
    assert.equal(report.category, 'compile_error');
    const html = readFileSync(page, 'utf8');
    assert.match(html, /^<!doctype html>/i);
    assert.doesNotMatch(html, /<script|https?:\/\/(?!www\.w3\.org)/);
    assert.match((await run('report', report.run.run_id, '--markdown')).stdout, /^#/);
  });

  it('goes from the report to the lines', async () => {
    const report = Report.parse(JSON.parse((await run('investigate', log, '--json')).stdout));
    const { place } = report.suspect_lines[0];
    const { stdout } = await run('lines', `${place.source}:${place.member}:${place.line}`, '--around', '1');
    assert.match(stdout, /Compiling app\.c[\s\S]*undeclared[\s\S]*make/);
    assert.match((await run('logs', report.run.run_id, 'undeclared')).stdout, /1 line/);
  });

  it('begins a page anywhere', async () => {
    const { place } = Report.parse(JSON.parse((await run('investigate', log, '--json')).stdout)).suspect_lines[0];
    const page = async (...args: string[]) =>
      JSON.parse((await run('logs', 'build.log', '--json', '--limit', '2', ...args)).stdout);
    const near = await page('--near', 'build.log:build.log:3');
    assert.deepEqual([near.offset, near.near_index, near.lines.length], [1, 2, 2]);
    assert.equal((await page('--offset', '2')).lines[0].place.line, 3);
    const after = await page('--at', '2026-05-01');
    assert.deepEqual([after.offset, after.lines.length, after.next], [3, 0, null]);
    assert.equal(JSON.parse((await run('lines', `${place.source}:${place.member}:3`, '--json')).stdout).offset, null);
  });

  const refusals: [string[], number, RegExp][] = [
    [['investigate', 'no/such/file'], 3, /There is no no\/such\/file[\s\S]*Check the path/],
    [['frobnicate'], 2, /There is no command frobnicate/],
    [['logs', 'nobody'], 3, /No run is known as nobody/],
    [['logs', 'https://me:word@host.example/x?key=word'], 3, /No run is known as https:\/\/host\.example\/x\.\n/],
    [['logs', 'build.log', '--level', 'loud'], 2, /level: "loud" is no level/],
    [['logs', 'build.log', '--from', 'yesterday'], 2, /from: "yesterday" is no time/],
    [['logs', 'build.log', '--from', '2026-05-02', '--to', '2026-05-01'], 2, /time span ends \(2026-05-01\) before/],
    [['logs', 'build.log', '--cursor', 'x'], 2, /"x" is not a cursor/],
    [['logs', 'build.log', '--offset', '-1'], 2, /--offset must be at least 0/],
    [['logs', 'build.log', '--at', 'noon'], 2, /at: "noon" is no time/],
    [['logs', 'build.log', '--offset', '1', '--at', '2026-05-01'], 2, /begins in one way: name offset or at, not both/],
    [['logs', 'build.log', '--offset', '1', '--direction', 'backward'], 2, /offset begins a page that goes forward/],
    [['logs', 'build.log', '--near', 'build.log:build.log:99'], 3, /There is no line build\.log:build\.log:99/],
    [['logs', 'build.log', '--near', 'build.log'], 3, /There is no line build\.log/],
    [['logs', 'build.log', 'a ('], 2, /column 3/],
    [['runs', '--cursor', 'x'], 2, /"x" is not a cursor/],
    [['stream', 'build.log', 'biuld.log'], 3, /No log file of build\.log is called biuld\.log; the nearest: build\.log\.\n/],
    [['logs', 'build.log', 'new:true'], 2, /none is known of the job build/],
    [['logs', 'build.log', 'new:maybe'], 2, /new: is true or false/],
    [['lines', 'build.log:build.log:99'], 3, /There is no line/],
    [['forget', 'nobody'], 2, /--yes/],
    [['investigate'], 2, /needs inputs/],
    [['status', '--html', 'x.html'], 2, /--html and --markdown go with/],
    [['report', 'build.log', '--json', '--markdown'], 2, /exclude one another/],
    [['report', 'build.log', '--html', 'no/such/folder/x.html'], 6, /cannot be written to no\/such\/folder\/x\.html/],
  ];
  for (const [args, exit, words] of refusals) {
    it(`refuses "${args.join(' ')}" with help and no stack`, async () => {
      const { stderr, stdout, status } = await run(...args);
      assert.equal(status, exit, stderr);
      assert.match(stderr, words);
      assert.doesNotMatch(stderr, /\n\s+at |:word@|key=/);
      if (!args.includes('--json')) assert.equal(stdout, '');
    });
  }

  it('keeps to one JSON document when it refuses', async () => {
    const { stdout, status } = await run('logs', 'nobody', '--json');
    assert.equal(JSON.parse(stdout).error.code, 'run_unknown');
    assert.equal(status, 3);
  });

  it('says that an answer cannot be written, and that a reader who has seen enough is no failure', async () => {
    const notes: string[] = [];
    const failing = (code: string): Outlet => ({ write: (_, done) => done?.(Object.assign(new Error(code), { code })) });
    const err: Outlet = { write: text => notes.push(text) };
    assert.equal(await runCommand(['help'], { out: failing('EPIPE'), err }), 0);
    assert.deepEqual(notes, []);
    assert.equal(await runCommand(['help'], { out: failing('ENOSPC'), err }), 6);
    assert.match(notes.join(''), /cannot be written to standard output: ENOSPC/);
  });

  it('prints help for every command and completes shells', async () => {
    assert.match((await run('help')).stdout, /exit codes:[\s\S]*130/);
    assert.match((await run('help', 'logs')).stdout, /--cursor/);
    assert.match((await run('completion', 'bash')).stdout, /complete -o filenames/);
  });

  it('ends with the exit code of what it answered', () => {
    const args = [MAIN, 'logs', 'nobody', '--json', '--home', join(home, 'home')];
    const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    assert.equal(JSON.parse(stdout).error.code, 'run_unknown');
    assert.match(stderr, /^investigator: No run is known as nobody\.\n {2}\S.*\n$/);
    assert.equal(status, 3);
  });

  it('ends quietly when nobody reads its answer', async () => {
    const child = start(['runs'], 'home');
    child.stdout.destroy();
    let notes = '';
    child.stderr.on('data', chunk => (notes += chunk));
    const code = await new Promise(resolve => child.on('close', resolve));
    assert.deepEqual([code, notes], [0, '']);
  });

  it('says that Node.js is too old before anything native is loaded', () => {
    const older = `data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'20.1.0'}})`;
    const { stderr, status } = spawnSync(process.execPath, ['--import', older, MAIN, 'status'], { encoding: 'utf8' });
    assert.equal(status, 1);
    assert.match(stderr, /needs Node\.js 22\.19 or newer; this is 20\.1\.0/);
  });

  it('ends cleanly on Ctrl-C, and leaves nothing of what was begun', async () => {
    const big = join(home, 'big.log');
    writeFileSync(
      big,
      Buffer.alloc(64 << 20, '2026-05-01T10:00:00.000Z INFO a line of some length that repeats itself again and again\n'),
    );
    const child = start(['ingest', big], 'other');
    let words = '';
    child.stderr.on('data', chunk => (words += chunk));
    const index = join(home, 'other', 'index', 'v3');
    const making = join(home, 'other', 'index', 'making');
    const begun = setInterval(() => {
      if (!existsSync(making) || !readdirSync(making).some(name => name.endsWith('.part'))) return;
      clearInterval(begun);
      child.kill('SIGINT');
    }, 5);
    const code = await new Promise(resolve => child.on('exit', resolve));
    clearInterval(begun);
    assert.equal(code, 130, words);
    assert.match(words, /Cancelled/);
    assert.deepEqual([...readdirSync(index), ...readdirSync(making)], []);
  });
});
