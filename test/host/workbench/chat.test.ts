/** Workbench: a person asks @investigator in the chat view: the model that comes along is chosen by itself, a path becomes a report, its lines open; hostile text stays text. */
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chatView } from '../chat-view.ts';
import { openWorkbench, type Workbench } from '../workbench.ts';

const HOSTILE =
  '2026-05-26T11:12:28Z ERROR boom ![x](https://evil.example/?q=1) [run](command:workbench.action.terminal.new) <img src="https://evil.example/i.png" onerror="alert(1)"> `a` ``` | cell';

describe('chat in the workbench', () => {
  let folder: string;
  let workbench: Workbench;
  let chat: ReturnType<typeof chatView>;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'chat-'));
    cpSync('media/sample/failed', join(folder, 'failed'), { recursive: true });
    writeFileSync(join(folder, 'hostile.log'), `2026-05-26T11:12:27Z INFO begin\n${HOSTILE}\n`);
    workbench = await openWorkbench({ folder });
    chat = chatView(workbench);
    await chat.open();
  });
  after(async () => {
    await workbench?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  afterEach(function () {
    if (this.currentTest?.state === 'failed') return workbench.failed(this.currentTest.fullTitle());
  });

  it('a path becomes a report, whose first line opens', async () => {
    const answer = await chat.ask('@investigator /investigate failed', 'Open Report');
    await answer.getByText('The kernel OOM killer stopped scylla').first().waitFor();
    await workbench.picture('chat-report');
    await chat.press(answer.locator('a', { hasText: 'db-node-3/dmesg.log:22' }).first());
    await workbench.page.locator('.tab.active', { hasText: 'dmesg.log' }).waitFor();
  });

  it('a second question stays with the run, and a button opens its panel', async () => {
    const answer = await chat.ask('@investigator was the quorum lost?', 'Open Report');
    await answer.getByText('hold one of').first().waitFor();
    await answer.getByRole('button', { name: 'Set the Key of Anthropic…' }).waitFor();
    await workbench.picture('chat-question');
    await chat.press(answer.getByRole('button', { name: 'Open Report' }));
    await workbench.webview().getByText('The kernel OOM killer stopped scylla').first().waitFor();
    await workbench.picture('chat-panel');
    const button = answer.getByRole('button', { name: 'Draft Ticket' });
    const draft = await chat.answerTo(() => chat.press(button), 'Export Report…');
    await draft.getByText('A draft to copy; nothing was sent.').waitFor();
    await workbench.picture('chat-ticket');
  });

  it('what differs and what happened are told', async () => {
    await chat.ask('@investigator /timeline', 'Open Timeline');
    await workbench.picture('chat-timeline');
    const none = await chat.ask('@investigator /compare', 'Compare…');
    await none.getByText('was compared with no passing run').waitFor();
    const answer = await chat.ask(`@investigator /compare ${join(process.cwd(), 'media/sample/passed')}`, 'Open Patterns');
    await answer.locator('table').first().waitFor();
    await workbench.picture('chat-compare');
  });

  it('hostile text of a log stays text', async () => {
    const asked: string[] = [];
    workbench.page.on('request', request => void asked.push(request.url()));
    await chat.ask('@investigator /investigate hostile.log', 'Open Report');
    const answer = await chat.ask('@investigator /logs boom', 'Open in Log Table');
    await answer.getByText('![x](https://evil.example/?q=1)').first().waitFor();
    assert.equal(await answer.locator('img[src*="evil"], a[href*="evil"], a[data-href*="evil"]').count(), 0);
    assert.equal(await answer.locator('a[data-href*="terminal"], a[href*="terminal"]').count(), 0);
    await workbench.picture('chat-hostile');
    assert.deepEqual(
      asked.filter(url => url.includes('evil.example')),
      [],
    );
  });

  it('the first question after a start, with the chat open, is answered', async () => {
    await workbench.reload();
    await chat.ready();
    const answer = await chat.ask('@investigator /latest', 'Open Report');
    await answer.getByText('without a language model').first().waitFor();
    await workbench.picture('chat-first');
  });
});
