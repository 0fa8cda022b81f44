/** The editor: the settings as VS Code has them now, and what the engine is started with. */
import { homedir } from 'node:os';
import * as vscode from 'vscode';
import type { StartOptions } from '../../engine/start.ts';
import { readSettings, type Settings } from '../../model/settings.ts';
import { version } from '../../version.ts';

export function currentSettings(log: vscode.LogOutputChannel): Settings {
  const configuration = vscode.workspace.getConfiguration('investigator');
  const { settings, refused } = readSettings(key => configuration.get(key));
  for (const key of refused) log.warn(`The setting investigator.${key} does not fit; its default is used.`);
  return settings;
}

export function engineOptions(settings: Settings): StartOptions {
  const limits = Object.entries(settings).flatMap(([key, value]) =>
    key.startsWith('limits.') && value !== null ? [[key.slice('limits.'.length), value]] : [],
  );
  const folder = vscode.workspace.workspaceFolders?.find(one => one.uri.scheme === 'file');
  return {
    home: settings.home ? settings.home.replace(/^~(?=$|[\\/])/, homedir()) : undefined,
    cwd: folder?.uri.fsPath ?? homedir(),
    version,
    limits: Object.fromEntries(limits),
    store: settings['logs.store'],
  };
}
