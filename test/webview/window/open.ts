/** Test window: the window of a run in a plain browser, with the real engine behind it; engine and browser are started once and shared. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { startEngine } from '../../../src/engine/start.ts';
import type { Tab } from '../../../src/tools/window.ts';
import { launchBrowser } from '../../host/server.ts';
import { findBrowser, root } from '../../host/setup.ts';
import { type Preview, servePreview } from '../preview.ts';

export const THEMES = [
  'vscode-dark',
  'vscode-light',
  'vscode-high-contrast',
  'vscode-high-contrast vscode-high-contrast-light',
] as const;

export const SAMPLE = { inputs: [join(root, 'media/sample/failed')], against: [join(root, 'media/sample/passed')] };

let started: Promise<Browser> | null = null;
const begun: (() => Promise<void>)[] = [];

/** Closes what the tests of this process opened; a root hook calls it. */
export async function closeAll(): Promise<void> {
  for (const end of begun.splice(0).reverse()) await end();
}

/** Ends it with all else, should its test not come to that. */
export function endLater(end: () => Promise<void>): void {
  begun.push(end);
}

function browser(): Promise<Browser> {
  started ??= launchBrowser({ chromium: findBrowser() }).then(made => {
    begun.push(() => made.close());
    return made;
  });
  return started;
}

export interface Served extends Preview {
  readonly run_id: string;
}

export interface RunToServe {
  readonly inputs: string[];
  readonly against?: string[];
  /** Ingested only, without a report. */
  readonly unread?: boolean;
  readonly acts?: readonly string[];
}

/** The window's server over a run that is ingested and investigated in a home of its own. */
export async function serveRun({ inputs, against, unread, acts }: RunToServe): Promise<Served> {
  const home = mkdtempSync(join(tmpdir(), 'investigator-window-'));
  const engine = startEngine({ home, cwd: root, version: 'test' });
  begun.push(async () => rmSync(home, { recursive: true, force: true, maxRetries: 5 }));
  const run = unread ? await engine.ingest_logs({ inputs }) : (await engine.investigate_run({ inputs, against })).run;
  const preview = await servePreview({ run, engine, acts });
  begun.push(() => preview.end());
  return { ...preview, run_id: run.run_id };
}

let sample: Promise<Served> | null = null;

/** The sample run beside its passing run; every test of the process sees the same. */
export function serveSample(): Promise<Served> {
  sample ??= serveRun(SAMPLE);
  return sample;
}

export interface OpenOptions {
  readonly tab?: Tab;
  readonly theme?: string;
  readonly width?: number;
  readonly height?: number;
}

/** A page of its own in a profile of its own; what goes wrong in its scripts is kept in `problems`. */
export async function openPage(options: BrowserContextOptions) {
  const context = await (await browser()).newContext(options);
  begun.push(() => context.close());
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', error => problems.push(error.stack ?? error.message));
  return { page, problems, close: () => context.close() };
}

export async function openWindow(preview: Preview, { tab = 'report', theme = THEMES[0], ...size }: OpenOptions = {}) {
  const viewport = { width: size.width ?? 1180, height: size.height ?? 760 };
  const opened = await openPage({ viewport });
  const { page } = opened;
  await page.goto(`${preview.url}?theme=${encodeURIComponent(theme)}`);
  await page.getByRole('tab', { name: new RegExp(`^${tab}`, 'i') }).click();
  return opened;
}

/** What axe-core finds that is serious or worse, as `rule: element`. */
export async function seriousFaults(page: Page): Promise<string[]> {
  // Playwright's evaluate goes past the page's policy, which lets in no script but the window's own.
  await page.evaluate(axeSource());
  const found = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: AxeViolation[] }> } };
    return (await axe.run()).violations;
  });
  return found
    .filter(one => one.impact === 'serious' || one.impact === 'critical')
    .flatMap(one => one.nodes.map(node => `${one.id}: ${node.html.slice(0, 200)}`));
}

interface AxeViolation {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly html: string }[];
}

function axeSource(): string {
  return createRequire(import.meta.url)('axe-core').source;
}

after(() => closeAll());
