/** The editor: commands that set, test and forget the credentials of outside systems. */
import * as vscode from 'vscode';
import type { Door } from '../door.ts';
import { handle } from '../handle.ts';
import { t } from '../l10n.ts';
import { withProgress } from '../with-progress.ts';
import { type CredentialName, type Credentials, credentialKinds, credentialNames, openCredentials } from './credentials.ts';
import type { SystemName } from './systems.ts';

export function registerConnections(door: Door): vscode.Disposable {
  const credentials = openCredentials(door.extension.secrets);
  return handle(door, {
    setCredential: async (name?: CredentialName) => {
      const chosen = name ?? (await choose(credentials));
      if (chosen) await set(credentials, chosen);
    },
    testConnection: async (name?: SystemName) => test(door, credentials, name),
    forgetCredential: () => forget(credentials),
  });
}

async function choose(credentials: Credentials): Promise<CredentialName | undefined> {
  const known = await credentials.known();
  const choices = credentialNames.map(name => ({
    name,
    label: credentialKinds[name].label,
    description: known.includes(name) ? t('is set') : undefined,
  }));
  return (await vscode.window.showQuickPick(choices, { title: t('Set the credential of') }))?.name;
}

async function set(credentials: Credentials, name: CredentialName): Promise<void> {
  const { label, prompt, refuse } = credentialKinds[name];
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
  await credentials.set(name, value.trim());
  const button = t('Test Connection…');
  const pressed = await vscode.window.showInformationMessage(t('The credential of {system} is kept.', { system: label }), button);
  const system = name === 'argusAccess' ? 'argus' : name;
  if (pressed) await vscode.commands.executeCommand('investigator.testConnection', system);
}

/** Loaded when it is wanted: the settings' schema and the network's code are not needed to start. */
async function test(door: Door, credentials: Credentials, given?: SystemName): Promise<void> {
  const [{ systems }, { probe }, { probedWords }] = await Promise.all([
    import('./systems.ts'),
    import('./probe.ts'),
    import('./words.ts'),
  ]);
  const settings = await door.settings();
  const choices = (Object.keys(systems) as SystemName[]).map(name => ({
    name,
    label: systems[name].label,
    description: String(settings[systems[name].url]) || t('no address is set'),
  }));
  const name = given ?? (await vscode.window.showQuickPick(choices, { title: t('Test the connection with') }))?.name;
  if (!name) return;
  const system = systems[name];
  const secrets = Object.fromEntries(await Promise.all(system.credentials.map(async one => [one, await credentials.get(one)])));
  const title = t('Testing the connection with {system}', { system: system.label });
  const probed = await withProgress(title, life =>
    probe({ system, settings, secrets }, life.signal ?? new AbortController().signal),
  );
  const words = probedWords(system.label, probed);
  door.log.info(words);
  if (probed.layer === null) void vscode.window.showInformationMessage(words);
  else await offerHelp(words, { layer: probed.layer, url: system.url, credential: system.credentials[0] });
}

async function offerHelp(words: string, about: { layer: string; url: string; credential: CredentialName }): Promise<void> {
  const [settings, credential] = [t('Open Settings'), t('Set Credential…')];
  const pressed = await vscode.window.showErrorMessage(words, ...(about.layer === 'auth' ? [credential, settings] : [settings]));
  if (pressed === settings) await vscode.commands.executeCommand('workbench.action.openSettings', `investigator.${about.url}`);
  if (pressed === credential) await vscode.commands.executeCommand('investigator.setCredential', about.credential);
}

async function forget(credentials: Credentials): Promise<void> {
  const known = await credentials.known();
  if (known.length === 0) return void vscode.window.showInformationMessage(t('No credential is kept.'));
  const choices = known.map(name => ({ name, label: credentialKinds[name].label }));
  const chosen = await vscode.window.showQuickPick(choices, { title: t('Forget the credentials of'), canPickMany: true });
  for (const { name } of chosen ?? []) await credentials.forget(name);
  if (chosen?.length) void vscode.window.showInformationMessage(t('{n} forgotten.', { n: chosen.length }));
}
