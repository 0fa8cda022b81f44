/** The editor: connects Argus step by step: address, token, service token where Cloudflare Access stands before it; then tries it and says what is next. */
import * as vscode from 'vscode';
import type { ConnectionTest } from '../../../model/connection-test.ts';
import { commandId } from '../commands.ts';
import type { Door } from '../door.ts';
import { NOTHING_DONE } from '../handle.ts';
import { t } from '../l10n.ts';
import { withProgress } from '../with-progress.ts';
import { type CredentialName, type Credentials, credentialKinds } from './credentials.ts';
import { testWords } from './words.ts';

/** What is known already is not asked for. */
export interface ArgusAnswers {
  readonly url?: string;
  readonly token?: string;
  /** CLIENT_ID:CLIENT_SECRET; empty for none. */
  readonly access?: string;
}

const STEPS = 3;

export async function connectArgus(door: Door, credentials: Credentials, given: ArgusAnswers = {}): Promise<unknown> {
  const url = given.url ?? (await askAddress((await door.settings())['argus.url']));
  if (!url) return NOTHING_DONE;
  const token = given.token ?? (await askSecret(credentials, 'argus', 2));
  if (token === undefined) return NOTHING_DONE;
  const access = given.access ?? (await askSecret(credentials, 'argusAccess', STEPS));
  if (access === undefined) return NOTHING_DONE;
  // No moment in which one of them is shown to the address of the other.
  if (token) await credentials.forget('argus');
  if (access) await credentials.forget('argusAccess');
  await vscode.workspace.getConfiguration('investigator').update('argus.url', url, vscode.ConfigurationTarget.Global);
  if (token) await credentials.set('argus', token);
  if (access) await credentials.set('argusAccess', access);
  const title = t('Testing the connection with {system}', { system: 'Argus' });
  const { connections } = await withProgress(title, life => door.engine.test_connection({ system: 'argus', name: '' }, life));
  void tellNext(door, connections[0], url);
  return connections[0];
}

async function askAddress(value: string): Promise<string | undefined> {
  const text = await vscode.window.showInputBox({
    title: t('Connect Argus ({n} of {all}): address', { n: 1, all: STEPS }),
    prompt: t('Where its pages are, such as https://argus.example.com'),
    value,
    ignoreFocusOut: true,
    validateInput: typed => {
      const form = /^https?:\/\/[^\s@/]+/i.test(typed.trim()) && URL.canParse(typed.trim());
      return typed.trim() === '' || form ? undefined : t('An address begins with http:// or https:// and names a host.');
    },
  });
  return text?.trim().replace(/\/+$/, '') || undefined;
}

/** Empty where the kept one stays, or none is needed; undefined where the person leaves. */
async function askSecret(credentials: Credentials, name: CredentialName, step: number): Promise<string | undefined> {
  const { prompt, refuse } = credentialKinds[name];
  const kept = (await credentials.get(name)) !== undefined;
  const empty = kept ? t('Empty: the one that is kept stays.') : name === 'argusAccess' ? t('Empty: it is reached without.') : '';
  const what = name === 'argus' ? t('token') : t('Cloudflare Access');
  const text = await vscode.window.showInputBox({
    title: t('Connect Argus ({n} of {all}): {what}', { n: step, all: STEPS, what }),
    prompt: [`${t(prompt)}.`, empty, t('It is kept in the secret storage of VS Code.')].filter(Boolean).join(' '),
    password: true,
    ignoreFocusOut: true,
    validateInput: typed => {
      const problem = typed.trim() === '' ? (empty ? undefined : t('Argus tells nothing without it.')) : refuse(typed.trim());
      return problem && t(problem);
    },
  });
  return text?.trim();
}

/** Not waited for: a message stands as long as a person leaves it. */
async function tellNext(door: Door, test: ConnectionTest, url: string): Promise<void> {
  const words = testWords(test);
  door.log.info(words);
  if (test.failed !== null) {
    const [again, settings] = [t('Try Again'), t('Open Settings')];
    const pressed = await vscode.window.showErrorMessage(`${words} ${t('What you entered is kept.')}`, again, settings);
    if (pressed === again) await vscode.commands.executeCommand(commandId('connectArgus'), test.failed === 'auth' ? { url } : {});
    if (pressed === settings) await vscode.commands.executeCommand('workbench.action.openSettings', 'investigator.argus');
    return;
  }
  const [show, watch] = [t('Show Failed Runs'), t('Choose What to Watch')];
  const next = t('Runs that are assigned to you are listed now; name releases or tests to see theirs too.');
  void vscode.commands.executeCommand(commandId('listRemoteRuns'));
  const pressed = await vscode.window.showInformationMessage(`${words} ${next}`, show, watch);
  if (pressed === show) await vscode.commands.executeCommand('investigator.runs.focus');
  if (pressed === watch) await vscode.commands.executeCommand('workbench.action.openSettings', 'investigator.argus.watch');
}
