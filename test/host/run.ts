/** Test host: runs the suites of test/host/suite, or of `--suites FOLDER`, in the extension host of a desktop VS Code, or of code-server where there is none. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { runTests, TestRunFailedError } from '@vscode/test-electron';
import { bundleSuites } from './bundle.ts';
import { desktop } from './desktop.ts';
import type { Said } from './said.ts';
import { writeSettings } from './server.ts';
import { refuse, root, setUpHost } from './setup.ts';

async function main(): Promise<number> {
  const options = { grep: { type: 'string', short: 'g' }, suites: { type: 'string' } } as const;
  const { grep, suites } = parseArgs({ options }).values;
  const program = await desktop();
  if (!program) setUpHost();
  console.log(`\n  suites in the extension host of ${program ?? 'code-server'}`);
  const bundled = bundleFolder();
  const life = mkdtempSync(join(tmpdir(), 'test-host-'));
  const terminal = await listen();
  try {
    await bundleSuites(bundled, suites && resolve(suites));
    const code = await runIn(program ?? join(import.meta.dirname, 'stand-in.ts'), { life, bundled, port: terminal.port, grep });
    return judge(code, terminal.counted());
  } finally {
    terminal.close();
    rmSync(life, { recursive: true, force: true, maxRetries: 5 });
    rmSync(bundled, { recursive: true, force: true });
  }
}

interface Run {
  readonly life: string;
  readonly bundled: string;
  readonly port: number;
  readonly grep?: string;
}

/** A home, a profile and a workspace of its own, all under one temporary folder. */
async function runIn(program: string, { life, bundled, port, grep }: Run): Promise<number> {
  const [workspace, home, userData] = ['workspace', 'home', 'user-data'].map(name => join(life, name));
  for (const folder of [workspace, home]) mkdirSync(folder);
  addVendor(join(life, 'extensions'));
  writeSettings(userData);
  try {
    return await runTests({
      vscodeExecutablePath: program,
      extensionDevelopmentPath: root,
      extensionTestsPath: join(bundled, 'run.mjs'),
      launchArgs: [workspace, `--user-data-dir=${userData}`, `--extensions-dir=${join(life, 'extensions')}`],
      extensionTestsEnv: {
        INVESTIGATOR_HOME: home,
        PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
        TEST_HOST_PORT: String(port),
        TEST_HOST_OPTIONS: JSON.stringify({ grep, colour: process.stdout.isTTY }),
      },
    });
  } catch (failure) {
    if (failure instanceof TestRunFailedError) return failure.code ?? 1;
    throw failure;
  }
}

/** A vendor of language models has to be announced by some extension; its models are those of a suite. */
function addVendor(extensions: string): void {
  const folder = join(extensions, 'investigator-tests.scripted-models-1.0.0');
  mkdirSync(folder, { recursive: true });
  const manifest = {
    ...{ name: 'scripted-models', publisher: 'investigator-tests', version: '1.0.0', engines: { vscode: '^1.104.0' } },
    contributes: { languageModelChatProviders: [{ vendor: 'scripted', displayName: 'Scripted' }] },
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
}

/** Inside the project, so that mocha is found beside it. */
function bundleFolder(): string {
  const cache = join(root, '.cache');
  mkdirSync(cache, { recursive: true });
  return mkdtempSync(join(cache, 'host-suite-'));
}

type Counted = { passed: number; failed: number };

interface Terminal {
  readonly port: number;
  counted(): Counted | undefined;
  close(): void;
}

/** The same way out of a desktop's and of code-server's extension host, whose own output holds much else. */
function listen(): Promise<Terminal> {
  let counted: Counted | undefined;
  const sockets = new Set<Socket>();
  const server = createServer(socket => {
    sockets.add(socket);
    createInterface(socket).on('line', line => {
      const said = JSON.parse(line) as Said;
      if ('words' in said) console.log(said.words);
      else counted = said.counted;
    });
  });
  const close = () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  return new Promise((ready, fail) => {
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () =>
      ready({ port: (server.address() as { port: number }).port, counted: () => counted, close }),
    );
  });
}

/** Green only when the extension host says so itself, and some test was run. */
function judge(code: number, counted: Counted | undefined): number {
  if (!counted) console.error('The tests in the extension host never told how they ended.');
  else if (counted.passed === 0) console.error('No test was run in the extension host.');
  else if (code === 0 && counted.failed === 0) return 0;
  return code || 1;
}

main().then(code => process.exit(code), refuse);
