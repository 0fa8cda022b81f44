/** The window's agents at their extremes: nothing recorded, thousands of steps, an hour in one step, no times, no cost, hostile names, and runs that arrive while one looks. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { startEngine } from '../../../src/engine/start.ts';
import { root } from '../../host/setup.ts';
import { servePreview } from '../preview.ts';
import { until } from './logs.ts';
import { endLater, openWindow, seriousFaults, serveRun, THEMES } from './open.ts';

const HOSTILE = `<img src=x onerror="globalThis.acted=1">\u202e\u001b[31m${'very_long_name_'.repeat(30)}`;
const at = (second: number) => new Date(Date.parse('2026-11-20T08:00:00Z') + second * 1000).toISOString();
const step = (id: number, more: object = {}) => ({ step_id: `s${id}`, name: `Step ${id}`, status: 'success', ...more });
const run = (more: object) => ({ run_id: 'r', agent_name: 'helper', status: 'failure', error_type: 'Crash', ...more });

describe('window: agents at their extremes', function () {
  this.timeout(120_000);
  let folder: string;
  let page: Page;
  let problems: string[];

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'window-agent-extremes-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));
  afterEach(async () => {
    assert.deepEqual(problems, []);
    await page.context().close();
  });

  const served = (one: object) => {
    const file = join(folder, `${Math.random().toString(36).slice(2)}.json`);
    writeFileSync(file, JSON.stringify(one));
    return serveRun({ inputs: [file] });
  };
  const open = async (one: object, look: { theme?: string; width?: number } = {}) => {
    ({ page, problems } = await openWindow(await served(one), { tab: 'agent', ...look }));
  };
  const position = () => page.locator('.ag-buttons [role=status]').innerText();
  const titles = () => page.locator('.ag-row .tl-name').allInnerTexts();
  const sideways = () =>
    page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth') as Promise<boolean>;

  it('say of a run without any part what can be done about it', async () => {
    await open(run({ error_message: 'it never began' }));
    await page.getByText('This agent run holds no steps').waitFor();
    await page.getByText('Crash: it never began', { exact: true }).waitFor();
    assert.equal(await page.getByRole('tree').count(), 0);
    assert.equal(await page.getByRole('slider').count(), 0);
    assert.deepEqual(await seriousFaults(page), []);
  });

  it('are at the decisive one of five thousand steps at once, whole in sight', async () => {
    const steps = Array.from({ length: 5000 }, (_, n) =>
      step(n, { started_at: at(n), latency_ms: 900, agent: `agent ${n % 20}`, ...(n === 4000 && { status: 'failure' }) }),
    );
    await open(run({ steps }));
    await until(async () => (await position()) === '4,001 of 5,000');
    const chosen = page.locator('.ag-row.chosen');
    await until(async () => {
      const [row, tree] = [await chosen.boundingBox(), await page.getByRole('tree').boundingBox()];
      return row !== null && tree !== null && row.y >= tree.y - 1 && row.y + row.height <= tree.y + tree.height + 1;
    });
    assert.equal((await page.locator('.ag-lanes span').allInnerTexts()).length, 8);
    await page.getByRole('tree').focus();
    await page.keyboard.press('End');
    await until(async () => (await position()) === '5,000 of 5,000');
    assert.deepEqual(await seriousFaults(page), []);
  });

  it('draw what takes a moment beside what takes an hour', async () => {
    const steps = [
      step(1, { started_at: at(0), latency_ms: 4 }),
      step(2, { started_at: at(1), latency_ms: 3_600_000, status: 'failure', output_summary: 'gave up' }),
      step(3, { started_at: at(3601), latency_ms: 2 }),
    ];
    await open(run({ steps }), { width: 480 });
    await page.getByText('60 min in all').waitFor();
    const widths = await page
      .locator('.ag-track path')
      .evaluateAll(all => all.map(one => (one as unknown as { getBBox(): { width: number } }).getBBox().width > 3));
    assert.deepEqual(widths, [true, true]);
    await page.getByRole('slider').focus();
    await page.keyboard.press('End');
    await page.getByRole('heading', { name: 'Step 3' }).waitFor();
  });

  it('keep the order in which they were told where times are missing, and add up what the steps cost', async () => {
    const cost = { tokens_prompt: 100, tokens_completion: 20, total_cost_usd: 0.5 };
    const tool_calls = [{ call_id: 'c', step_id: 's2', tool_name: 'pay', status: 'failure', error_message: 'no money' }];
    await open(run({ steps: [step(1, { cost }), step(2, { started_at: at(0), cost }), step(3)], tool_calls }));
    await page.getByText('in order, without times').waitFor();
    await until(async () => (await titles()).join() === 'Step 1,Step 2,pay: no money,Step 3');
    assert.equal(
      (await page.getByRole('table').first().innerText()).replace(/\s+/g, ' '),
      'Prompt tokens 200 Completion tokens 40 Cost 1.00 USD Tokens up to here 240 Cost up to here 1.00 USD',
    );
    await page.locator('.ag-part .line').getByText('tool call pay failed: no money', { exact: true }).waitFor();
  });

  it('last until the run ended, where its steps do not tell how long they took', async () => {
    await open(run({ steps: [step(1, { started_at: at(0) }), step(2, { started_at: at(60) })], ended_at: at(3600) }));
    await page.getByText('60 min in all').waitFor();
  });

  it('show no cost where none is told', async () => {
    await open(run({ steps: [step(1, { status: 'failure' })] }));
    await page.getByRole('heading', { name: 'Agent' }).waitFor();
    assert.equal(await page.getByRole('heading', { name: 'Cost' }).count(), 0);
  });

  for (const width of [480, 900, 1400]) {
    it(`are not widened by names without end at ${width} pixels, in any theme`, async () => {
      const steps = [step(1, { name: HOSTILE, agent: HOSTILE, status: 'failure', input_summary: HOSTILE })];
      const call = { call_id: 'c', step_id: 's1', tool_name: HOSTILE, status: 'failure', error_class: HOSTILE };
      const preview = await served(run({ agent_name: HOSTILE, steps, tool_calls: [call], started_at: new Date().toISOString() }));
      for (const theme of THEMES) {
        ({ page, problems } = await openWindow(preview, { tab: 'agent', theme, width }));
        await page.locator('.ag-part .line').waitFor();
        assert.equal(await sideways(), false, theme);
        assert.deepEqual(await seriousFaults(page), [], theme);
        await page.getByRole('button', { name: 'All agents' }).click();
        await page.locator('.ag-agents').waitFor();
        assert.equal(await sideways(), false, theme);
        const pane = 'const o = document.querySelector(".ag-over"); o.scrollWidth <= o.clientWidth';
        assert.equal(await page.evaluate(`(() => { ${pane.replace('; o', '; return o')} })()`), true, `figures ${theme}`);
        assert.deepEqual(await seriousFaults(page), [], theme);
        assert.equal(await page.evaluate('globalThis.acted'), undefined);
        if (theme !== THEMES[THEMES.length - 1]) await page.context().close();
      }
    });
  }

  it('arrive while one looks without moving what one looks at', async () => {
    const engine = startEngine({ home: join(folder, 'home'), cwd: root, version: 'test' });
    endLater(() => engine.end());
    const steps = (count: number, failed: number) =>
      Array.from({ length: count }, (_, n) => step(n, { started_at: at(n), ...(n === failed && { status: 'failure' }) }));
    const keep = async (more: object) => {
      const text = JSON.stringify(run({ started_at: new Date(Date.now() - 60_000).toISOString(), ...more }));
      return (await engine.keep_agent_run({ run: text })).investigation_run_id;
    };
    const run_id = await keep({ steps: steps(200, 150) });
    await engine.investigate_run({ inputs: [run_id] });
    const preview = await servePreview({ run: { run_id, title: 'live' }, engine });
    endLater(() => preview.end());
    ({ page, problems } = await openWindow(preview, { tab: 'agent' }));
    await until(async () => (await position()) === '151 of 200');
    const tree = page.getByRole('tree');
    await tree.evaluate(one => (one.scrollTop = 500));
    await keep({ steps: steps(400, 20) });
    await engine.investigate_run({ inputs: [run_id] });
    preview.push({ kind: 'changed' });
    await until(async () => (await position()) === '151 of 400');
    assert.equal(await tree.evaluate(one => one.scrollTop), 500);
    await page.getByRole('button', { name: 'Decisive step' }).click();
    await until(async () => (await position()) === '21 of 400');
    await page.getByRole('button', { name: 'All agents' }).click();
    const figures = page.locator('.ag-tiles');
    await until(async () => /Runs\s+1\s/.test(await figures.innerText()));
    await page.locator('.ag-over').evaluate(one => (one.scrollTop = 60));
    const stood = await page.locator('.ag-over').evaluate(one => one.scrollTop);
    await keep({ run_id: 'second', status: 'success', error_type: null });
    preview.push({ kind: 'changed' });
    await until(async () => /Runs\s+2\s/.test(await figures.innerText()));
    assert.equal(await page.locator('.ag-over').evaluate(one => one.scrollTop), stood);
  });
});
