#!/usr/bin/env node
/** Test host: stands in for the desktop's `code`: takes its arguments, runs the tests in code-server and Chromium, exits with their code. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { format } from 'node:util';
import type { Browser } from 'playwright-core';
import { installExtension, launchBrowser, type Server, type ServerOptions, startServer } from './server.ts';
import { refuse, setUpHost } from './setup.ts';

/** An extension host that has said nothing for so long will say nothing any more. */
const LONGEST = Number(process.env.TEST_HOST_TIMEOUT ?? 600) * 1000;

interface Arguments {
  readonly folder?: string;
  readonly named: ReadonlyMap<string, string>;
}

/** Both `--name value` and `--name=value`; flags of Electron without a value are passed over. */
export function readArguments(args: readonly string[]): Arguments {
  const valued = ['extensionDevelopmentPath', 'extensionTestsPath', 'user-data-dir', 'extensions-dir', 'install-extension'];
  const named = new Map<string, string>();
  let folder: string | undefined;
  for (let at = 0; at < args.length; at++) {
    const [, name, value] = /^--([\w-]+)(?:=(.*))?$/s.exec(args[at]) ?? [];
    if (!name) folder = resolve(args[at]);
    else if (valued.includes(name)) named.set(name, resolve(value ?? args[++at]));
  }
  return { folder, named };
}

async function main(): Promise<number> {
  const { folder, named } = readArguments(process.argv.slice(2));
  const temporary = mkdtempSync(join(tmpdir(), 'stand-in-'));
  const options: ServerOptions = {
    host: setUpHost(),
    userData: named.get('user-data-dir') ?? join(temporary, 'user-data'),
    extensions: named.get('extensions-dir') ?? join(temporary, 'extensions'),
  };
  let server: Server | undefined;
  let browser: Browser | undefined;
  try {
    const vsix = named.get('install-extension');
    if (vsix) await installExtension(options, vsix);
    const tests = named.get('extensionTestsPath');
    if (!tests) return 0;
    if (!existsSync(tests)) throw new Error(`There are no tests at ${tests}`);
    server = await startServer(options);
    browser = await launchBrowser(options.host);
    return await runTests({ server, browser, folder, named });
  } finally {
    await browser?.close();
    await server?.close();
    rmSync(temporary, { recursive: true, force: true });
  }
}

interface Run extends Arguments {
  readonly server: Server;
  readonly browser: Browser;
}

/** The workbench calls both functions in a smoke test's window; the log is told only when the tests could not be. */
async function runTests({ server, browser, folder, named }: Run): Promise<number> {
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  const log: string[] = [];
  const payload: Record<string, string> = { skipWelcome: 'true' };
  for (const name of ['extensionDevelopmentPath', 'extensionTestsPath'])
    if (named.has(name)) payload[name] = server.uri(named.get(name)!);
  await page.exposeFunction('codeAutomationLog', (type: string, args: unknown[]) => log.push(`${type}: ${format(...args)}`));
  const { promise: exit, resolve: ended, reject: fail } = Promise.withResolvers<number>();
  await page.exposeFunction('codeAutomationExit', ended);
  page.once('crash', () => fail(new Error('The window crashed.')));
  server.gone.then(() => fail(new Error('code-server ended.')));
  setTimeout(() => fail(new Error(`The tests have not ended after ${LONGEST / 1000} s.`)), LONGEST).unref();
  try {
    await Promise.race([page.goto(server.page(folder, payload)), exit]);
    const code = await exit;
    if (process.env.TEST_HOST_LOG) console.error([server.log(), ...log].join('\n'));
    return code;
  } catch (failure) {
    console.error([server.log(), ...log.slice(-200)].join('\n'));
    throw failure;
  }
}

/** A signal is an end like any other: what was begun hangs on the process's exit. */
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));
main().then(code => process.exit(code), refuse);
