/** Workbench: a person sets a key, chooses a Claude model in the chat, sees what would be sent, lets it be asked, and opens the line of a claim. */
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { Anthropic, KEY } from '../../stand-in/anthropic.ts';
import { investigateSample } from '../../stand-in/anthropic-sample.ts';
import { chatView } from '../chat-view.ts';
import { openWorkbench, type Workbench } from '../workbench.ts';

describe('chat with Claude in the workbench', function () {
  this.bail(true); // each step stands on the one before

  let folder: string;
  let api: Anthropic;
  let workbench: Workbench;
  let chat: ReturnType<typeof chatView>;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'claude-'));
    cpSync('media/sample/failed', join(folder, 'failed'), { recursive: true });
    api = await Anthropic.open(investigateSample);
    workbench = await openWorkbench({ folder, settings: { 'investigator.anthropic.url': api.url } });
    chat = chatView(workbench);
    await chat.open();
  });
  after(async () => {
    await workbench?.close();
    await api?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  afterEach(function () {
    if (this.currentTest?.state === 'failed') return workbench.failed(this.currentTest.fullTitle());
  });

  it('a key brings its models into the list', async () => {
    const answer = await chat.ask('@investigator /investigate failed', 'Open Report');
    await answer.getByText('The kernel OOM killer stopped scylla').first().waitFor();
    await workbench.run('Investigator: Set Credential…');
    await workbench.pick('Anthropic', 'Set the credential of');
    await workbench.page.locator('.quick-input-title', { hasText: 'Credential of Anthropic' }).waitFor();
    const box = workbench.page.locator('.quick-input-widget input[type=password]');
    await box.fill(KEY);
    await box.press('Enter');
    await box.waitFor({ state: 'hidden' });
    await chat.choose('Claude sonnet 5.5');
    assert.equal(api.taken.length, 0);
  });

  let consent: Locator;

  it('nothing is sent before a person says so; what would be is shown', async () => {
    consent = await chat.ask('@investigator who killed scylla?', 'Open Report');
    await consent.getByText('Claude sonnet 5.5 was not asked yet').waitFor();
    await workbench.picture('chat-consent');
    await chat.press(consent.getByRole('button', { name: 'Show What Would Be Sent' }));
    await workbench.page.locator('.tab.active', { hasText: 'What Claude sonnet 5.5 would be sent' }).waitFor();
    await workbench.picture('chat-shown');
    assert.equal(api.taken.length, 0);
  });

  it('once it may, its claims come with lines that open', async () => {
    const button = consent.getByRole('button', { name: 'Ask Claude sonnet 5.5' });
    const answer = await chat.answerTo(() => chat.press(button), 'Open Report');
    await answer.getByText('The kernel killed scylla for want of memory').first().waitFor();
    await answer.getByText('1 claim removed: not in the evidence').waitFor();
    await workbench.page.setViewportSize({ width: 1800, height: 1900 });
    await workbench.picture('chat-claude');
    await chat.press(answer.locator('a', { hasText: 'db-node-3/dmesg.log:22' }).first());
    await workbench.page.locator('.tab.active', { hasText: 'dmesg.log' }).waitFor();
    assert.ok(api.taken.length >= 3);
  });
});
