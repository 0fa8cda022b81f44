/** Test host: drives the real workbench in a browser, as a person would: palette, views, trees, webviews, toasts, themes, pictures. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { format } from 'node:util';
import type { Browser, BrowserContext, Frame, FrameLocator, Locator, Page } from 'playwright-core';
import { installExtension, launchBrowser, type Server, startServer } from './server.ts';
import { root, setUpHost } from './setup.ts';

export interface WorkbenchOptions {
  /** A packaged extension to install; without one the checkout is loaded as it stands in dist. */
  readonly vsix?: string;
  /** Opened as the workspace; without one an empty folder of its own. `none` opens no folder. */
  readonly folder?: string | 'none';
  /** Kept when the workbench is closed; without one, a fresh home is made and removed. */
  readonly home?: string;
  readonly settings?: Record<string, unknown>;
  readonly env?: Record<string, string>;
  /** The folder is one that nobody has said to trust. */
  readonly restricted?: boolean;
}

/** How long a person would wait; the machine may be busy with other tests. */
const PATIENCE = 90_000;

/** As the workbench lists them, and the class which it puts on itself. */
const THEMES = {
  light: { label: 'Light Modern', worn: 'vs' },
  dark: { label: 'Dark Modern', worn: 'vs-dark' },
  'high contrast': { label: 'Dark High Contrast', worn: 'hc-black' },
  'high contrast light': { label: 'Light High Contrast', worn: 'hc-light' },
} as const;

/** Contributed by the extension: it is there only when the extension host has read what is installed. */
const READY = '.activitybar .action-item a[aria-label^="Investigator"]';

export type Theme = keyof typeof THEMES;

export type Workbench = Awaited<ReturnType<typeof openWorkbench>>;

