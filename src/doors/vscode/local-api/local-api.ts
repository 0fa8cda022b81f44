/** The editor: the local API of this window: started and stopped by a person, told of in the status bar, its news in the tree. */
import * as vscode from 'vscode';
import { Fault } from '../../../base/fault.ts';
import { providerEnvironment } from '../../../tools/provider-environment.ts';
import { commandId } from '../commands.ts';
import { openCredentials } from '../connections/credentials.ts';
import { editorProvider } from '../connections/provider.ts';
import type { Door } from '../door.ts';
import { t } from '../l10n.ts';
import { engineOptions } from '../settings.ts';
import { RUNNING } from './rows.ts';
import { localApiSecret } from './secret.ts';
import { type Happening, isFree, type RunningServer, startServer } from './server-process.ts';

/** Milliseconds in which several things that arrive are one piece of news. */
const NEWS_MS = 300;

export interface LocalApi {
  /** Its address; the one that runs already where there is one. Throws bad_input, cancelled. */
  start(): Promise<string>;
  stop(): Promise<void>;
  readonly address: string | null;
  dispose(): Promise<void>;
}

export function localApi(door: Door): LocalApi {
  const bar = vscode.window.createStatusBarItem('investigator.localApi', vscode.StatusBarAlignment.Left, 9);
  bar.name = t('Investigator: local API');
  bar.command = commandId('localApi');
  let running: RunningServer | null = null;
  let starting: Promise<RunningServer> | null = null;
  let news: NodeJS.Timeout | undefined;

  function show(): void {
    void vscode.commands.executeCommand('setContext', RUNNING, running !== null);
    if (!running) {
      bar.hide();
      return;
    }
    bar.text = `$(broadcast) ${t('API :{port}', { port: new URL(running.address).port })}`;
    bar.tooltip = t('The local API of Investigator listens on {address}', { address: running.address });
    bar.show();
  }

  function hear(happening: Happening): void {
    const { level, message, method, status } = happening;
    const words = JSON.stringify(happening);
    if (level === 'error') door.log.error(words);
    else door.log.debug(words);
    const arrived = method === 'POST' && Number(status) < 300;
    if (arrived || message === 'investigated') news ??= setTimeout(tellNews, NEWS_MS);
  }

  function tellNews(): void {
    news = undefined;
    door.changed();
  }

  async function begin(): Promise<RunningServer> {
    const options = await optionsOf(door);
    const born = await startServer({ ...options, onHappening: hear, onEnd: () => over(born) });
    running = born;
    show();
    return born;
  }

  function over(born: RunningServer): void {
    if (running !== born) return;
    running = null;
    show();
  }

  async function stop(): Promise<void> {
    await starting?.catch(() => undefined);
    await running?.end();
  }

  return {
    start: async () => {
      if (running) return running.address;
      starting ??= begin().finally(() => {
        starting = null;
      });
      return (await starting).address;
    },
    stop,
    get address() {
      return running?.address ?? null;
    },
    dispose: async () => {
      clearTimeout(news);
      await stop();
      bar.dispose();
    },
  };
}

async function optionsOf(door: Door) {
  const settings = await door.settings();
  const { home, limits = {}, store = 'embedded', cwd } = engineOptions(settings);
  const port = await portFor(settings['localApi.port']);
  const allowed = Object.entries(limits).map(([name, most]) => `${name}=${most}`);
  const provider = editorProvider(() => door.settings(), openCredentials(door.extension.secrets));
  return {
    file: vscode.Uri.joinPath(door.extension.extensionUri, 'dist/investigator.js').fsPath,
    args: [
      ...['--port', String(port), '--secret-env', 'INVESTIGATOR_INGEST_SECRET'],
      ...(settings['localApi.allowWrites'] ? ['--allow-writes'] : []),
      ...settings['localApi.origins'].flatMap(origin => ['--allow-origin', origin]),
      ...(home ? ['--home', home] : []),
      ...(allowed.length ? ['--allow', allowed.join(',')] : []),
    ],
    env: {
      ...process.env,
      ...(await providerEnvironment(provider)),
      INVESTIGATOR_LOGS_STORE: store,
      INVESTIGATOR_INGEST_SECRET: await localApiSecret(door.extension),
    },
    cwd,
  };
}

/** Where the port is taken, a person decides. Throws cancelled. */
async function portFor(wanted: number): Promise<number> {
  if (wanted === 0 || (await isFree(wanted))) return wanted;
  const [other, settings] = [t('Use Any Free Port'), t('Open Settings')];
  const words = t('Port {port} is taken, perhaps by the local API of another window.', { port: wanted });
  const pressed = await vscode.window.showWarningMessage(words, other, settings);
  if (pressed === other) return 0;
  if (pressed === settings) await vscode.commands.executeCommand('workbench.action.openSettings', 'investigator.localApi.port');
  throw new Fault('cancelled');
}
