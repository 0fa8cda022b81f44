/** GitHub: a failed workflow run from its address to what a user reads, by a stand-in that leads to a storage host of its own. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningEngine, startEngine } from '../../../../src/engine/start.ts';
import { Connection } from '../../../../src/model/connection.ts';
import { table } from '../../../../src/tools/table.ts';
import { plainView } from '../../../../src/tools/tool.ts';
import { GithubStandIn, job, workflowRun } from '../../../stand-in/github.ts';
import { assertGolden } from '../../../tools/render/golden.ts';
import { direct } from '../loopback.ts';

describe('a workflow run of GitHub', () => {
  let folder: string;
  let github: GithubStandIn;
  let engine: RunningEngine;
  let token: string;
  let watch: string[];
  let address: string;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'github-'));
    github = await GithubStandIn.open();
    token = 'ghp_standin';
    watch = ['acme/shop'];
    engine = startEngine({
      home: join(folder, 'home'),
      cwd: folder,
      version: 'test',
      inline: true,
      connections: {
        connections: async () => [Connection.parse({ system: 'github', url: github.url, watch })],
        secret: async () => ({ token }),
        network: async () => direct,
      },
    });
    address = `http://${github.host}/acme/shop/actions/runs/77?pr=9`;
  });

  afterEach(async () => {
    await engine.end();
    await github.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const plain = (text: string) => text.replaceAll(github.host, 'HOST').replace(/\b[0-9a-f]{12}\b/g, 'RUN_ID');

  it('is found, fetched and explained', async () => {
    const found = await engine.find_runs({});
    assert.deepEqual(found.gaps, []);
    const report = await engine.investigate_run({ inputs: [found.runs[0].address] });
    const info = await engine.get_test_run_info({ run_id: found.runs[0].address });
    assert.equal(info.run.run_id, report.run.run_id);
    assert.deepEqual([info.run.origin, info.run.outcome, info.run.job], ['github', 'failed', 'acme/shop CI']);
    assert.equal((await engine.find_runs({ text: 'charge' })).runs[0].run_id, report.run.run_id);
    const texts = [
      table.find_runs.render(found, plainView),
      table.get_test_run_info.render(info, plainView),
      table.investigate_run.render(report, plainView).split('\n').slice(0, 14).join('\n'),
    ];
    assertGolden('run.txt', `${plain(texts.join('\n\n----\n\n')).replace(/\d+(\.\d+)? (ms|s)\b/g, 'N s')}\n`, import.meta.url);
  });

  it('has the place in the source of an annotation, as a line', async () => {
    const report = await engine.investigate_run({ inputs: [address] });
    const { lines } = await engine.search_logs({ run_id: report.run.run_id, query: 'member:annotations.jsonl' });
    assert.match(lines[0].text, /test\/charge\.test\.ts:31: charges the card once: expected 1 charge, got 2/);
    assert.equal(lines[0].level, 'error');
    assert.ok(report.evidence_index.some(one => /expected 1 charge, got 2/.test(one.snippet)));
  });

  it('is fetched without a credential for the storage host, and goes on where a log broke off', async () => {
    github.shop.cutOnce = 100;
    const run = await engine.ingest_logs({ inputs: [address] });
    const { lines } = await engine.search_logs({ run_id: run.run_id, query: '"exit code 1"' });
    assert.equal(lines.length, 1);
    assert.deepEqual(
      (await engine.get_test_run_info({ run_id: run.run_id })).gaps.map(gap => gap.words),
      ['The artifact “core dumps” was not fetched: it has 4000 MB.'],
    );
  });

  it('says which log is not there any more, and reads the rest', async () => {
    github.shop.logStatus[2] = 410;
    const run = await engine.ingest_logs({ inputs: [address] });
    const { gaps } = await engine.get_test_run_info({ run_id: run.run_id });
    assert.match(gaps[0].words, /^The log of job “test \(ubuntu, 24\)” could not be fetched: /);
    assert.ok(run.lines > 0);
  });

  it('is fetched anew while it goes on', async () => {
    github.shop.run = workflowRun({ status: 'in_progress', conclusion: null });
    github.shop.jobs = [job(1, 'lint', 'success'), job(2, 'test', null)];
    const first = await engine.investigate_run({ inputs: [address] });
    assert.equal((await engine.find_runs({})).runs[0].status, 'in progress');
    const sources = async () => (await engine.get_test_run_info({ run_id: first.run.run_id })).run.sources;
    const read = await sources();
    await engine.investigate_run({ inputs: [address] });
    assert.deepEqual(await sources(), read, 'nothing is new, so nothing is read again');
    github.shop.run = workflowRun();
    github.shop.jobs = [job(1, 'lint', 'success'), job(2, 'test', 'failure')];
    const second = await engine.investigate_run({ inputs: [first.run.run_id] });
    assert.equal(second.run.run_id, first.run.run_id);
    const { run } = await engine.get_test_run_info({ run_id: first.run.run_id });
    assert.deepEqual([run.outcome, run.remote?.finished], ['failed', true]);
    const before = github.asked.length;
    await engine.investigate_run({ inputs: [address] });
    assert.equal(github.asked.length, before, 'what is over is not fetched again');
  });

  it('is refused in words that say what to do, and leaves no run behind', async () => {
    token = 'ghp_wrong';
    await assert.rejects(engine.investigate_run({ inputs: [address] }), { code: 'source_refused' });
    await assert.rejects(engine.investigate_run({ inputs: ['https://ghe.example.com/a/b/actions/runs/1'] }), {
      code: 'not_connected',
      message: 'GitHub at ghe.example.com is not connected.',
    });
    const { gaps } = await engine.find_runs({});
    assert.match(gaps[0].words, /^GitHub was not asked to the end: /);
    assert.equal((await engine.list_runs({})).in_all, 0);
    assert.doesNotMatch(JSON.stringify(gaps), /ghp_/);
  });

  it('is not looked for where no repository is named, which is said', async () => {
    watch = [];
    const words = async (input: { system?: 'github' }) => (await engine.find_runs(input)).gaps.map(gap => gap.words);
    assert.match((await words({}))[0], /^No system that lists runs is connected; set ARGUS_URL, GITHUB_REPOSITORY/);
    assert.match((await words({ system: 'github' }))[0], /^No repository of GitHub is named/);
    assert.deepEqual(github.asked, []);
  });

  it('keeps no credential on disk', async () => {
    const run = await engine.ingest_logs({ inputs: [address] });
    const database = readFileSync(join(engine.home, 'notebook.db'));
    assert.equal(database.includes('ghp_standin'), false);
    assert.ok(run.lines > 0);
  });
});
