/** Extension host: Argus from its connection to the report: tried and kept, its failed runs listed, one fetched, read, investigated and shown. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Offered } from '../../../src/doors/vscode/runs/offers.ts';
import type { ConnectionTest } from '../../../src/model/connection-test.ts';
import { type ArgusStandIn, openArgus } from '../../stand-in/argus.ts';
import { addSampleRun, SAMPLE_ID } from '../../stand-in/sample-run.ts';
import { awake, eventually, investigator, tabInFront } from './editor.ts';

const TOKEN = 'argus-token-4711';
const ACCESS = { id: 'client.access', secret: 'access-secret-0815' };
const ADDRESS = `argus:${SAMPLE_ID}`;

describe('Argus in the editor', function () {
  this.timeout(180_000);
  let argus: ArgusStandIn;

  before(async () => {
    argus = await openArgus({ token: TOKEN, access: ACCESS });
    await addSampleRun(argus, join(investigator().extensionUri.fsPath, 'media/sample'));
  });
  after(async () => {
    const { door } = await awake();
    for (const name of ['argus', 'argusAccess']) await door.extension.secrets.delete(`investigator.credential.${name}`);
    await vscode.workspace.getConfiguration('investigator').update('argus.url', undefined, vscode.ConfigurationTarget.Global);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await argus.close();
  });
  afterEach(() => vscode.commands.executeCommand('notifications.clearAll'));

  const connect = (given: object) => vscode.commands.executeCommand<ConnectionTest>('investigator.connectArgus', given);
  const listed = () => vscode.commands.executeCommand<Offered>('investigator.listRemoteRuns');

  it('is tried with what was entered, and says which part of it is refused', async () => {
    const access = `${ACCESS.id}:${ACCESS.secret}`;
    const strangers = await connect({ url: argus.url, token: TOKEN, access: 'some:body' });
    assert.deepEqual([strangers.failed, /sign in/.test(strangers.problem.text)], ['auth', true]);
    const unknown = await connect({ url: argus.url, token: 'wrong', access });
    assert.deepEqual([unknown.failed, /does not know the token/.test(unknown.problem.text)], ['auth', true]);
    assert.equal((await connect({ url: argus.url, token: TOKEN, access })).failed, null);
  });

  it('is kept: the address in the settings, the token in the secret storage and nowhere else', async () => {
    const { door } = await awake();
    assert.equal((await door.settings())['argus.url'], argus.url);
    assert.equal(await door.extension.secrets.get('investigator.credential.argus'), TOKEN);
    const set = JSON.stringify(vscode.workspace.getConfiguration('investigator'));
    assert.ok(!set.includes(TOKEN) && !set.includes(ACCESS.secret));
  });

  it('lists its failed runs once it is connected, without being asked', async () => {
    argus.asked.length = 0;
    await connect({ url: argus.url, token: TOKEN, access: '' });
    // The names of people are asked for with the list only.
    await eventually('Argus was asked for runs', () => argus.asked.some(one => one.url === '/api/v1/users'));
    const { runs, problems } = await listed();
    assert.deepEqual(
      runs.map(run => [run.address, run.status, run.run_id]),
      [[ADDRESS, 'failed, under investigation', null]],
    );
    assert.deepEqual(problems, []);
  });

  it('opens one: fetched, read, investigated, and its report in front', async () => {
    const [run] = (await listed()).runs;
    const runId = await vscode.commands.executeCommand<string>('investigator.investigateRemote', { kind: 'remote', run });
    await eventually('the panel is in front', () => tabInFront()?.input instanceof vscode.TabInputWebview);
    assert.match(tabInFront()?.label ?? '', /longevity-50gb-4h-major-test #412/);
    const { door } = await awake();
    const report = await door.engine.get_report({ run_id: runId });
    assert.equal(report.category, 'out_of_memory');
    assert.ok(report.run.remote?.facts.some(fact => fact.label === 'Assignee' && fact.value === 'Dana Example'));
    assert.ok(argus.storage.asked.length >= 2 && argus.storage.asked.every(one => one.headers.authorization === undefined));
    assert.deepEqual(
      (await listed()).runs.map(one => one.run_id),
      [runId],
    );
  });

  it('is a note in the tree while it cannot be asked, and what it told before stays', async () => {
    argus.instead.set('/user/jobs', (_, response) => void response.writeHead(500).end());
    const { runs, problems } = await listed();
    assert.deepEqual([runs.length, problems.map(one => one.system)], [1, ['argus']]);
    assert.match(problems[0].words, /Argus .*status 500/);
    argus.instead.clear();
    assert.deepEqual((await listed()).problems, []);
  });
});
