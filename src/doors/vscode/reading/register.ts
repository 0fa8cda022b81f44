/** The editor: bringing logs in: commands, the explorer's menu, the sample; what was under way when a window closed is taken up again. */
import { basename, dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { commandId } from '../commands.ts';
import type { Door } from '../door.ts';
import { handle, NOTHING_DONE } from '../handle.ts';
import { t } from '../l10n.ts';
import { tellFailure } from '../tell-failure.ts';
import { chooseLogs, pathOf, splitUp } from './choose-logs.ts';
import { type Readings, readingQueue } from './queue.ts';
import { readerOf } from './read-wish.ts';
import { showStatus } from './status.ts';
import { readingBar } from './status-bar.ts';

export interface Reader extends vscode.Disposable {
  readonly readings: Readings;
  /** Investigates the logs of each run and opens the report of the first that is done. */
  investigate(runs: readonly (readonly string[])[]): Promise<unknown>;
}

export function registerReading(door: Door): Reader {
  const readings = readingQueue({
    read: readerOf(door),
    memory: door.extension.workspaceState,
    parallel: async () => (await door.settings())['ingest.parallel'],
    now: Date.now,
  });

  async function investigate(runs: readonly (readonly string[])[]): Promise<unknown> {
    if (runs.length === 0) return NOTHING_DONE;
    showView();
    const all = runs.map(inputs => readings.begin({ inputs, title: titleOf(inputs) }));
    const opened = all.map(async (run, at) => {
      const runId = await run;
      if (at === 0) await vscode.commands.executeCommand(commandId('openRun'), runId);
    });
    const ended = await Promise.allSettled(opened);
    const failure = ended.find(one => one.status === 'rejected');
    if (failure) throw failure.reason;
    return runs;
  }

  async function addPassing(): Promise<unknown> {
    const runs = await chooseLogs(t('Add passing runs'));
    if (runs.length === 0) return NOTHING_DONE;
    showView();
    return Promise.all(runs.map(inputs => readings.begin({ inputs, title: titleOf(inputs), passing: true })));
  }

  const commands = handle(door, {
    investigateLogs: async () => investigate(await chooseLogs(t('Investigate logs'))),
    investigateThese: async (uri?: vscode.Uri, chosen?: vscode.Uri[]) =>
      investigate(uri ? await splitUp((chosen ?? [uri]).map(pathOf)) : await chooseLogs(t('Investigate logs'))),
    addPassingRuns: addPassing,
    openSample: () => openSample(door, readings),
    showStatus: () => showStatus(door, readings),
    cancelReading: (node?: { key?: string }) => cancel(readings, node?.key),
  });
  const bar = readingBar(readings);
  const key = { dispose: readings.onChange(() => tellReading(readings.list().length > 0)) };
  takeUp(door, readings);
  return {
    readings,
    investigate,
    dispose: () => {
      readings.suspend();
      vscode.Disposable.from(commands, bar, key).dispose();
    },
  };
}

/** For the palette, which offers to cancel only what is there. */
function tellReading(any: boolean): void {
  void vscode.commands.executeCommand('setContext', 'investigator.reading', any);
}

/** Where the progress is shown, and what wakes the extension after a reload. */
function showView(): void {
  void vscode.commands.executeCommand('investigator.runs.focus', { preserveFocus: true });
}

/** The failed run of the sample against the passing one, both of which the extension brings with it. */
async function openSample(door: Door, readings: Readings): Promise<void> {
  showView();
  const [failed, passed] = ['failed', 'passed'].map(name => join(door.extension.extensionPath, 'media', 'sample', name));
  const runId = await readings.begin({ inputs: [failed], against: [passed], title: t('the sample run') });
  await vscode.commands.executeCommand(commandId('openRun'), runId);
}

async function cancel(readings: Readings, key: string | undefined): Promise<void> {
  const choices = readings.list().map(one => ({ label: one.wish.title, key: one.key }));
  if (key === undefined && choices.length > 1) {
    const chosen = await vscode.window.showQuickPick(choices, { title: t('Cancel the reading of') });
    if (chosen) readings.cancel(chosen.key);
  } else if (key ?? choices[0]?.key) readings.cancel(key ?? choices[0].key);
}

/** What a closed window left behind; its report waits in the tree, since nothing opens by itself at the start. */
function takeUp(door: Door, readings: Readings): void {
  for (const wish of readings.unfinished()) readings.begin(wish, true).catch(failure => tellFailure(door.log, failure));
}

function titleOf(inputs: readonly string[]): string {
  const [first] = inputs;
  const name = /^https?:/i.test(first) ? basename(new URL(first).pathname) || new URL(first).host : nameOf(first);
  return inputs.length > 1 ? t('{name} and {n} more', { name, n: inputs.length - 1 }) : name;
}

/** A folder called by what happened says more with the folder above it. */
function nameOf(path: string): string {
  return /^(passed|failed|logs?|out|output|results?)$/i.test(basename(path))
    ? `${basename(dirname(path))}/${basename(path)}`
    : basename(path);
}
