/** The command as its user types it: standard output, standard error, exit codes. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Report } from '../../../src/model/report.ts';

const MAIN = 'src/doors/cli/main.ts';

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

  const run = (...args: string[]) =>
    spawnSync(process.execPath, [MAIN, ...args], {
      encoding: 'utf8',
      env: { ...process.env, INVESTIGATOR_HOME: join(home, 'home') },
    });

  it('investigates a log and names the cause with its place', () => {
    const { stdout, stderr, status } = run('investigate', log);
    assert.equal(status, 0, stderr);
    assert.match(stdout, /build\.log:2/);
    assert.match(stdout, /bar/);
  });

  it('writes exactly one JSON document, and the same report as a page and as Markdown', () => {
    const page = join(home, 'report.html');
    const { stdout, stderr } = run('investigate', log, '--json', '--html', page);
    const report = Report.parse(JSON.parse(stdout));
    assert.match(stderr, /report\.html/);
    assert.equal(report.category, 'compile_error');
    const html = readFileSync(page, 'utf8');
    assert.match(html, /^<!doctype html>/i);
    assert.doesNotMatch(html, /<script|https?:\/\/(?!www\.w3\.org)/);
    assert.match(run('report', report.run.run_id, '--markdown').stdout, /^#/);
  });

  it('goes from the report to the lines', () => {
    const report = Report.parse(JSON.parse(run('investigate', log, '--json').stdout));
    const { place } = report.suspect_lines[0];
    const { stdout } = run('lines', `${place.source}:${place.member}:${place.line}`, '--around', '1');
    assert.match(stdout, /Compiling app\.c[\s\S]*undeclared[\s\S]*make/);
    assert.match(run('logs', report.run.run_id, 'undeclared').stdout, /1 line/);
  });

  const refusals: [string[], number, RegExp][] = [
    [['investigate', 'no/such/file'], 3, /There is no no\/such\/file[\s\S]*Check the path/],
    [['frobnicate'], 2, /There is no command frobnicate/],
    [['logs', 'nobody'], 3, /No run is known as nobody/],
    [['forget', 'nobody'], 2, /--yes/],
    [['investigate'], 2, /needs inputs/],
    [['status', '--html', 'x.html'], 2, /--html and --markdown go with/],
  ];
  for (const [args, exit, words] of refusals) {
    it(`refuses "${args.join(' ')}" with help and no stack`, () => {
      const { stderr, stdout, status } = run(...args);
      assert.equal(status, exit);
      assert.match(stderr, words);
      assert.doesNotMatch(stderr, /\n\s+at /);
      assert.equal(stdout, '');
    });
  }

  it('keeps to one JSON document when it refuses', () => {
    const { stdout, status } = run('logs', 'nobody', '--json');
    assert.equal(JSON.parse(stdout).error.code, 'run_unknown');
    assert.equal(status, 3);
  });

  it('says that Node.js is too old before anything native is loaded', () => {
    const older = `data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'20.1.0'}})`;
    const { stderr, status } = spawnSync(process.execPath, ['--import', older, MAIN, 'status'], { encoding: 'utf8' });
    assert.equal(status, 1);
    assert.match(stderr, /needs Node\.js 22\.19 or newer; this is 20\.1\.0/);
  });

  it('ends cleanly on Ctrl-C, and what was begun is not shown as whole', async () => {
    const big = join(home, 'big.log');
    writeFileSync(
      big,
      Buffer.alloc(64 << 20, '2026-05-01T10:00:00.000Z INFO a line of some length that repeats itself again and again\n'),
    );
    const child = spawn(process.execPath, [MAIN, 'ingest', big], {
      env: { ...process.env, INVESTIGATOR_HOME: join(home, 'other') },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let words = '';
    child.stderr.on('data', chunk => (words += chunk));
    const index = join(home, 'other', 'index', 'v1');
    const begun = setInterval(() => {
      if (!existsSync(index) || !readdirSync(index).some(name => name.endsWith('.part'))) return;
      clearInterval(begun);
      child.kill('SIGINT');
    }, 5);
    const code = await new Promise(resolve => child.on('exit', resolve));
    clearInterval(begun);
    assert.equal(code, 130, words);
    assert.match(words, /Cancelled/);
  });

  it('prints help for every command and completes shells', () => {
    assert.match(run().stdout, /exit codes:[\s\S]*130/);
    assert.match(run('help', 'logs').stdout, /--cursor/);
    assert.match(run('completion', 'bash').stdout, /complete -o filenames/);
  });
});
