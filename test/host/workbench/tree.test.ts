/** Workbench: the tree of failed runs with more runs than it shows at once: what is open and chosen stays, filters, and what goes on over a reload. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningEngine, startEngine } from '../../../src/engine/start.ts';
import { sample } from '../prepared-home.ts';
import { openWorkbench, type Workbench } from '../workbench.ts';

const RUNS = 130;

describe('the tree of failed runs', () => {
  let folder: string;
  let web: Server;
  let workbench: Workbench;

  before(async function () {
    this.timeout(300_000);
    folder = mkdtempSync(join(tmpdir(), 'tree-'));
    web = createServer((_, reply) => reply.end('2026-05-01T10:00:00Z ERROR from the web: panic\n')).listen(0, '127.0.0.1');
    await once(web, 'listening');
    await ingesting(async engine => {
      for (let at = 0; at < RUNS; at++) {
        const name = `run-${String(at).padStart(3, '0')}`;
        const day = String(1 + (at % 28)).padStart(2, '0');
        writeFileSync(join(folder, `${name}.log`), `2026-0${1 + (at % 3)}-${day}T10:00:00Z ERROR number ${at} failed\n`);
        await engine.ingest_logs({ inputs: [join(folder, `${name}.log`)], job: `job-${at % 4}`, outcome: 'failed' });
      }
      await engine.ingest_logs({ inputs: [`http://127.0.0.1:${(web.address() as AddressInfo).port}/web.log`], job: 'job-0' });
      await engine.investigate_run({ inputs: [sample('failed')], against: [sample('passed')] });
    });
    mkdirSync(join(folder, 'workspace'));
    const big = Array.from({ length: 2_000_000 }, (_, at) => `2026-06-01T00:00:00Z INFO request ${at} of the big file`);
    writeFileSync(join(folder, 'workspace/big.log'), big.join('\n'));
    workbench = await openWorkbench({ home: join(folder, 'home'), folder: join(folder, 'workspace') });
    await workbench.openContainer('Investigator');
  });
  after(async () => {
    await workbench?.close();
    web?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  afterEach(function () {
    if (this.currentTest?.state === 'failed') return workbench?.failed(this.currentTest.fullTitle());
  });

  /** As another process does it, into the same home. */
  async function ingesting(work: (engine: RunningEngine) => Promise<unknown>): Promise<void> {
    const engine = startEngine({ home: join(folder, 'home'), cwd: folder, version: 'test' });
    try {
      await work(engine);
    } finally {
      await engine.end();
    }
  }

  const runs = () => workbench.view('Failed Runs');
  const row = (words: string | RegExp) => runs().locator('.monaco-list-row', { hasText: words }).first();
  const message = () => runs().locator('.message');

  async function filterBy(what: string, choice: string): Promise<void> {
    await workbench.run('Investigator: Filter Runs…');
    await workbench.pick(what, 'Filter runs by');
    if (what === 'Text…') await workbench.answer(choice, 'Runs whose title');
    else await workbench.pick(choice, what.replace('…', ''));
  }

  it('keeps what is open and chosen when it is refreshed', async () => {
    const sampleRun = row('Memory ran out');
    await sampleRun.locator('.monaco-tl-twistie').click();
    await row('Nemeses').waitFor();
    await row('Nemeses').click();
    writeFileSync(join(folder, 'fresh.log'), '2026-06-30T10:00:00Z ERROR the newest of all\n');
    await ingesting(engine => engine.ingest_logs({ inputs: [join(folder, 'fresh.log')], job: 'job-9', outcome: 'failed' }));
    await workbench.run('Investigator: Refresh');
    await row('job-9').waitFor();
    await row('Nemeses').waitFor();
    assert.match((await row('Nemeses').getAttribute('class')) ?? '', /selected/);
    assert.equal(await sampleRun.getAttribute('aria-expanded'), 'true');
  });

  it('tells status, age and verdict in words, to a screen reader as well', async () => {
    assert.match((await row('Memory ran out').getAttribute('aria-label')) ?? '', /failed/);
  });

  it('filters by text, and says what that leaves', async () => {
    await filterBy('Text…', 'run-077');
    await message().filter({ hasText: '“run-077”: 1 of 1 runs.' }).waitFor();
    await row('run-077').waitFor();
    assert.equal(await row('Memory ran out').count(), 0);
    await workbench.run('Investigator: Clear the Filter of Runs');
    await row('Memory ran out').waitFor();
  });

  it('filters by job, and by where a run was read from', async () => {
    await filterBy('Job…', 'job-3');
    await message().filter({ hasText: 'job job-3' }).waitFor();
    await row('job-3').waitFor();
    assert.equal(await row('job-0').count(), 0);
    await workbench.run('Investigator: Clear the Filter of Runs');
    await filterBy('Where it was read from…', 'Web');
    await message().filter({ hasText: 'Web' }).waitFor();
    await row('web').waitFor();
    await row('job-1').waitFor({ state: 'detached' });
    await workbench.run('Investigator: Clear the Filter of Runs');
  });

  it('filters by status, and says so where no run fits', async () => {
    await filterBy('Status…', 'passed');
    await message().filter({ hasText: 'passed: 1 of 1 runs.' }).waitFor();
    await workbench.run('Investigator: Clear the Filter of Runs');
    await filterBy('Text…', 'there is no such run');
    await runs().locator('.pane-header .description', { hasText: 'No run fits: “there is no such run”.' }).waitFor();
    await workbench.page.getByText('No run fits the filter.').waitFor();
    await workbench.page.getByRole('button', { name: 'Clear the Filter' }).click();
    await row('Memory ran out').waitFor();
  });

  it('loads more when it is asked to', async () => {
    await runs().locator('.monaco-list').first().focus();
    await workbench.page.keyboard.press('End');
    await row(/Load more/).waitFor();
    assert.match(await row(/Load more/).innerText(), /100 of 13\d runs/);
    await row(/Load more/).click();
    await row(/Load more/).waitFor({ state: 'detached' });
  });

  it('goes on reading over a reload of the window', async () => {
    await workbench.openContainer('Explorer');
    const file = workbench.page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'big.log' }).first();
    await workbench.choose(file, 'Investigate These Logs');
    await workbench.page.locator('.statusbar-item', { hasText: /big\.log · .*(%|lines)/ }).waitFor();
    await workbench.reload();
    await workbench.page.locator('.statusbar-item', { hasText: /big\.log · taken up again/ }).waitFor();
    await row('big').waitFor();
    await workbench.page.locator('.statusbar-item', { hasText: 'big.log' }).waitFor({ state: 'detached' });
    await row(/^big/).waitFor();
  });
});

describe('a home that cannot be used', () => {
  let folder: string;
  let workbench: Workbench;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'no-home-'));
    writeFileSync(join(folder, 'file'), 'no folder');
    workbench = await openWorkbench({ home: join(folder, 'file/home') });
  });
  after(async () => {
    await workbench?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is told where the runs would stand, with what to do', async () => {
    await workbench.openContainer('Investigator');
    await workbench.page.getByText('The runs cannot be listed.').waitFor();
    await workbench.page.getByRole('button', { name: 'Try Again' }).waitFor();
    await workbench
      .view('Failed Runs')
      .locator('.pane-header .description', { hasText: /file\/home/ })
      .waitFor();
  });
});
