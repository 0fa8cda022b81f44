/** The editor: what every feature is given, made once at activation; the engine behind it is not begun yet. */
import * as vscode from 'vscode';
import type { Lifetime } from '../../base/lifetime.ts';
import type { StartOptions } from '../../engine/start.ts';
import type { Settings } from '../../model/settings.ts';
import { openCredentials } from './connections/credentials.ts';
import type { Door } from './door.ts';
import { type LazyEngine, lazyEngine } from './engine.ts';
import type { Failed } from './notice/newly-failed.ts';
import { watchNotebook } from './watch-notebook.ts';

interface Begun {
  readonly log: vscode.LogOutputChannel;
  readonly lifetime: Lifetime;
}

export function openDoor(extension: vscode.ExtensionContext, { log, lifetime }: Begun): { door: Door; lazy: LazyEngine } {
  const changes = new vscode.EventEmitter<void>();
  const looks = new vscode.EventEmitter<string>();
  const failures = new vscode.EventEmitter<readonly Failed[]>();
  const settings = async () => (await import('./settings.ts')).currentSettings(log);
  const lazy = lazyEngine(() => options(extension, settings));
  const watch = vscode.workspace.onDidChangeConfiguration(change => {
    if (!['home', 'limits', 'logs.store'].some(key => change.affectsConfiguration(`investigator.${key}`))) return;
    lazy.renew();
    changes.fire();
  });
  const notebook = watchNotebook(lazy.home, () => changes.fire());
  for (const one of [notebook, changes, looks, failures, watch]) lifetime.add(() => one.dispose());
  lifetime.add(() => lazy.end());
  const door: Door = {
    extension,
    engine: lazy.engine,
    own: lazy.own,
    home: lazy.home,
    settings,
    log,
    onChanged: changes.event,
    changed: () => changes.fire(),
    inSight: notebook.look,
    onLooked: looks.event,
    looked: runId => looks.fire(runId),
    onFailed: failures.event,
    failed: runs => failures.fire(runs),
  };
  return { door, lazy };
}

/** The engine asks back for connections and credentials, as they are when it needs them. */
async function options(extension: vscode.ExtensionContext, settings: () => Promise<Settings>): Promise<StartOptions> {
  const [{ engineOptions }, { editorProvider }] = await Promise.all([
    import('./settings.ts'),
    import('./connections/provider.ts'),
  ]);
  return { ...engineOptions(await settings()), connections: editorProvider(settings, openCredentials(extension.secrets)) };
}
