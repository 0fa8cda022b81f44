/** Workbench: a person asks @investigator in the chat view: the model that comes along is chosen by itself, a path becomes a report, its lines open. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWorkbench, type Workbench } from '../workbench.ts';

describe('chat in the workbench', () => {
  let folder: string;
  let workbench: Workbench;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'chat-'));
    cpSync('media/sample/failed', join(folder, 'failed'), { recursive: true });
    workbench = await openWorkbench({ folder });
    await workbench.run('Chat: Open Chat');
    // The model shows before anything was asked: opening the chat wakes the extension.
    await session().locator('.chat-input-toolbars', { hasText: 'Investigator' }).first().waitFor();
  });
  after(async () => {
    await workbench?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  afterEach(function () {
    if (this.currentTest?.state === 'failed') return workbench.failed(this.currentTest.fullTitle());
  });

  const session = () => workbench.page.locator('.interactive-session');
  const answers = () => session().locator('.interactive-item-container.interactive-response');

  /** Waits for the answer to be whole: its buttons come last. The participant stays named once it was asked. */
  async function ask(question: string, button: string) {
    const before = await answers().count();
    await session().locator('.chat-input-container .monaco-editor').first().click();
    await workbench.page.keyboard.type(question);
    await workbench.page.keyboard.press('Escape');
    await workbench.page.keyboard.press('Enter');
    const answer = answers().nth(before);
    await answer.getByRole('button', { name: button }).waitFor();
    return answer;
  }

  it('a path becomes a report, whose first line opens', async () => {
    const answer = await ask('@investigator /investigate failed', 'Open Report');
    await answer.getByText('The kernel OOM killer stopped scylla').first().waitFor();
    await workbench.picture('chat-report');
    // The chat scrolls by itself, so that what stands above cannot be scrolled to.
    await answer.locator('a', { hasText: 'db-node-3/dmesg.log:22' }).first().dispatchEvent('click');
    await workbench.page.locator('.tab.active', { hasText: 'dmesg.log' }).waitFor();
  });
});
