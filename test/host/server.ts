/** Test host: one code-server and one browser, begun and ended together; what the server says is kept for failures. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import type { Host } from './setup.ts';

const BROWSER_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Nothing of the network, nothing that opens by itself. */
const QUIET = {
  'workbench.startupEditor': 'none',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'telemetry.telemetryLevel': 'off',
  'window.commandCenter': false,
  'git.openRepositoryInParentFolders': 'never',
  'security.workspace.trust.startupPrompt': 'never',
};

export interface ServerOptions {
  readonly host: Host;
  readonly userData: string;
  readonly extensions: string;
  readonly settings?: Record<string, unknown>;
  readonly env?: Record<string, string | undefined>;
  /** Workspaces are trusted only when a person says so. */
  readonly restricted?: boolean;
}

export interface Server {
  readonly url: string;
  /** A path of this machine as the workbench names it. */
  uri(path: string): string;
  /** The address of a window: a folder, and what a desktop's `code` would take as arguments. */
  page(folder: string | undefined, payload: Record<string, string>): string;
  log(): string;
  readonly gone: Promise<void>;
  close(): Promise<void>;
}

function serverArgs({ host, userData, extensions }: ServerOptions): string[] {
  mkdirSync(userData, { recursive: true });
  const config = join(userData, 'code-server.yaml');
  writeFileSync(config, '');
  return [host.entry, '--config', config, '--user-data-dir', userData, '--extensions-dir', extensions];
}

/** Those of the person and those of the machine: an address or a path is taken only from the latter. */
export function writeSettings(userData: string, settings: Record<string, unknown> = {}): void {
  for (const owner of ['User', 'Machine']) {
    const file = join(userData, owner, 'settings.json');
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify({ ...QUIET, ...settings }, null, 2));
  }
}

/** Ready when it says on which port it listens: the system chooses the port, so that two never meet. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const args = serverArgs(options);
  writeSettings(options.userData, options.settings);
  const flags = ['--auth', 'none', '--disable-telemetry', '--disable-update-check'];
  if (!options.restricted) flags.push('--disable-workspace-trust');
  const more = ['--disable-getting-started-override', '--vscode-option', 'enable-smoke-test-driver'];
  const child = spawn(process.execPath, [...args, '--bind-addr', '127.0.0.1:0', ...flags, ...more], {
    env: environment(options),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  let said = '';
  const hear = (chunk: Buffer) => {
    said += chunk;
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const gone = new Promise<void>(done => child.once('exit', () => done()));
  const onExit = () => killTree(child, 'SIGKILL');
  process.once('exit', onExit);
  const close = async () => {
    process.off('exit', onExit);
    await end(child, gone);
  };
  try {
    const port = await listening(child, () => said);
    return { ...addresses(port), log: () => said, gone, close };
  } catch (failure) {
    await close();
    throw failure;
  }
}

function addresses(port: string): Pick<Server, 'url' | 'uri' | 'page'> {
  const url = `http://127.0.0.1:${port}`;
  const uri = (path: string) => `vscode-remote://127.0.0.1:${port}${path}`;
  const page = (folder: string | undefined, payload: Record<string, string>) => {
    const query = new URLSearchParams({ payload: JSON.stringify(Object.entries(payload)) });
    if (folder) query.set(folder.endsWith('.code-workspace') ? 'workspace' : 'folder', folder);
    else query.set('ew', 'true');
    return `${url}/?${query}`;
  };
  return { url, uri, page };
}

function listening(child: ChildProcess, said: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => settle(new Error(`code-server does not listen after 60 s:\n${said()}`)), 60_000);
    const settle = (answer: string | Error) => {
      clearTimeout(late);
      child.off('exit', died);
      child.stdout?.off('data', look);
      if (typeof answer === 'string') resolve(answer);
      else reject(answer);
    };
    const died = (code: number | null) => settle(new Error(`code-server ended with ${code}:\n${said()}`));
    const look = () => {
      const port = /HTTP server listening on http:\/\/127\.0\.0\.1:(\d+)/.exec(said())?.[1];
      if (port) settle(port);
    };
    child.once('exit', died);
    child.once('error', settle);
    child.stdout?.on('data', look);
  });
}

/** A terminal inside another VS Code passes its own hooks on, which must not be heard; no marketplace is asked. */
function environment({ env }: ServerOptions): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(npm_|VSCODE_|NODE_OPTIONS$)/i.test(name));
  return { ...Object.fromEntries(inherited), EXTENSIONS_GALLERY: '{"serviceUrl":""}', ...env };
}

/** The server ends its extension hosts when it is asked; its group is ended when it does not within five seconds. */
async function end(child: ChildProcess, gone: Promise<void>): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill('SIGTERM');
    const late = setTimeout(() => killTree(child, 'SIGKILL'), 5000);
    await gone;
    clearTimeout(late);
  }
  killTree(child, 'SIGKILL');
}

function killTree(child: ChildProcess, signal: NodeJS.Signals): void {
  if (!child.pid) return;
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal);
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code !== 'ESRCH') throw failure;
  }
}

export async function installExtension(options: ServerOptions, vsix: string): Promise<void> {
  const args = [...serverArgs(options), '--install-extension', vsix];
  const child = spawn(process.execPath, args, { env: environment(options), stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', chunk => {
      said += chunk;
    });
  const code = await new Promise(done => child.once('close', done));
  if (code !== 0) throw new Error(`${vsix} was not installed:\n${said}`);
}

export function launchBrowser(host: Pick<Host, 'chromium'>): Promise<Browser> {
  return chromium.launch({ executablePath: host.chromium, args: BROWSER_ARGS });
}