export async function openWorkbench(options: WorkbenchOptions = {}) {
  const life = mkdtempSync(join(tmpdir(), 'workbench-'));
  const began: { server?: Server; browser?: Browser } = {};
  const close = async () => {
    await began.browser?.close();
    await began.server?.close();
    rmSync(life, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const { open, folder } = await begin(life, options, began);
    const home = options.home ?? join(life, 'home');
    return { ...(await open(folder)), life, home, close, another: open };
  } catch (failure) {
    console.error(began.server?.log() ?? 'The server never began.');
    await close();
    throw failure;
  }
}

async function begin(life: string, options: WorkbenchOptions, began: { server?: Server; browser?: Browser }) {
  const host = setUpHost();
  const folder = options.folder === 'none' ? undefined : (options.folder ?? join(life, 'workspace'));
  for (const made of ['home', 'workspace', 'extensions']) mkdirSync(join(life, made));
  const server = {
    host,
    userData: join(life, 'user-data'),
    extensions: join(life, 'extensions'),
    settings: options.settings,
    env: { INVESTIGATOR_HOME: options.home ?? join(life, 'home'), ...options.env },
    restricted: options.restricted,
  };
  if (options.vsix) await installExtension(server, options.vsix);
  began.server = await startServer(server);
  began.browser = await launchBrowser(host);
  const context = await began.browser.newContext({
    viewport: { width: 1440, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const heard = began.server;
  const open = (where: string | undefined) => openWindow({ context, server: heard, vsix: options.vsix !== undefined }, where);
  return { open, folder };
}

interface Around {
  readonly context: BrowserContext;
  readonly server: Server;
  readonly vsix: boolean;
}

/** One window of the workbench, with an extension host of its own. */
async function openWindow({ context, server, vsix }: Around, folder: string | undefined) {
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  const said: string[] = [];
  await page.exposeFunction('codeAutomationLog', (type: string, args: unknown[]) => said.push(`${type}: ${format(...args)}`));
  page.on('pageerror', error => said.push(`page error: ${error.stack ?? error.message}`));
  const payload: Record<string, string> = { skipWelcome: 'true' };
  if (!vsix) payload.extensionDevelopmentPath = server.uri(root);
  await page.goto(server.page(folder, payload));
  await page.locator(READY).first().waitFor();
  const log = () => [server.log(), ...said].join('\n');
  return { page, log, failed: (title: string) => keepFailure(page, title, log()), ...verbs(page) };
}

function verbs(page: Page) {
  const asked = palette(page);
  return { ...asked, ...themes(page, asked), ...notices(page, asked), ...views(page), ...webviews(page), ...pictures(page) };
}

function palette(page: Page) {
  const input = page.locator('.quick-input-widget input[type=text]');
  const entries = page.locator('.quick-input-list .monaco-list-row');

  /** By its full title as the palette lists it ("Investigator: Open Sample Run"). */
  async function run(title: string): Promise<void> {
    const entry = entries.filter({ hasText: title }).first();
    await insist(async () => {
      await page.keyboard.press('F1');
      await input.fill(`>${title}`);
      await entry.waitFor({ timeout: 5000 });
    });
    await entry.click();
  }

  /** Titles of commands that the palette offers for some words. */
  async function offered(words: string): Promise<string[]> {
    await page.keyboard.press('F1');
    await input.fill(`>${words}`);
    await entries.filter({ hasText: words }).first().waitFor();
    const titles = await entries.locator('.quick-input-list-label .label-name').allInnerTexts();
    await page.keyboard.press('Escape');
    return titles;
  }

  /** Chooses in a quick pick, after typing what a person would; one with a title may still be on its way. */
  async function pick(words: string, title?: string): Promise<void> {
    if (title) await page.locator('.quick-input-title', { hasText: title }).waitFor();
    await input.fill(words);
    await entries.filter({ hasText: words }).first().click();
  }

  /** Types into an input box. */
  async function answer(words: string, title: string): Promise<void> {
    await page.locator('.quick-input-title', { hasText: title }).waitFor();
    await input.fill(words);
    await page.keyboard.press('Enter');
  }

  /** As the command does, which lets the workbench keep what is open; ends when the workbench is there again. */
  async function reload(): Promise<void> {
    const left = page.waitForEvent('framenavigated', frame => frame === page.mainFrame());
    await run('Developer: Reload Window');
    await left;
    await page.locator(READY).first().waitFor();
  }

  return { run, offered, pick, answer, reload };
}

function views(page: Page) {
  /** A container of the activity bar, by its name; open afterwards, whatever it was before. */
  async function openContainer(name: string): Promise<void> {
    const item = page.locator('.activitybar .action-item', { has: page.locator(`a[aria-label^="${name}"]`) });
    if (!(await item.getAttribute('class'))?.includes('checked')) await item.locator('a').first().click();
    await page
      .locator(`.sidebar .composite.title:has-text("${name.toUpperCase()}"), .sidebar .title-label:has-text("${name}")`)
      .first()
      .waitFor();
  }

  /** One view (a pane of the side bar), by its title. */
  const view = (title: string): Locator =>
    page.locator('.split-view-view:has(> .pane)', { has: page.locator(`.pane-header[aria-label^="${title}"]`) });

  const row = (words: string | RegExp): Locator => page.locator('.pane-body .monaco-list-row', { hasText: words }).first();

  /** The text editor in front: its tab's title, and where the cursor stands. */
  async function editor(): Promise<{ title: string; position: string }> {
    const tab = page.locator('.editor-group-container.active .tab.active').first();
    const title = (await tab.getAttribute('data-resource-name')) ?? (await tab.innerText());
    const position = await page.locator('.statusbar-item[id="status.editor.selection"]').first().innerText();
    return { title, position };
  }

  /** From a row's menu, which overlooks a click that comes as soon as it is there. */
  async function choose(of: Locator, name: string): Promise<void> {
    await of.click({ button: 'right' });
    const item = page.getByRole('menuitem', { name });
    await item.waitFor();
    await insist(async () => {
      if (await item.isVisible()) await item.click();
      await item.waitFor({ state: 'detached', timeout: 3000 });
    });
  }

  return { openContainer, view, row, choose, editor };
}

function webviews(page: Page) {
  /** What is inside the webview in front. */
  const webview = (): FrameLocator =>
    page.frameLocator('iframe.webview.ready >> visible=true').frameLocator('iframe#active-frame');

  /** The same as a frame: to evaluate in it, as axe-core wants. */
  async function webviewFrame(): Promise<Frame> {
    const inside = await webview().locator('body').elementHandle();
    const frame = await inside?.ownerFrame();
    if (!frame) throw new Error('There is no webview in front.');
    return frame;
  }

  return { webview, webviewFrame };
}

function themes(page: Page, { run, pick }: ReturnType<typeof palette>) {
  /** Chosen as a person would; waits until the workbench wears it. */
  async function theme(name: Theme): Promise<void> {
    await run('Preferences: Color Theme');
    await pick(THEMES[name].label);
    await page.locator(`.monaco-workbench.${THEMES[name].worn}`).waitFor();
  }

  return { theme };
}

function notices(page: Page, { run }: ReturnType<typeof palette>) {
  /** Waits until the editor has told it: among its notices, since a browser without a screen shows none by themselves. */
  async function told(words: string | RegExp): Promise<void> {
    await run('Notifications: Show Notifications');
    const centre = page.locator('.notifications-center.visible');
    await centre.locator('.notification-list-item', { hasText: words }).first().waitFor();
    // It takes the focus in its own time, and what is asked next must not lose it.
    await page.locator('.notifications-center:focus-within').waitFor();
    await page.keyboard.press('Escape');
    await centre.waitFor({ state: 'detached' });
  }

  /** Puts away what was told before. */
  async function heard(): Promise<void> {
    await run('Notifications: Clear All Notifications');
  }

  return { told, heard };
}

/** Kept beside the project, for a person to look at. */
function artefact(name: string): string {
  const folder = join(root, '.artefacts');
  mkdirSync(folder, { recursive: true });
  return join(folder, name);
}

function pictures(page: Page) {
  async function picture(name: string): Promise<string> {
    const file = artefact(`${name}.png`);
    await page.screenshot({ path: file });
    return file;
  }

  return { picture };
}

/** What a test saw when it failed, and what the server and the window had said until then. */
async function keepFailure(page: Page, title: string, log: string): Promise<void> {
  const name = `failed-${title.replace(/[^\w]+/g, '-').slice(0, 80)}`;
  writeFileSync(artefact(`${name}.log`), log);
  await page.screenshot({ path: artefact(`${name}.png`) });
}

/** A busy workbench may swallow a key press or close a widget; what a person would do is to try again. */
async function insist(attempt: () => Promise<void>): Promise<void> {
  for (let tries = 3; ; tries--) {
    try {
      return await attempt();
    } catch (failure) {
      if (tries === 0) throw failure;
    }
  }
}
