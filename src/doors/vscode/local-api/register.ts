/** The editor: commands of the local API; its process is begun by the first of them and ended with the window. */
import * as vscode from 'vscode';
import type { CommandName } from '../commands.ts';
import type { Door } from '../door.ts';
import { handle, NOTHING_DONE } from '../handle.ts';
import { t } from '../l10n.ts';
import type { LocalApi } from './local-api.ts';

export function registerLocalApi(door: Door): { dispose(): Promise<void> } {
  let made: Promise<LocalApi> | null = null;
  const reach = () => (made ??= import('./local-api.ts').then(({ localApi }) => localApi(door)));
  const commands = handle(door, {
    startLocalApi: async () => {
      const address = await (await reach()).start();
      void offer(address);
      return address;
    },
    stopLocalApi: async () => (made ? (await made).stop() : NOTHING_DONE),
    localApi: async () => {
      const address = await (await reach()).start();
      return (await choose(address)) ?? NOTHING_DONE;
    },
    copyLocalApiSecret: () => copySecret(door),
  });
  return {
    dispose: async () => {
      commands.dispose();
      await (await made)?.dispose();
    },
  };
}

/** What a person wants to know of a server that has just begun. */
async function offer(address: string): Promise<void> {
  const [open, copy] = [t('Open in Browser'), t('Copy Secret')];
  const words = t('The local API listens on {address}. Programs send its secret as X-Ingest-Secret.', { address });
  const pressed = await vscode.window.showInformationMessage(words, open, copy);
  if (pressed === open) await openPage(address);
  if (pressed === copy) await vscode.commands.executeCommand('investigator.copyLocalApiSecret');
}

/** True once something was chosen. */
async function choose(address: string): Promise<true | undefined> {
  const run = (name: CommandName) => () => vscode.commands.executeCommand(`investigator.${name}`);
  const choices = [
    { label: `$(globe) ${t('Open in Browser')}`, act: () => openPage(address) },
    { label: `$(copy) ${t('Copy Address')}`, description: address, act: () => vscode.env.clipboard.writeText(address) },
    { label: `$(key) ${t('Copy Secret')}`, act: run('copyLocalApiSecret') },
    { label: `$(output) ${t('Show Log')}`, act: run('showLog') },
    { label: `$(debug-stop) ${t('Stop')}`, act: run('stopLocalApi') },
  ];
  const chosen = await vscode.window.showQuickPick(choices, { title: t('Local API') });
  await chosen?.act();
  return chosen && true;
}

/** The page asks for the secret itself: it stands in no address. */
async function openPage(address: string): Promise<void> {
  await vscode.env.openExternal(vscode.Uri.parse(`${address}/ui`));
}

async function copySecret(door: Door): Promise<void> {
  const { localApiSecret } = await import('./secret.ts');
  await vscode.env.clipboard.writeText(await localApiSecret(door.extension));
  void vscode.window.showInformationMessage(t('The secret of the local API was copied.'));
}
