/** Extension host: what agents in VS Code find: every tool of the table, asked by its name; and the MCP server, started by VS Code itself. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { editorTools } from '../../../src/doors/vscode/agents/editor-tools.ts';
import { preparedTool } from '../../../src/doors/vscode/agents/language-tool.ts';
import { describedServer, resolvedServer } from '../../../src/doors/vscode/agents/mcp-server.ts';
import { formatPlace } from '../../../src/model/place.ts';
import { type ToolName, table } from '../../../src/tools/table.ts';
import { tell } from '../../../src/tools/tell.ts';
import { awake, eventually, sampleReport } from './editor.ts';
import { writeLongLog } from './long-log.ts';

const PREFIX = 'investigator_';

async function invoke(name: string, input: object, token?: vscode.CancellationToken): Promise<string> {
  const { content } = await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined }, token);
  return content.map(part => (part as vscode.LanguageModelTextPart).value).join('\n');
}

describe('agents in the editor', () => {
  before(sampleReport);

  it('find every tool of the table, described, with a schema for its input', () => {
    const ours = vscode.lm.tools.filter(tool => tool.name.startsWith(PREFIX));
    const known = { ...table, ...editorTools };
    assert.deepEqual(ours.map(tool => tool.name.slice(PREFIX.length)).sort(), Object.keys(known).sort());
    for (const { name, description, inputSchema } of ours) {
      assert.equal(description, known[name.slice(PREFIX.length) as keyof typeof known].description);
      assert.equal((inputSchema as { type?: string }).type, 'object', name);
    }
  });

  it('are answered in the words of every other door', async () => {
    const { door } = await awake();
    const { run_id } = (await sampleReport()).run;
    const inputs: Partial<Record<ToolName, object>> = {
      get_report: { run_id },
      search_logs: { run_id, level: '>=error', limit: 10 },
      get_timeline: { run_id },
      get_investigation_instructions: { run_id },
    };
    for (const [name, input] of Object.entries(inputs)) {
      const { text } = await tell(door.engine, name as ToolName, input);
      const said = await invoke(PREFIX + name, input);
      assert.ok(said.startsWith(text), `${name}: ${said.slice(0, 300)}`);
    }
  });

  it('are told a fault with the call that leads on', async () => {
    await assert.rejects(invoke(`${PREFIX}get_report`, { run_id: 'none-such' }), /run_unknown: .* call ingest_logs with/);
    await assert.rejects(invoke(`${PREFIX}search_logs`, { run_id: 'x', limit: 'many' }));
  });

  it('show a person a line, and say what is to be seen; a place that is none is told to the agent alone', async () => {
    const report = await sampleReport();
    const { door } = await awake();
    const place = formatPlace(report.evidence_index[0].place);
    const said = await invoke(`${PREFIX}reveal_line`, { place });
    const { lines } = await door.engine.read_lines({ place, around: 0 });
    assert.equal(said, `The editor shows ${place}: ${lines[0].text}`);
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.uri.scheme, 'investigator-log');
    assert.match(editor?.document.lineAt(editor.selection.active.line).text ?? '', /Out of memory: Killed process/);
    await assert.rejects(invoke(`${PREFIX}reveal_line`, { place: 'nonsense' }), /place_unknown|no place/i);
    await assert.rejects(invoke(`${PREFIX}reveal_line`, {}));
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('open the source of a line, or say that none fits', async () => {
    const place = formatPlace((await sampleReport()).evidence_index[0].place);
    assert.match(await invoke(`${PREFIX}open_source`, { place }), /^(The editor shows \S+:\d+|No source was opened for )/);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('may cancel what is under way, and nothing of it is left', async () => {
    const { door } = await awake();
    const folder = mkdtempSync(join(tmpdir(), 'agents-suite-'));
    try {
      const file = join(folder, 'long.log');
      await writeLongLog(file);
      const { runs } = await door.engine.check_ingestion_status({});
      const running = async () => (await door.engine.check_ingestion_status({})).ingestions.some(one => one.state === 'running');
      const source = new vscode.CancellationTokenSource();
      const reading = assert.rejects(invoke(`${PREFIX}ingest_logs`, { inputs: [file] }, source.token), /[Cc]ancel/);
      await eventually('the log is being read', running);
      source.cancel();
      await reading;
      await eventually('nothing is being read', async () => !(await running()));
      assert.equal((await door.engine.check_ingestion_status({})).runs, runs);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('ask a person before a change and before an address is fetched, and for nothing else', () => {
    const confirmed = (name: ToolName, input: object) => {
      const message = preparedTool(PREFIX + name, input).confirmationMessages?.message;
      return (message as vscode.MarkdownString | undefined)?.value;
    };
    assert.equal(
      confirmed('forget_run', { run_id: '[a](command:x)' }),
      'Delete the run \\[a\\]\\(command\\:x\\), its index and its reports from this machine?',
    );
    assert.equal(confirmed('mark_run', { run_id: 'abc', outcome: 'passed' }), 'Note down that the run abc is passed?');
    assert.match(confirmed('ingest_logs', { inputs: ['https://evil.example/?q=secret'] }) ?? '', /^Fetch from https\\:/);
    assert.equal(confirmed('investigate_run', { inputs: ['/logs/run'] }), undefined);
    for (const tool of Object.values(table)) {
      if (tool.effect === 'writes') assert.ok(confirmed(tool.name, {}), tool.name);
      if (tool.effect === 'reads') assert.equal(confirmed(tool.name, {}), undefined, tool.name);
    }
  });

  it('find the MCP server, which VS Code starts and asks', async () => {
    const { run_id } = (await sampleReport()).run;
    await vscode.commands.executeCommand('workbench.mcp.startServer', '*', { waitForLiveTools: true });
    const tool = await eventually('the tools of the server are there', () =>
      vscode.lm.tools.find(one => one.name.startsWith('mcp_') && one.name.endsWith('list_runs')),
    );
    assert.match(await invoke(tool.name, {}), new RegExp(run_id));
    assert.ok(!vscode.lm.tools.some(one => one.name.startsWith('mcp_') && one.name.endsWith('forget_run')), 'it only reads');
  });

  it('start that server with credentials that nobody keeps', async () => {
    const { door } = await awake();
    const { secrets } = door.extension;
    await secrets.store('investigator.credential.github', 'ghp_planted');
    try {
      const described = await describedServer(door);
      assert.doesNotMatch(JSON.stringify(described), /ghp_planted/);
      assert.equal(described.env.GITHUB_TOKEN, undefined);
      assert.equal((await resolvedServer(door, described)).env.GITHUB_TOKEN, 'ghp_planted');
    } finally {
      await secrets.delete('investigator.credential.github');
    }
  });
});
