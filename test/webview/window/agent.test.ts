/** The window's agents, as a person sees and uses them: the tree, the replay by keys and buttons, ways to lines and tools, and how all agents did. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { root } from '../../host/setup.ts';
import { until } from './logs.ts';
import { openWindow, type Served, seriousFaults, serveRun, THEMES } from './open.ts';

const DOCUMENTED = join(root, 'test/engine/rca/agents/sufficient.json');
const HOSTILE = '<img src=x onerror="globalThis.acted=1">\u202e\u001b[31m';

/** Two runs of one file: one long and hostile, one that went well. */
function transcripts(turns: number): string {
  const messages = Array.from({ length: turns }, (_, at) => [
    {
      role: 'assistant',
      name: at % 2 ? 'coder' : 'planner',
      content: `Turn ${at} ${HOSTILE}`,
      usage: { prompt_tokens: 100, completion_tokens: 10 },
      tool_calls: [{ id: `c${at}`, function: { name: `run${HOSTILE}`, arguments: JSON.stringify({ at, HOSTILE }) } }],
    },
    { role: 'tool', tool_call_id: `c${at}`, content: at === 1 ? 'Error: 504 timed out' : 'ok' },
  ]).flat();
  const runs = [
    { run_id: 'bad', agent_name: 'planner', status: 'failure', error_type: 'Timeout', messages },
    { run_id: 'good', agent_name: 'planner', status: 'success', messages: messages.slice(0, 2) },
  ];
  return JSON.stringify(runs);
}

