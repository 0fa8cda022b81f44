/** The local API's process: it is there when it says so, tells why it is not, and ends with whoever began it. */
import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Happening, isFree, startServer } from '../../../../src/doors/vscode/local-api/server-process.ts';

const file = 'src/doors/cli/main.ts';

describe('the process of the local API', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'local-api-'));
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  const begin = (
    args: readonly string[],
    onHappening: (one: Happening) => void = () => undefined,
    onEnd: () => void = () => undefined,
  ) => startServer({ file, args: [...args, '--home', home], env: process.env, cwd: process.cwd(), onHappening, onEnd });

  it('answers once it is started, tells what happens, and ends when it is let go', async () => {
    const happened: unknown[] = [];
    const { promise: over, resolve } = Promise.withResolvers<void>();
    const server = await begin(['--port', '0'], ({ message }) => happened.push(message), resolve);
    assert.equal((await fetch(`${server.address}/health`)).status, 200);
    await Promise.all([server.end(), server.end()]);
    await over;
    await assert.rejects(fetch(`${server.address}/health`));
    assert.deepEqual(happened, ['listening', 'answered', 'ending']);
    assert.ok(await isFree(Number(new URL(server.address).port)));
  });

  it('says in its own words why it does not begin', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as { port: number };
    assert.equal(await isFree(port), false);
    await assert.rejects(begin(['--port', String(port)]), {
      code: 'bad_input',
      message: new RegExp(`Port ${port} of 127\\.0\\.0\\.1 cannot be listened on: EADDRINUSE`),
    });
    taken.close();
  });

  it('ends when the editor that began it is killed', async () => {
    const script = `
      import { startServer } from ${JSON.stringify(join(process.cwd(), 'src/doors/vscode/local-api/server-process.ts'))};
      const server = await startServer({ file: ${JSON.stringify(file)}, args: ['--port', '0', '--home', ${JSON.stringify(home)}],
        env: process.env, cwd: process.cwd(), onHappening: () => undefined, onEnd: () => undefined });
      process.send(server.address);`;
    const editor = fork('-', [], {
      execArgv: ['--input-type=module', '-e', script],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const [address] = await once(editor, 'message');
    assert.equal((await fetch(`${address}/health`)).status, 200);
    editor.kill('SIGKILL');
    const port = Number(new URL(address).port);
    while (!(await isFree(port))) await new Promise(later => setTimeout(later, 50));
  });
});
