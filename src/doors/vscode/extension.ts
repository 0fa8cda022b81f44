/** The editor: activation, a table of contents; nothing grows here, and nothing but what every feature needs is begun. */
import * as vscode from 'vscode';
import { Lifetime } from '../../base/lifetime.ts';
import { registerConnections } from './connections/register.ts';
import { registerDocuments } from './documents/register.ts';
import type { Door } from './door.ts';
import { type LazyEngine, lazyEngine } from './engine.ts';
import { type ForTests, forTests } from './for-tests.ts';
import { registerGeneral } from './general.ts';
import { useTranslation } from './l10n.ts';
import { registerPanel } from './panel/register.ts';
import { registerRuns } from './runs/register.ts';
import { OUTPUT, tellFailure } from './tell-failure.ts';

const lifetime = new Lifetime();

export function activate(extension: vscode.ExtensionContext): ForTests | undefined {
  const log = vscode.window.createOutputChannel(OUTPUT, { log: true });
  lifetime.add(() => log.dispose());
  try {
    useTranslation((message, values) => vscode.l10n.t(message, values));
    const { door, lazy } = openDoor(extension, log);
    for (const register of [registerGeneral, registerRuns, registerPanel, registerDocuments, registerConnections]) {
      const registered = register(door);
      lifetime.add(() => registered.dispose());
    }
    return forTests(door, lazy);
  } catch (failure) {
    void tellFailure(log, failure);
    throw failure;
  }
}

/** VS Code waits for it: the engine takes away what it had half done. */
export function deactivate(): Promise<void> {
  return lifetime.end();
}

function openDoor(extension: vscode.ExtensionContext, log: vscode.LogOutputChannel): { door: Door; lazy: LazyEngine } {
  const changes = new vscode.EventEmitter<void>();
  const looks = new vscode.EventEmitter<string>();
  const settings = async () => (await import('./settings.ts')).currentSettings(log);
  const lazy = lazyEngine(async () => (await import('./settings.ts')).engineOptions(await settings()));
  const watch = vscode.workspace.onDidChangeConfiguration(change => {
    if (!['home', 'limits'].some(key => change.affectsConfiguration(`investigator.${key}`))) return;
    lazy.renew();
    changes.fire();
  });
  for (const one of [changes, looks, watch]) lifetime.add(() => one.dispose());
  lifetime.add(() => lazy.end());
  const door: Door = {
    extension,
    engine: lazy.engine,
    home: lazy.home,
    settings,
    log,
    onChanged: changes.event,
    changed: () => changes.fire(),
    onLooked: looks.event,
    looked: runId => looks.fire(runId),
  };
  return { door, lazy };
}
