/** Test host: brings a real VS Code and a browser onto this machine, once: code-server from npm, Chromium from the system's packages. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { installPackages, Lacking } from '../debian.ts';

/** VS Code 1.139.1 with a Node extension host and the real workbench; it wants Node 24, which npm brings as the package `node`. */
export const CODE_SERVER = 'code-server@4.139.1';

/** Chromium, what code-server's natives link against, what compiles them, and letters for the screenshots. */
const PACKAGES = ['chromium', 'libkrb5-dev', 'libsecret-1-dev', 'pkg-config', 'g++', 'make', 'python3', 'fonts-dejavu-core'];

const BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

export interface Host {
  /** code-server's own entry, a script for Node 24. */
  readonly entry: string;
  readonly chromium: string;
}

export const root: string = join(import.meta.dirname, '../..');

export function cacheFolder(): string {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'test-run-investigator');
}

/** Idempotent; about two minutes the first time, nothing later. Two at once do not harm each other. */
export function setUpHost(say: (words: string) => void = console.log): Host {
  if (!process.versions.node.startsWith('24.'))
    throw new Lacking(`code-server needs Node 24, this is ${process.version}. Start it through npm (npm run test:host).`);
  const home = join(cacheFolder(), CODE_SERVER.replace('@', '-'));
  const entry = join(home, 'node_modules/code-server/out/node/entry.js');
  if (!existsSync(entry) || !browser()) installPackages(PACKAGES, { who: 'The tests in a real VS Code', say });
  const chromium = findBrowser();
  if (!existsSync(entry)) installCodeServer(home, say);
  return { entry, chromium };
}

export function findBrowser(): string {
  const chromium = browser();
  if (!chromium) throw new Lacking('No Chromium was found. Install it, or name one in CHROMIUM_EXECUTABLE.');
  return chromium;
}

function browser(): string | undefined {
  return [process.env.CHROMIUM_EXECUTABLE, ...BROWSERS].find(path => path && existsSync(path));
}

/** Under a temporary name first: a torn or a second installation never leaves half a state. */
function installCodeServer(home: string, say: (words: string) => void): void {
  say(`test host: installing ${CODE_SERVER} from npm, once (some minutes) …`);
  const started = Date.now();
  mkdirSync(dirname(home), { recursive: true });
  sweepTorn(dirname(home));
  const making = mkdtempSync(join(dirname(home), '.making-'));
  try {
    const allowScripts = { 'code-server': true, argon2: true };
    writeFileSync(join(making, 'package.json'), JSON.stringify({ private: true, allowScripts }));
    const log = npmInstall(making);
    if (!existsSync(join(making, 'node_modules/code-server/lib/vscode/node_modules/@vscode/spdlog/build/Release/spdlog.node')))
      throw new Lacking(`npm installed ${CODE_SERVER} without its natives; were install scripts refused?\n${log.slice(-4000)}`);
    renameSync(making, home);
  } catch (failure) {
    rmSync(making, { recursive: true, force: true });
    if (!existsSync(home)) throw failure;
  }
  say(`test host: ${CODE_SERVER} is there after ${Math.round((Date.now() - started) / 1000)} s`);
}

function npmInstall(folder: string): string {
  const env: NodeJS.ProcessEnv = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)));
  env.PATH = [dirname(process.execPath), process.env.PATH].join(delimiter);
  env.npm_config_ignore_scripts = 'false';
  env.JOBS = 'max';
  const headers = nodeHeaders();
  if (headers) env.npm_config_nodedir = headers;
  const args = ['install', CODE_SERVER, '--no-audit', '--no-fund', '--foreground-scripts'];
  const done = spawnSync('npm', args, { cwd: folder, env, encoding: 'utf8', maxBuffer: 1 << 28 });
  const log = `${done.stdout}${done.stderr}`;
  if (done.status === 0) return log;
  const words = process.platform === 'linux' ? `It compiles natives and needs: ${PACKAGES.join(' ')}.\n` : '';
  throw new Lacking(`npm could not install ${CODE_SERVER}. ${words}${log.slice(-6000)}`);
}

/** node-gyp must see the headers of the Node which runs, whatever a user's .npmrc names; npm's package carries them. */
function nodeHeaders(): string | undefined {
  const packages = join(root, 'node_modules');
  const name = `node-${process.platform}-${process.arch}`;
  return [join(packages, 'node/node_modules', name), join(packages, name), join(dirname(process.execPath), '..')].find(folder =>
    existsSync(join(folder, 'include/node/common.gypi')),
  );
}

function sweepTorn(folder: string): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (name.startsWith('.making-') && Date.now() - statSync(path).mtimeMs > 3_600_000)
      rmSync(path, { recursive: true, force: true });
  }
}

/** Code, but for what a `Lacking` says in its own words. */
export function refuse(failure: unknown): never {
  console.error(failure instanceof Lacking ? `\n${failure.message}\n` : failure);
  process.exit(1);
}

if (import.meta.main) {
  try {
    const host = setUpHost();
    console.log(`test host: ${CODE_SERVER}, ${host.chromium}`);
  } catch (failure) {
    refuse(failure);
  }
}
