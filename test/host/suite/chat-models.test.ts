/** Extension host: language models in the chat: one of the editor and Claude by key, asked only with a person's word, held to the stored lines, stopped, without a key, with a bad one. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { CLAUDE } from '../../../src/doors/vscode/chat/claude-rows.ts';
import { consentFor, remember } from '../../../src/doors/vscode/chat/consent.ts';
import { FEEDBACK, keepFeedback } from '../../../src/doors/vscode/chat/feedback.ts';
import { formatPlace } from '../../../src/model/place.ts';
import { Anthropic, KEY } from '../../stand-in/anthropic.ts';
import { investigateSample } from '../../stand-in/anthropic-sample.ts';
import { answering } from './answering.ts';
import { askVsCode, type Heard, heard, linksOf } from './chat-asked.ts';
import { awake, eventually, sampleReport } from './editor.ts';
import { call, idOf, registerScripted, type Saying, SCRIPTED, type ScriptedModel } from './scripted-model.ts';

const OOM = 'Out of memory: Killed process';
const TO = { key: `${SCRIPTED}/one`, name: 'Scripted' };

const claim = (title: string, id: string, quote: string) => ({
  ...{ title, description: '', confidence: 'high', evidence: [{ id, quote }] },
});

/** Looks, then hands in a claim that holds and one that does not. */
const honestly: Saying = (sent, nth) =>
  nth % 2 === 0
    ? [new vscode.LanguageModelTextPart('First the kernel.'), call('search_logs', { query: '"Killed process"' })]
    : [
        call('submit_findings', {
          summary: 'The kernel killed scylla.',
          claims: [
            claim('Memory ran out', idOf(sent, OOM), OOM),
            claim('A disk was full', idOf(sent, OOM), 'No space left on device'),
          ],
        }),
      ];

const lying: Saying = sent => [
  call('submit_findings', { summary: 'All is well.', claims: [claim('A disk was full', idOf(sent, OOM), 'No space left')] }),
];

