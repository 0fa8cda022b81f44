/** The editor: the local API as a process of its own: the command line's bundle, from its start until the channel to it is closed. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { codeOf } from '../../../base/failure-code.ts';
import { Fault } from '../../../base/fault.ts';
import { objectIn } from '../../../base/lenient.ts';

/** Milliseconds that it has to answer what was asked before; what it has not done by then is taken up at the next start. */
const END_MS = 10_000;
export const HOST = '127.0.0.1';

/** A line of its log. */
export type Happening = Readonly<Record<string, unknown>>;

export interface ServerOptions {
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  onHappening(happening: Happening): void;
  /** It has ended, whoever ended it. */
  onEnd(): void;
}

export interface RunningServer {
  /** Where it listens, such as `http://127.0.0.1:8000`. */
  readonly address: string;
  end(): Promise<void>;
}

/** Settles once it listens. Throws bad_input with its own words where it does not come to that. */
export async function startServer({ file, args, env, cwd, onHappening, onEnd }: ServerOptions): Promise<RunningServer> {
  const child = fork(file, ['serve', '--host', HOST, ...args], {
    cwd,
    env: { ...env, ELECTRON_RUN_AS_NODE: '1' },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const ended = once(child, 'exit');
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const said: string[] = [];
  createInterface({ input: child.stderr as NodeJS.ReadableStream }).on('line', line => {
    const happening = objectIn(line);
    if (!happening) said.push(line);
    else if (happening.message === 'listening') resolve(String(happening.address));
    if (happening) onHappening(happening);
  });
  const gone = () => reject(new Fault('bad_input', { problem: said.join(' ') || 'The local API ended as it began.' }));
  child.once('error', gone);
  void ended.then(gone);
  const address = await promise;
  void ended.then(onEnd);
  return { address, end: () => endOf(child, ended) };
}

/** It ends by itself when nobody is at the other end of the channel; so does one whose editor has died. */
async function endOf(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const late = setTimeout(() => child.kill('SIGKILL'), END_MS);
  if (child.connected) child.disconnect();
  await ended;
  clearTimeout(late);
}

/** Whether nobody listens there now. Throws what is no sign of a port that is taken. */
export async function isFree(port: number): Promise<boolean> {
  const probe = createServer();
  try {
    probe.listen(port, HOST);
    await once(probe, 'listening');
    return true;
  } catch (failure) {
    if (codeOf(failure) === 'EADDRINUSE' || codeOf(failure) === 'EACCES') return false;
    throw failure;
  } finally {
    probe.close();
  }
}
