/** Extension host: logs are brought in as a person does it, from the explorer's menu; and let go again. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { awake, eventually, tabInFront } from './editor.ts';

const LOG = [
  'Compiling app.c',
  'app.c:12:5: error: use of undeclared identifier bar',
  'make: *** [Makefile:4: app.o] Error 1',
  '',
];

describe('bringing logs in', () => {
  let folder: string;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'reading-suite-'));
    await awake();
  });
  after(() => rmSync(folder, { recursive: true, force: true }));
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  const runsCalled = async (text: string) => (await (await awake()).door.engine.list_runs({ text })).runs;

  it('“Investigate These Logs” reads a file, investigates it and shows its report', async () => {
    const file = join(folder, 'compiling.log');
    writeFileSync(file, LOG.join('\n'));
    await vscode.commands.executeCommand('investigator.investigateThese', vscode.Uri.file(file));
    const [run] = await runsCalled('compiling');
    assert.equal(run.outcome, 'failed');
    assert.equal(run.category, 'compile_error');
    await eventually('its panel is in front', () => tabInFront()?.label === run.title);
  });

  it('takes a name with every sign that a file may have', async () => {
    const file = join(folder, 'odd name #1 ?x=%20 [é] $(rm).log');
    writeFileSync(file, LOG.join('\n'));
    await vscode.commands.executeCommand('investigator.investigateThese', vscode.Uri.file(file));
    assert.equal((await runsCalled('odd name')).length, 1);
  });

  it('a reading that is cancelled leaves no run', async () => {
    const file = join(folder, 'cancelled.log');
    // More than can be read while one looks once.
    writeFileSync(file, Array.from({ length: 1_500_000 }, (_, at) => `2026-01-01T00:00:00Z INFO request ${at}`).join('\n'));
    const { door } = await awake();
    const reading = vscode.commands.executeCommand('investigator.investigateThese', vscode.Uri.file(file));
    await eventually('it is being read', async () =>
      (await door.engine.check_ingestion_status({})).ingestions.some(one => one.state === 'running'),
    );
    await vscode.commands.executeCommand('investigator.cancelReading');
    await reading;
    assert.deepEqual(await runsCalled('cancelled'), []);
  });

  it('a folder without logs is refused in words, not with a crash', async () => {
    await vscode.commands.executeCommand('investigator.investigateThese', vscode.Uri.file(join(folder, 'not-there')));
    assert.deepEqual(await runsCalled('not-there'), []);
  });
});