describe('chat with a language model', function () {
  this.timeout(120_000);
  let model: ScriptedModel;
  let run: string;

  before(async () => {
    run = (await sampleReport()).run.run_id;
    model = await registerScripted();
  });
  after(async () => {
    model.end();
    await decide('open');
  });
  beforeEach(() => {
    model.sent.length = 0;
    model.say = honestly;
  });
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  const memory = async () => (await awake()).door.extension.globalState;
  const decide = async (consent: 'given' | 'refused' | 'open') => remember(await memory(), TO, consent);
  const ask = (command: string | undefined, prompt = '', more: object = {}): Promise<Heard> =>
    heard({ command, prompt, model: model.chat, ...more }, run);
  const button = ({ buttons }: Heard, title: string) => {
    const found = buttons.find(one => one.title === title);
    assert.ok(found, `${title} among ${buttons.map(one => one.title).join(', ')}`);
    return vscode.commands.executeCommand(found.command, ...(found.arguments ?? []));
  };

  it('asks nobody before a person says so, and answers from the engine', async () => {
    const { text, buttons } = await ask(undefined, 'Was the quorum lost?');
    assert.equal(model.sent.length, 0);
    assert.match(text, /Scripted One was not asked yet/);
    assert.match(text, /hold one of `quorum`/);
    const known = await vscode.commands.getCommands(true);
    assert.deepEqual(
      buttons.filter(one => !known.includes(one.command)),
      [],
    );
  });

  it('shows what would be sent, masked, and sends nothing', async () => {
    const context = [{ id: 'x', value: 'The key is AKIAIOSFODNN7EXAMPLE.' }];
    await button(
      await ask(undefined, 'Was the quorum lost?', { references: context, toolReferences: [] }),
      'Show What Would Be Sent',
    );
    const text = vscode.window.activeTextEditor?.document.getText() ?? '';
    assert.match(text, /^This would be sent to one first: about [\d,]+ tokens\. Nothing was sent\.\nMasked: /);
    assert.match(text, /The question of a person: Was the quorum lost\?/);
    assert.match(text, /The key is <secret-\d+>\./);
    assert.ok(!text.includes('AKIAIOSFODNN7EXAMPLE'));
    assert.equal(model.sent.length, 0);
  });

  it('remembers a refusal, which a person can take back', async () => {
    await button(await ask(undefined, 'Why?'), 'Do Not Ask It');
    const refused = await ask(undefined, 'Why?');
    assert.match(refused.text, /was not asked, as you have decided/);
    assert.equal(model.sent.length, 0);
    const person = answering('showQuickPick', choices => choices);
    try {
      await vscode.commands.executeCommand('investigator.chooseModels');
    } finally {
      person.end();
    }
    assert.equal(consentFor(await memory(), TO), 'given');
  });

  it('asks again by itself once it may, in VS Code’s own chat', async () => {
    await decide('open');
    const first = await askVsCode('Who killed scylla?', model.chat);
    assert.equal((first.metadata as { heard?: object }).heard, undefined);
    assert.equal(model.sent.length, 0);
    const { buttons } = await ask(undefined, 'Who killed scylla?');
    const { command, arguments: given = [] } = buttons.find(one => one.title === 'Ask Scripted One')!;
    await vscode.commands.executeCommand(command, ...given);
    await eventually('the model was asked', () => model.sent.length === 2);
    assert.ok(model.sent[0].tools.includes('search_logs') && model.sent[0].tools.includes('submit_findings'));
  });

  for (const command of [undefined, 'investigate', 'explain'])
    it(`answers ${command ? `/${command}` : 'a plain question'}: claims with lines that open, what does not hold counted`, async () => {
      await decide('given');
      const report = await sampleReport();
      const prompts: Record<string, string> = { investigate: run, explain: formatPlace(report.evidence_index[0].place) };
      const { text, steps, result, parts } = await ask(command, command ? prompts[command] : 'Who killed scylla?');
      assert.match(text, /Scripted One found; each quote was compared with the stored lines/);
      assert.match(text, /1 claim removed: not in the evidence[\s\S]*A disk was full/u);
      assert.ok(
        steps.some(one => one.includes('Asking Scripted One')),
        steps.join('; '),
      );
      const after = text.slice(text.indexOf('found; each quote'));
      const [id, given] = linksOf(after)[0];
      await vscode.commands.executeCommand(id, ...given);
      const editor = vscode.window.activeTextEditor;
      assert.match(editor?.document.lineAt(editor.selection.active.line).text ?? '', /Out of memory: Killed process/);
      for (const part of parts)
        assert.deepEqual(
          [part.supportHtml, part.isTrusted],
          [false, { enabledCommands: ['investigator.openLine', 'investigator.openDocument'] }],
        );
      const { heard: kept } = result.metadata as { heard: { findings_id: string } };
      const { door } = await awake();
      assert.equal((await door.engine.get_report({ run_id: run })).findings?.findings_id, kept.findings_id);
      const { record } = await door.own.findings_record({ findings_id: kept.findings_id });
      assert.match(String(record), /"what":"begin"/);
    });

  it('asks for nothing with the commands that need no model, and shows what is kept', async () => {
    for (const command of ['latest', 'report', 'logs', 'compare', 'similar', 'timeline', 'instructions', 'ticket']) {
      const { text, result } = await ask(command, command === 'report' ? run : '');
      assert.ok(text.length > 20, command);
      assert.equal(result.errorDetails, undefined);
    }
    assert.equal(model.sent.length, 0);
    assert.match((await ask('report', run)).text, /Scripted One found/);
  });

  it('catches a model that lies, and answers from the engine', async () => {
    model.say = lying;
    const { text } = await ask(undefined, 'Was the quorum lost?');
    assert.doesNotMatch(text, /All is well/);
    assert.match(text, /found nothing that the stored lines carry/);
    assert.match(text, /hold one of `quorum`/);
  });

  it('tells what the editor says of a model that fails', async () => {
    model.say = () => {
      throw vscode.LanguageModelError.Blocked('the quota is used up');
    };
    const { text } = await ask(undefined, 'Was the quorum lost?');
    assert.match(text, /Scripted One gave no answer[\s\S]*quota/u);
    assert.match(text, /hold one of `quorum`/);
  });

  it('stops a model that hangs when the answer is stopped', async () => {
    model.say = () => new Promise(() => undefined);
    const asked = askVsCode('Why does it hang?', model.chat);
    await eventually('the model is asked', () => model.sent.length > 0);
    await vscode.commands.executeCommand('workbench.action.chat.cancel');
    await asked;
    await eventually('the model is told', () => model.sent[0].token.isCancellationRequested);
  });

  it('takes along what is attached: a file, a selection, a line of a log, #run', async () => {
    const { door } = await awake();
    const report = await sampleReport();
    await vscode.commands.executeCommand('investigator.openLine', formatPlace(report.evidence_index[0].place));
    const log = vscode.window.activeTextEditor!;
    const manifest = vscode.Uri.joinPath(door.extension.extensionUri, 'media/sample/README.md');
    const references = [
      { id: 'gone', value: vscode.Uri.file('/none/such.txt') },
      { id: 'line', value: new vscode.Location(log.document.uri, log.selection.active) },
      { id: 'file', value: manifest },
    ];
    const { text } = await heard({
      command: undefined,
      prompt: 'What is this? #run',
      model: model.chat,
      references,
      toolReferences: [],
    });
    assert.match(text, /since it could not be read.*such\\\.txt/);
    const opening = model.sent[0].texts.find(one => one.includes('Attached by the person')) ?? '';
    assert.match(opening, /README\.md\n {2}> /);
    assert.match(opening, /\[E\d+\] [0-9a-f]+:\S+:\d+\n {2}> /);
    assert.match(model.sent[0].texts.join('\n'), /The question of a person: What is this\?\n/);
    assert.doesNotMatch(opening, /\/media\/sample/, 'no path of this machine');
  });
});

