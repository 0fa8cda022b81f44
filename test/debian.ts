/** Tests: what a machine lacks is brought from Debian's packages, as root, once; no service of theirs is started. */
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';

/** What the machine lacks and a test cannot bring; its message says what to do. */
export class Lacking extends Error {}

export interface Wanting {
  /** Who wants them, for a person: "The tests in a real VS Code". */
  readonly who: string;
  readonly say: (words: string) => void;
}

/** Does nothing where there is no apt. Two at once wait for each other. Throws Lacking where only root may. */
export function installPackages(names: readonly string[], { who, say }: Wanting): void {
  if (!onPath('apt-get') || !onPath('dpkg-query')) return;
  const missing = names.filter(name => {
    const asked = spawnSync('dpkg-query', ['-W', '-f=${db:Status-Status}', name], { encoding: 'utf8' });
    return asked.stdout.trim() !== 'installed';
  });
  if (missing.length === 0) return;
  const words = `apt-get install ${missing.join(' ')}`;
  if (process.getuid?.() !== 0) throw new Lacking(`${who} need packages which only root may install. Run once:\n  sudo ${words}`);
  say(`tests: ${words}`);
  const wait = '-oDPkg::Lock::Timeout=300';
  withoutServices(() => {
    apt([wait, '-qq', 'update']);
    apt([wait, '-qq', '-y', '--no-install-recommends', 'install', ...missing]);
  });
}

/** Packages ask this file whether they may start what they bring (Debian Policy 9.3.3). */
const POLICY = '/usr/sbin/policy-rc.d';

function withoutServices(install: () => void): void {
  const ours = !existsSync(POLICY);
  if (ours) writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    install();
  } finally {
    if (ours) rmSync(POLICY, { force: true });
  }
}

function apt(args: string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const done = spawnSync('apt-get', args, { env, encoding: 'utf8', maxBuffer: 1 << 26 });
  if (done.status === 0) return;
  throw new Lacking(`apt-get ${args.at(-1)} failed:\n${done.stdout.slice(-2000)}${done.stderr.slice(-2000)}`);
}

export function onPath(command: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${command}`]).status === 0;
}
