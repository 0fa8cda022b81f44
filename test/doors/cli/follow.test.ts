/** The command on a run that goes on: it looks again until the run is over, tells what is new, and its exit code says how the run ended. */
import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Report } from '../../../src/model/report.ts';
import { GithubStandIn, job, workflowRun } from '../../stand-in/github.ts';
import { assertGolden } from '../../tools/render/golden.ts';
import { typed } from './typed.ts';

const SET = { GITHUB_TOKEN: 'ghp_standin', NO_PROXY: '*' };

describe('investigate --follow', function () {
  this.timeout(60_000);
  let folder: string;
  let github: GithubStandIn;
  const before = { ...process.env };

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'cli-follow-'));
    github = await GithubStandIn.open();
    Object.assign(process.env, SET, { GITHUB_API_URL: github.url });
  });

  afterEach(async () => {
    await github.close();
    rmSync(folder, { recursive: true, force: true });
    for (const key of [...Object.keys(SET), 'GITHUB_API_URL']) delete process.env[key];
    Object.assign(process.env, before);
  });

  /** `heard` hears everything that is written, as it is written: the world goes on when something was told. */
  async function follow(args: readonly string[], heard: (text: string) => void = () => undefined) {
    const words = ['--home', join(folder, 'home'), '--inline', 'investigate', '--follow', '--every', '1', ...args];
    const { exit: status, ...written } = await typed(words, heard);
    return { status, ...written };
  }

  const goOn = () => {
    github.shop.run = workflowRun({ status: 'in_progress', conclusion: null });
    github.shop.jobs = [job(1, 'lint', 'success'), job(2, 'test (ubuntu, 24)', null)];
  };
  const address = () => `http://${github.host}/acme/shop/actions/runs/77`;

  it('tells what is new of a workflow run until it has failed, then the report', async () => {
    goOn();
    const { status, out, err } = await follow([address()], text => {
      if (!text.includes('so far')) return;
      github.shop.run = workflowRun();
      github.shop.jobs = [job(1, 'lint', 'success'), job(2, 'test (ubuntu, 24)', 'failure'), job(3, 'deploy', 'skipped')];
    });
    assert.equal(status, 10, err);
    const plain = out
      .replaceAll(github.host, 'HOST')
      .replace(/\b[0-9a-f]{12}\b/g, 'RUN_ID')
      .replace(/^\d\d:\d\d:\d\d /gm, 'HH:MM:SS ');
    const [news] = plain.split(/\n(?!HH:MM:SS)/);
    assertGolden('follow-github.txt', `${news}\n`, import.meta.url);
    assert.match(plain, /expected 1 charge, got 2/);
  });

  it('goes past a server that is away for a while, and answers with one document where that is wanted', async () => {
    goOn();
    let told = 0;
    const { status, out, err } = await follow([address(), '--json'], text => {
      if (text.includes('so far')) github.shop.refuse = 500;
      if (!text.includes('500')) return;
      told++;
      github.shop.refuse = null;
      github.shop.run = workflowRun({ conclusion: 'success' });
    });
    assert.equal(status, 0, err);
    assert.equal(told, 1, err);
    assert.equal(Report.parse(JSON.parse(out)).run.remote?.finished, true);
  });

  it('reads a log that is being written until it says how it ended and rests', async () => {
    const log = join(folder, 'test.log');
    writeFileSync(log, 'collected 2 items\n\ntest_a.py::test_one PASSED\n');
    const { status, out } = await follow([log], text => {
      if (text.includes('so far'))
        appendFileSync(
          log,
          'test_a.py::test_two FAILED\nE   AssertionError: expected 1, got 2\n===== 1 failed, 1 passed in 0.12s =====\n',
        );
    });
    assert.equal(status, 10);
    assert.match(out, /^\d\d:\d\d:\d\d {2}test\.log: 3 lines so far$/m);
    assert.match(out, /^\d\d:\d\d:\d\d {2}\+3 lines$/m);
    assert.match(out, /^\d\d:\d\d:\d\d {2}finished: failed$/m);
  });

  it('is refused where there is nothing to follow', async () => {
    const { status, err } = await follow([join(folder, 'no.log')]);
    assert.equal(status, 3, err);
    assert.equal((await typed(['runs', '--follow'])).exit, 2);
    assert.equal((await typed(['investigate', 'x', '--follow', '--every', 'soon'])).exit, 2);
  });
});