describe('Claude in the chat', function () {
  this.timeout(120_000);
  let api: Anthropic;
  const SECRET = 'investigator.credential.anthropic';
  const settings = () => vscode.workspace.getConfiguration('investigator');
  const listed = () => vscode.lm.selectChatModels({ vendor: CLAUDE });

  before(async () => {
    await sampleReport();
    api = await Anthropic.open(investigateSample);
    await settings().update('anthropic.url', api.url, vscode.ConfigurationTarget.Global);
  });
  after(async () => {
    const { door } = await awake();
    await door.extension.secrets.delete(SECRET);
    await settings().update('anthropic.url', undefined, vscode.ConfigurationTarget.Global);
    await api.close();
  });

  it('is not there without a key, and a plain question says how it comes', async () => {
    assert.deepEqual(await listed(), []);
    const { text, buttons } = await heard({ command: undefined, prompt: 'Was the quorum lost?' });
    assert.match(text, /Claude models stand in the list/);
    assert.deepEqual(buttons.at(-1), {
      title: 'Set the Key of Anthropic…',
      command: 'investigator.setCredential',
      arguments: ['anthropic'],
    });
    assert.equal(api.asked.length, 0);
  });

  it('stands in the list of models once there is a key, and goes when it is bad', async () => {
    const { door } = await awake();
    await door.extension.secrets.store(SECRET, 'sk-ant-wrong');
    await eventually('the API refused the key', async () => {
      assert.deepEqual(await listed(), []);
      return api.asked.length > 0;
    });
    await door.extension.secrets.store(SECRET, KEY);
    const models = await eventually('models are listed', async () => {
      const found = await listed();
      return found.length ? found : null;
    });
    assert.deepEqual(models.map(one => one.id).sort(), ['claude-haiku-5-5', 'claude-sonnet-5-5']);
  });

  it('investigates behind a mask, with its cache and its price, once it may', async () => {
    const { door } = await awake();
    const report = await sampleReport();
    const [chat] = await vscode.lm.selectChatModels({ vendor: CLAUDE, id: 'claude-sonnet-5-5' });
    const open = await heard({ command: undefined, prompt: 'Why?', model: chat }, report.run.run_id);
    assert.match(open.text, /was not asked yet\*\*: it is reached through Anthropic \\\(127/);
    assert.equal(api.taken.length, 0);
    await remember(door.extension.globalState, { key: `${CLAUDE}@${new URL(api.url).host}`, name: 'Anthropic' }, 'given');
    const said = await askVsCode('Why did scylla die?', chat);
    const { heard: kept } = said.metadata as { heard: { summary: string; findings_id: string } };
    assert.equal(kept.summary, 'The kernel killed scylla, process 6550, and the quorum was lost.');
    const { findings } = await door.own.findings_record({ findings_id: kept.findings_id });
    assert.ok(findings.spent.cache_read_tokens > 0 && (findings.spent.cost_usd ?? 0) > 0);
    assert.deepEqual([findings.claims.length, findings.removed.length], [2, 1]);
  });

  it('keeps what a person thinks of an answer, without its words', async () => {
    const { door } = await awake();
    const metadata = { run_id: 'r', heard: { findings_id: 'f', model: 'Claude', summary: 'A secret.' } };
    await keepFeedback(door, { result: { metadata }, kind: vscode.ChatResultFeedbackKind.Helpful });
    const [line] = readFileSync(join(await door.home(), FEEDBACK), 'utf8')
      .trim()
      .split('\n')
      .slice(-1);
    const { at, ...kept } = JSON.parse(line);
    assert.ok(Date.parse(at) > 0);
    assert.deepEqual(kept, { run_id: 'r', findings_id: 'f', model: 'Claude', helpful: true });
  });

  it('answers other extensions too: words, and calls of their tools', async () => {
    const [chat] = await vscode.lm.selectChatModels({ vendor: CLAUDE, id: 'claude-haiku-5-5' });
    const tool = { name: 'search_logs', description: 'Searches.', inputSchema: { type: 'object', properties: {} } };
    const { stream } = await chat.sendRequest([vscode.LanguageModelChatMessage.User('Why?')], { tools: [tool] });
    const parts: unknown[] = [];
    for await (const part of stream) parts.push(part);
    assert.ok(parts.some(part => part instanceof vscode.LanguageModelTextPart && /kernel/.test(part.value)));
    assert.ok(parts.some(part => part instanceof vscode.LanguageModelToolCallPart && part.name === 'search_logs'));
  });

  it('says what is wrong with a key that became bad, with the button that sets it', async () => {
    const { door } = await awake();
    const [chat] = await vscode.lm.selectChatModels({ vendor: CLAUDE, id: 'claude-sonnet-5-5' });
    await door.extension.secrets.store(SECRET, 'sk-ant-wrong');
    const { text, buttons } = await heard({ command: undefined, prompt: 'Was the quorum lost?', model: chat });
    assert.match(text, /Anthropic at 127[^ ]* refuses the credential/);
    assert.match(text, /hold one of `quorum`/);
    assert.ok(!text.includes('sk-ant-wrong'));
    assert.equal(buttons[0].command, 'investigator.setCredential');
  });
});
