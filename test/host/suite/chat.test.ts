/** Extension host: the chat: every command answers on the sample, its links open lines, its buttons are commands; and the participant is asked through VS Code's own chat. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { followUps } from '../../../src/doors/vscode/chat/participant.ts';
import { chatRows, PARTICIPANT, VENDOR } from '../../../src/doors/vscode/chat/rows.ts';
import { formatPlace } from '../../../src/model/place.ts';
import { askVsCode as askWith, type Heard, heard, linksOf } from './chat-asked.ts';
import { awake, eventually, investigator, sampleReport } from './editor.ts';
import { writeLongLog } from './long-log.ts';

/** `about` is the run that the answer before was about; other suites have runs in the same home. */
async function ask(command: string | undefined, prompt = '', about?: string): Promise<Heard> {
  const answer = await heard({ command, prompt }, about);
  for (const { isTrusted, supportHtml } of answer.parts) {
    assert.deepEqual(isTrusted, { enabledCommands: ['investigator.openLine', 'investigator.openDocument'] });
    assert.ok(!supportHtml);
  }
  return answer;
}

interface Metadata {
  readonly run_id?: string | null;
  readonly fault?: string;
}

async function askVsCode(question: string): Promise<vscode.ChatResult> {
  const [model] = await vscode.lm.selectChatModels({ vendor: VENDOR });
  return askWith(question, model);
}

describe('chat', () => {
  before(sampleReport);
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('answers every command, and a plain question, with buttons and links that are commands', async () => {
    const report = await sampleReport();
    const known = new Set(await vscode.commands.getCommands(true));
    const prompts: Record<string, string> = {
      investigate: report.run.run_id,
      explain: formatPlace(report.evidence_index[0].place),
      logs: 'level:error',
    };
    for (const command of [undefined, ...Object.keys(chatRows.commands).filter(one => one !== 'metrics')]) {
      const { text, buttons, result } = await ask(
        command,
        command ? prompts[command] : 'Why is the disk full?',
        report.run.run_id,
      );
      const { fault } = result.metadata as { fault?: string };
      assert.deepEqual([result.errorDetails, fault], [undefined, undefined], `${command}: ${text}`);
      // Whether something failed alike depends on which suites ran before.
      assert.ok(text.length > (command === 'similar' ? 50 : 100), `${command}: ${text}`);
      const links = linksOf(text);
      if (command !== 'ticket' && command !== 'similar') assert.ok(links.length > 0, `${command} links something`);
      for (const id of [...links.map(([id]) => id), ...buttons.map(one => one.command)]) assert.ok(known.has(id), id);
    }
  });

  it('says that no language model was asked', async () => {
    assert.match((await ask(undefined, 'Why did it fail?')).text, /No language model was asked/);
  });

  it('opens the line that a link cites', async () => {
    const report = await sampleReport();
    const [command, given] = linksOf((await ask('report', report.run.run_id)).text)[0];
    assert.equal(command, 'investigator.openLine');
    await vscode.commands.executeCommand(command, ...given);
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.uri.scheme, 'investigator-log');
    const selected = editor.document.lineAt(editor.selection.active.line).text;
    const cited = report.evidence_index.find(one => formatPlace(one.place) === given[0])!;
    assert.ok(selected.includes(cited.snippet.split('\n')[0].slice(0, 60)), selected);
    const { text } = await ask('explain');
    assert.deepEqual(linksOf(text)[0], [command, given], 'the selected line is explained');
  });

  it('offers what to ask next, to the same participant and with commands of its own', async () => {
    const { result } = await ask('latest');
    const next = followUps(result);
    assert.ok(next.length > 0);
    for (const { command, participant } of next) {
      assert.equal(participant, PARTICIPANT);
      assert.ok(command! in chatRows.commands, command);
    }
  });

  it('ends what is under way when the answer is stopped', async () => {
    const { door } = await awake();
    const folder = mkdtempSync(join(tmpdir(), 'chat-suite-'));
    try {
      const file = join(folder, 'long.log');
      await writeLongLog(file);
      const { runs } = await door.engine.check_ingestion_status({});
      const running = async () => (await door.engine.check_ingestion_status({})).ingestions.some(one => one.state === 'running');
      const asked = askVsCode(`/investigate ${file}`);
      await eventually('the log is being read', running);
      await vscode.commands.executeCommand('workbench.action.chat.cancel');
      await asked;
      await eventually('nothing is being read', async () => !(await running()));
      assert.equal((await door.engine.check_ingestion_status({})).runs, runs);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('brings a language model along, which answers without links', async () => {
    await awake();
    const [model] = await vscode.lm.selectChatModels({ vendor: VENDOR });
    assert.equal(model.name, 'Investigator (offline)');
    const { text } = await model.sendRequest([vscode.LanguageModelChatMessage.User('Why did the run fail?')]);
    let answer = '';
    for await (const part of text) answer += part;
    assert.match(answer, /No language model was asked/);
    assert.doesNotMatch(answer, /command:/);
  });

  it('is asked through the chat of VS Code itself, with that model', async () => {
    await sampleReport();
    const { door } = await awake();
    const [{ run_id }] = (await door.engine.list_runs({ outcome: 'failed', limit: 1 })).runs;
    const latest = await askVsCode('/latest');
    assert.deepEqual([latest.errorDetails, (latest.metadata as Metadata).run_id], [undefined, run_id]);
    const unknown = await askVsCode('/report none-such');
    assert.deepEqual([unknown.errorDetails, (unknown.metadata as Metadata).fault], [undefined, 'run_unknown']);
    const metrics = await askVsCode('/metrics cpu');
    assert.deepEqual([metrics.errorDetails, (metrics.metadata as Metadata).fault], [undefined, 'not_connected']);
    const next = await askVsCode('/timeline');
    assert.equal((next.metadata as Metadata).run_id, run_id, 'it stays with the run that was spoken of');
  });

  it('is announced with its commands and with the questions that are meant for it', () => {
    const [participant] = investigator().packageJSON.contributes.chatParticipants;
    assert.deepEqual(
      participant.commands.map((one: { name: string }) => one.name),
      Object.keys(chatRows.commands),
    );
    assert.ok(participant.disambiguation[0].examples.length > 2);
  });
});
