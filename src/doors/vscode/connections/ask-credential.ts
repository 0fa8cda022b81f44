/** The editor: asks a person for the credentials of outside systems, tests and forgets them. */
import * as vscode from 'vscode';
import type { ConnectionTest } from '../../../model/connection-test.ts';
import type { Door } from '../door.ts';
import { t } from '../l10n.ts';
import { withProgress } from '../with-progress.ts';
import {
  type CredentialSlot,
  type Credentials,
  credentialKinds,
  credentialLabel,
  partsOf,
  slotOf,
  slotsOf,
} from './credentials.ts';
import { testWords } from './words.ts';

export async function setCredential(door: Door, credentials: Credentials, slot?: CredentialSlot): Promise<void> {
  const chosen = slot ?? (await choose(door, credentials));
  if (chosen) await set(credentials, chosen);
}

async function slots(door: Door): Promise<CredentialSlot[]> {
  return slotsOf((await door.settings()).connections);
}

async function choose(door: Door, credentials: Credentials): Promise<CredentialSlot | undefined> {
  const all = await slots(door);
  const known = await credentials.known(all);
  const choices = all.map(slot => ({
    slot,
    label: credentialLabel(slot),
    description: known.includes(slot) ? t('is set') : undefined,
  }));
  return (await vscode.window.showQuickPick(choices, { title: t('Set the credential of') }))?.slot;
}

async function set(credentials: Credentials, slot: CredentialSlot): Promise<void> {
  const { name, instance } = partsOf(slot);
  const { prompt, refuse } = credentialKinds[name];
  const label = credentialLabel(slot);
  const value = await vscode.window.showInputBox({
    title: t('Credential of {system}', { system: label }),
    prompt: `${t(prompt)}. ${t('It is kept in the secret storage of VS Code.')}`,
    password: true,
    ignoreFocusOut: true,
    validateInput: text => {
      const problem = text.trim() === '' ? undefined : refuse(text.trim());
      return problem && t(problem);
    },
  });
  if (!value?.trim()) return;
  await credentials.set(slot, value.trim());
  const button = t('Test Connection…');
  const pressed = await vscode.window.showInformationMessage(t('The credential of {system} is kept.', { system: label }), button);
  const system = slotOf(name === 'argusAccess' ? 'argus' : name, instance);
  if (pressed) await vscode.commands.executeCommand('investigator.testConnection', system);
}

/** Tried by the engine, with the connection and the credential as they are now. */
export async function testConnection(door: Door, given?: CredentialSlot): Promise<void> {
  const slot = given ?? (await chooseSystem(door));
  if (!slot) return;
  const { name, instance } = partsOf(slot);
  const system = name === 'argusAccess' ? 'argus' : name;
  const title = t('Testing the connection with {system}', { system: credentialLabel(slot) });
  const { connections } = await withProgress(title, life => door.engine.test_connection({ system, name: instance }, life));
  for (const one of connections) await tell(door, one);
}

async function chooseSystem(door: Door): Promise<CredentialSlot | undefined> {
  const [settings, { setConnections }] = await Promise.all([door.settings(), import('../../../model/set-connections.ts')]);
  const addresses = new Map(setConnections(settings).map(one => [slotOf(one.system, one.name), one.url]));
  const choices = (await slots(door))
    .filter(slot => partsOf(slot).name !== 'argusAccess')
    .map(slot => ({ slot, label: credentialLabel(slot), description: addresses.get(slot) ?? t('no address is set') }));
  return (await vscode.window.showQuickPick(choices, { title: t('Test the connection with') }))?.slot;
}

async function tell(door: Door, one: ConnectionTest): Promise<void> {
  const words = testWords(one);
  door.log.info(words);
  if (one.failed === null) return void vscode.window.showInformationMessage(words);
  const [settings, credential] = [t('Open Settings'), t('Set Credential…')];
  const pressed = await vscode.window.showErrorMessage(words, ...(one.failed === 'auth' ? [credential, settings] : [settings]));
  const key = one.name ? 'investigator.connections' : `investigator.${one.system}.url`;
  if (pressed === settings) await vscode.commands.executeCommand('workbench.action.openSettings', key);
  if (pressed === credential) await vscode.commands.executeCommand('investigator.setCredential', slotOf(one.system, one.name));
}

export async function forgetCredentials(door: Door, credentials: Credentials): Promise<void> {
  const known = await credentials.known(await slots(door));
  if (known.length === 0) return void vscode.window.showInformationMessage(t('No credential is kept.'));
  const choices = known.map(slot => ({ slot, label: credentialLabel(slot) }));
  const chosen = await vscode.window.showQuickPick(choices, { title: t('Forget the credentials of'), canPickMany: true });
  for (const { slot } of chosen ?? []) await credentials.forget(slot);
  if (chosen?.length) void vscode.window.showInformationMessage(t('{n} forgotten.', { n: chosen.length }));
}
