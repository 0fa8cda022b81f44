/** Test host: VS Code's chat view as a person uses it: what is typed, what is answered, which model is chosen. */
import type { Locator } from 'playwright-core';
import type { Workbench } from './workbench.ts';

export function chatView(workbench: Workbench) {
  const { page } = workbench;
  const session = () => page.locator('.interactive-session');
  const rows = () => session().locator('.interactive-list .monaco-list-row');
  const requests = () => rows().filter({ has: page.locator('.interactive-request') });

  async function open(): Promise<void> {
    await workbench.run('Chat: Open Chat');
    await ready();
  }

  /** The model shows before anything was asked: opening the chat wakes the extension. */
  async function ready(): Promise<void> {
    await session().locator('.chat-input-toolbars', { hasText: 'Investigator' }).first().waitFor();
  }

  /** Instead of what stands in the input: after a start VS Code brings back what was half typed before. */
  async function type(question: string): Promise<void> {
    await session().locator('.chat-input-container .monaco-editor').first().click();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.press('Delete');
    await page.keyboard.type(question);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
  }

  /** Rows that are out of sight are not there, so that they are known by their number. */
  async function lastAsked(): Promise<number> {
    const numbers = await requests().evaluateAll(all => all.map(one => Number(one.getAttribute('data-index'))));
    return Math.max(-1, ...numbers);
  }

  /** Waits for the answer to be whole: its buttons come last. */
  async function ask(question: string, button: string): Promise<Locator> {
    return answerTo(() => type(question), button);
  }

  /** The answer to what `asking` asks. */
  async function answerTo(asking: () => Promise<void>, button: string): Promise<Locator> {
    const before = await lastAsked();
    await asking();
    for (let tries = 0; (await lastAsked()) <= before; tries++) {
      if (tries > 300) throw new Error('The question never came into the chat.');
      await page.waitForTimeout(100);
    }
    const answer = session().locator(`.interactive-list .monaco-list-row[data-index="${(await lastAsked()) + 1}"]`);
    await answer.getByRole('button', { name: button, exact: true }).waitFor({ timeout: 40_000 });
    return answer;
  }

  /** From the picker below the input, which shows what was there when it was opened. */
  async function choose(model: string): Promise<void> {
    const row = page.locator('.action-widget .monaco-list-row', { hasText: model }).first();
    for (let tries = 0; tries < 10 && !(await row.isVisible()); tries++) {
      await page.keyboard.press('Escape');
      await session().locator('.chat-input-toolbars a', { hasText: 'Investigator' }).first().click();
      // Models that were not used before are folded away; a search shows them.
      await page.keyboard.type(model);
      await row.waitFor({ timeout: 2000 }).catch(() => undefined);
    }
    await row.click();
    await session().locator('.chat-input-toolbars', { hasText: model }).first().waitFor();
  }

  /** The chat scrolls by itself, so that what stands above cannot be scrolled to. */
  const press = (one: Locator) => one.dispatchEvent('click');

  return { session, open, ready, type, ask, answerTo, choose, press };
}