describe('window: agents', () => {
  let folder: string;
  let documented: Served;
  let page: Page;
  let problems: string[];

  before(async function () {
    this.timeout(120_000);
    folder = mkdtempSync(join(tmpdir(), 'window-agent-'));
    documented = await serveRun({ inputs: [DOCUMENTED] });
  });
  after(() => rmSync(folder, { recursive: true, force: true }));
  afterEach(async () => {
    assert.deepEqual(problems, []);
    await page.context().close();
  });

  const open = async (preview = documented, look: { theme?: string; width?: number } = {}) => {
    ({ page, problems } = await openWindow(preview, { tab: 'agent', ...look }));
    await page.locator('.ag-part .line').waitFor();
  };
  const rows = () => page.locator('.ag-row').allInnerTexts();
  const position = () => page.locator('.ag-buttons [role=status]').innerText();
  const served = async (text: string) => {
    const file = join(folder, `${Math.random().toString(36).slice(2)}.json`);
    writeFileSync(file, text);
    return serveRun({ inputs: [file] });
  };

  it('are a tree of steps with what stands under them, the decisive step chosen', async () => {
    await open();
    const told = await page
      .locator('.ag-row')
      .evaluateAll(all =>
        all.map(
          one =>
            `${one.getAttribute('aria-level')} ${one.querySelector('.unseen')?.textContent} | ${one.querySelector('.tl-name')?.textContent}`,
        ),
      );
    assert.deepEqual(
      told.map(row => row.slice(0, 90)),
      [
        '1 step, succeeded | Plan customer inquiry',
        '1 step, failed, evidence of the report, tried again 2 times | Look up order details',
        '2 tool call, failed, decisive step, evidence of the report, tried again 2 times | order_lo',
        '3 guardrail, evidence of the report | schema_validation: Tool call failed schema validatio',
        "2 tool call, failed, evidence of the report | order_lookup_api: Missing required field: 'c",
        '1 step, succeeded | Check shipping status',
        '2 tool call, succeeded | shipping_status_api',
        '1 step, failed, evidence of the report | Format response',
      ],
    );
    assert.equal(await position(), '3 of 8');
    await page.getByText('The report names this the decisive step').waitFor();
    assert.deepEqual(await page.locator('.ag-field h3').allInnerTexts(), ['ARGUMENTS', 'ERROR']);
    assert.match(await page.locator('.ag-field pre').first().innerText(), /^\{\n {2}"order_number": "12345",/);
    assert.equal(
      (await page.getByRole('table').first().innerText()).replace(/\s+/g, ' '),
      'Prompt tokens 1,250 Completion tokens 380 Cost 0.0245 USD',
    );
  });

  it('are replayed step by step, with keys and buttons, in the order of what happened', async () => {
    await open();
    await page.getByRole('button', { name: 'First step' }).click();
    assert.equal(await position(), '1 of 8');
    await page.getByRole('heading', { name: 'Plan customer inquiry' }).waitFor();
    await page.getByRole('button', { name: 'One step on (j)' }).click();
    await page.getByRole('heading', { name: 'Look up order details' }).waitFor();
    const slider = page.getByRole('slider');
    await slider.focus();
    await page.keyboard.press('ArrowRight');
    assert.match((await slider.getAttribute('aria-valuetext')) ?? '', /^order_lookup_api: .*decisive step/);
    await page.keyboard.press('f');
    assert.equal(await position(), '4 of 8');
    await page.keyboard.press('End');
    assert.equal(await position(), '8 of 8');
    await page.keyboard.press('j');
    assert.equal(await position(), '8 of 8', 'the end is the end');
    await page.keyboard.press('d');
    assert.equal(await position(), '3 of 8');
    await page.getByRole('tree').focus();
    await page.keyboard.press('ArrowLeft');
    assert.equal((await rows()).length, 7, 'a call with a guardrail under it was closed');
    for (const key of ['j', 'j']) await page.keyboard.press(key);
    assert.equal((await rows()).length, 8, 'where the replay comes is opened');
    for (const key of ['k', 'k', 'k']) await page.keyboard.press(key);
    assert.equal(await position(), '2 of 8');
    await page.getByRole('button', { name: 'In order' }).click();
    assert.equal((await rows()).length, 8);
    await page.reload();
    await page.locator('.ag-part .line').waitFor();
    assert.equal(await position(), '2 of 8', 'where it stood is kept over a reload');
  });

  it('lead from each part to its line, and back', async () => {
    await open();
    await page.locator('.ag-part .line .place').click();
    await page.locator('#room-logs').getByText('order_lookup_api').first().waitFor();
    await page.keyboard.press('Backspace');
    await page.getByRole('tree').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await page.locator('#room-logs [aria-selected=true]').getByText('Plan customer inquiry').first().waitFor();
  });

  it('lead from the name of a tool to its definition, where there is an editor', async () => {
    await open();
    await page.locator('.ag-part').getByRole('button', { name: 'order_lookup_api', exact: true }).click();
    await page.getByRole('status').getByText('Opened src/tools.py:7.').waitFor();
    assert.ok(documented.acted.includes('open_tool {"tool":"order_lookup_api"}'));
    await page.context().close();
    const bare = await serveRun({ inputs: [DOCUMENTED], acts: [] });
    await open(bare);
    assert.equal(await page.getByRole('button', { name: 'order_lookup_api' }).count(), 0);
  });

  it('are there only where a run holds some', async () => {
    writeFileSync(join(folder, 'plain.log'), '2026-11-20T08:00:00Z ERROR no agents here\n');
    const plain = await serveRun({ inputs: [join(folder, 'plain.log')] });
    ({ page, problems } = await openWindow(plain));
    await page.locator('.head .facts').getByText('1 line').waitFor();
    assert.deepEqual(
      (await page.getByRole('tab').allInnerTexts()).map(name => name.trim().split(' ')[0]),
      ['Report', 'Logs', 'Timeline', 'Patterns'],
    );
  });

  it('stay text whatever they say, of several runs the one that is chosen, and smooth with thousands of parts', async function () {
    this.timeout(120_000);
    const preview = await served(transcripts(2000));
    await open(preview);
    assert.equal(await position(), '3 of 6,000'.replace('3', (await position()).split(' ')[0]));
    assert.ok((await page.locator('.ag-row').count()) < 100, 'only what is in sight is drawn');
    assert.equal(await page.locator('.ag img').count(), 0);
    assert.equal(await page.evaluate('globalThis.acted'), undefined);
    assert.equal(
      await page.locator('.ag-part, .ag-tree').evaluateAll(all => all.some(one => /[\u202e\u001b]/.test(one.textContent))),
      false,
    );
    await page.getByRole('slider').focus();
    await page.keyboard.press('Home');
    const began = Date.now();
    for (let step = 0; step < 50; step++) await page.keyboard.press('j');
    await until(async () => (await position()) === '51 of 6,000');
    const each = (Date.now() - began) / 50;
    assert.ok(each < 200, `${each} ms a step`);
    await page.getByRole('combobox', { name: 'Agent run' }).selectOption('good');
    await until(async () => (await position()).endsWith(' of 3'));
  });

  it('can be used by everybody, in every theme and in a narrow window', async function () {
    this.timeout(120_000);
    for (const theme of THEMES) {
      await open(documented, { theme });
      assert.deepEqual(await seriousFaults(page), [], theme);
      await page.getByRole('button', { name: 'All agents' }).click();
      await page.getByText('No agent run began within the last 24 hours.').waitFor();
      assert.deepEqual(await seriousFaults(page), [], theme);
      await page.context().close();
    }
    await open(documented, { width: 480 });
    assert.deepEqual(await seriousFaults(page), []);
  });

  it('are summed up in figures, charts and a table that sorts', async () => {
    const hour = (ago: number) => new Date(Date.now() - ago * 3_600_000).toISOString();
    const run = (run_id: string, more: object) => ({
      run_id,
      agent_name: 'support',
      environment: 'prod',
      status: 'success',
      started_at: hour(2),
      ...more,
    });
    const call = { call_id: 'c', tool_name: 'pay', status: 'failure' };
    const preview = await served(
      JSON.stringify([
        run('a', { agent_version: '2', cost: { total_cost_usd: 0.25 } }),
        run('b', { agent_version: '2' }),
        run('c', { agent_version: '1', status: 'failure', tool_calls: [call], started_at: hour(30) }),
        run('d', {
          agent_version: '1',
          model: 'gpt-4o',
          started_at: hour(200),
          cost: { tokens_prompt: 100_000, tokens_completion: 1_000 },
        }),
      ]),
    );
    ({ page, problems } = await openWindow(preview, { tab: 'agent' }));
    await page.getByRole('button', { name: 'All agents' }).click();
    const tiles = async () => (await page.locator('.ag-tiles').innerText()).replace(/\s+/g, ' ');
    await until(async () => (await tiles()) === 'Runs 2 Success rate 100 % 95 % of steps within not told Cost 0.25 USD');
    await page.getByRole('button', { name: '7 days' }).click();
    await until(async () => (await tiles()).startsWith('Runs 3 Success rate 66.7 %'));
    await page.getByRole('img', { name: 'Runs over time: 2 succeeded, 1 failed, 0 without an end' }).waitFor();
    await page.getByRole('button', { name: '30 days' }).click();
    await until(async () => (await tiles()).endsWith('Cost about 0.51 USD'));
    await page.getByRole('button', { name: '7 days' }).click();
    const versions = () => page.locator('.ag-agents tbody td:nth-child(2)').allInnerTexts();
    assert.deepEqual(await versions(), ['2', '1']);
    await page.getByRole('button', { name: 'Version' }).click();
    assert.deepEqual(await versions(), ['1', '2']);
    assert.equal(await page.locator('th.version').getAttribute('aria-sort'), 'ascending');
    assert.deepEqual(await seriousFaults(page), []);
    await page.getByRole('button', { name: 'c', exact: true }).click();
    assert.ok(preview.acted.includes(`open_run {"run_id":"${preview.run_id}"}`));
  });
});
