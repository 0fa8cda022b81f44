/** Extension host: every command can be given with nothing in hand: it does its work, asks, or refuses in words; none is a bug. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { awake, investigator, sampleReport } from './editor.ts';

/** They end in a dialog of the workbench, which a test's extension host refuses to show. */
const MODAL = new Set(['investigator.forgetRun', 'investigator.downloadSentenceModel']);

describe('every command', function () {
  this.timeout(180_000);
  const bugs: string[] = [];

  before(async () => {
    await sampleReport();
    const { log } = (await awake()).door;
    const { error } = log;
    log.error = (...words: Parameters<typeof error>) => {
      bugs.push(words.map(String).join(' '));
      error.apply(log, words);
    };
  });
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  const ids: string[] = investigator().packageJSON.contributes.commands.map((one: { command: string }) => one.command);

  for (const id of ids.filter(one => !MODAL.has(one))) {
    it(`${id} ends well, whatever it asks is waved away`, async () => {
      bugs.length = 0;
      await wavingAway(vscode.commands.executeCommand(id));
      assert.deepEqual(bugs, []);
    });
  }
});

/** Closes what asks until the command has ended. */
async function wavingAway(running: Thenable<unknown>): Promise<void> {
  let over = false;
  const ended = Promise.resolve(running).finally(() => {
    over = true;
  });
  while (!over) {
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    await vscode.commands.executeCommand('notifications.clearAll');
    await Promise.race([ended, new Promise(later => setTimeout(later, 200))]);
  }
  await ended;
}
