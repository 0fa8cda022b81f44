/** Test host: runs mocha inside the extension host and tells the terminal, line by line, what mocha says. */
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';
import type { Said } from '../said.ts';

/** The workbench's own entry: a promise that rejects is a failed run. */
export async function run(): Promise<void> {
  const terminal = await listener();
  const say = (said: Said) => {
    if (terminal) terminal.write(JSON.stringify(said) + '\n');
    else console.log('words' in said ? said.words : said.counted);
  };
  try {
    const counted = await runMocha(words => say({ words }));
    say({ counted });
    if (counted.failed > 0) throw new Error(`${counted.failed} failed`);
    if (counted.passed === 0) throw new Error('No test was run.');
  } catch (failure) {
    say({ words: failure instanceof Error ? (failure.stack ?? failure.message) : String(failure) });
    throw failure;
  } finally {
    terminal?.end();
    if (terminal) await once(terminal, 'close');
  }
}

/** Nobody listens under a debugger: its console does. */
async function listener(): Promise<Socket | undefined> {
  const port = process.env.TEST_HOST_PORT;
  if (!port) return undefined;
  const socket = connect(Number(port), '127.0.0.1');
  await once(socket, 'connect');
  return socket;
}

async function runMocha(say: (words: string) => void): Promise<{ passed: number; failed: number }> {
  const { grep, colour } = JSON.parse(process.env.TEST_HOST_OPTIONS ?? '{}') as { grep?: string; colour?: boolean };
  Object.assign(Mocha.reporters.Base, {
    consoleLog: (...args: unknown[]) => say(format(...args)),
    useColors: !!colour,
  });
  const mocha = new Mocha({ ui: 'bdd', timeout: 60_000, reporter: 'spec', grep });
  const suites = readdirSync(import.meta.dirname).filter(name => /\.(test|bench)\.mjs$/.test(name));
  for (const name of suites.sort()) mocha.addFile(join(import.meta.dirname, name));
  await mocha.loadFilesAsync();
  return new Promise(done => {
    const runner = mocha.run(() => done({ passed: runner.stats?.passes ?? 0, failed: runner.stats?.failures ?? 0 }));
  });
}
