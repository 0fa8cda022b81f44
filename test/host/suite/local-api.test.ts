/** Extension host: the local API, started and stopped by command: what is handed in is told of at once, its secret stands in no file and no address. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { type Answering, answering } from './answering.ts';
import { awake, eventually } from './editor.ts';

const run = (id: string) => ({
  run_id: id,
  agent_name: 'triage',
  status: 'failure',
  error_type: 'RateLimitError',
  error_message: '429 too many requests',
  steps: [],
  tool_calls: [],
  guardrail_events: [],
});

describe('the local API', function () {
  this.timeout(120_000);
  let told: Answering;
  let warned: Answering;
  let pressed: string | undefined;

  const set = (key: string, value: unknown) =>
    vscode.workspace.getConfiguration('investigator').update(key, value, vscode.ConfigurationTarget.Global);
  const start = () => vscode.commands.executeCommand<string | undefined>('investigator.startLocalApi');
  const secret = async () => {
    await vscode.commands.executeCommand('investigator.copyLocalApiSecret');
    return vscode.env.clipboard.readText();
  };
  const post = (url: string, body: unknown, headers: Record<string, string>) =>
    fetch(url, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } });

  before(async () => {
    told = answering('showInformationMessage', () => undefined);
    warned = answering('showWarningMessage', () => pressed);
    await set('localApi.port', 0);
  });
  after(async () => {
    await vscode.commands.executeCommand('investigator.stopLocalApi');
    await set('localApi.port', undefined);
    told.end();
    warned.end();
  });

  it('takes agent runs of who knows its secret, and the editor hears of them', async () => {
    const { door } = await awake();
    const address = await start();
    assert.match(String(address), /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.equal(await start(), address, 'one server a window');
    assert.equal((await fetch(`${address}/health`)).status, 200);
    assert.equal((await post(`${address}/agent-runs`, run('a'), {})).status, 401);
    let heard = 0;
    const ear = door.onChanged(() => heard++);
    const known = { 'x-ingest-secret': await secret() };
    assert.equal((await post(`${address}/agent-runs`, run('live-1'), known)).status, 200);
    await eventually('the editor hears of it', () => heard > 0);
    ear.dispose();
    const { runs } = await door.engine.list_runs({});
    assert.ok(runs.some(({ title }) => title === 'live-1'));
  });

  it('keeps its secret out of settings, logs and files of the home', async () => {
    const { door } = await awake();
    const value = await secret();
    assert.match(value, /^[\w-]{43}$/);
    assert.equal(await secret(), value);
    const home = await door.home();
    const files = readdirSync(home, { recursive: true, withFileTypes: true }).filter(one => one.isFile());
    const holding = files.filter(one => readFileSync(join(one.parentPath, one.name)).includes(value));
    assert.deepEqual(holding, []);
    assert.ok(!JSON.stringify(told.asked).includes(value));
    assert.ok(!JSON.stringify(vscode.workspace.getConfiguration('investigator')).includes(value));
  });

  it('ends by command, and begins anew', async () => {
    const address = await start();
    await vscode.commands.executeCommand('investigator.stopLocalApi');
    await assert.rejects(fetch(`${address}/health`));
    const again = await start();
    assert.equal((await fetch(`${again}/health`)).status, 200);
    await vscode.commands.executeCommand('investigator.stopLocalApi');
  });

  it('asks what to do where its port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    await set('localApi.port', port);
    pressed = undefined;
    assert.equal(await start(), undefined);
    assert.deepEqual(warned.asked.at(-1), [
      `Port ${port} is taken, perhaps by the local API of another window.`,
      'Use Any Free Port',
      'Open Settings',
    ]);
    pressed = 'Use Any Free Port';
    const address = await start();
    assert.notEqual(new URL(String(address)).port, String(port));
    assert.equal((await fetch(`${address}/health`)).status, 200);
    other.close();
  });
});
