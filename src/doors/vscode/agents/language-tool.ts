/** The editor: one call of a language-model tool: what a person confirms before it, the engine's answer in text, failures in words a model can act on. */
import * as vscode from 'vscode';
import { Fault } from '../../../base/fault.ts';
import { failureForModel } from '../../../tools/model-failure.ts';
import { type ToolName, table } from '../../../tools/table.ts';
import { tellModel } from '../../../tools/tell-model.ts';
import type { Door } from '../door.ts';
import { t } from '../l10n.ts';
import { plain } from '../markdown.ts';
import { signalOf } from '../signal.ts';
import { type EditorToolName, editorTools } from './editor-tools.ts';
import { shownInEditor } from './in-editor.ts';

interface Call {
  readonly name: string;
  readonly input: object;
  readonly token: vscode.CancellationToken;
}

/** A person is asked before anything that is kept changes, and before an address that a model gave is fetched. */
export function preparedTool(name: string, input: object): vscode.PreparedToolInvocation {
  const ours = ownOf(name);
  if (ours) return { invocationMessage: editorTools[ours].title };
  const tool = table[toolOf(name)];
  const ask = tool.effect === 'writes' ? changeWords(toolOf(name), input) : fetchWords(input);
  return {
    invocationMessage: tool.title,
    ...(ask && { confirmationMessages: { title: tool.title, message: new vscode.MarkdownString(ask) } }),
  };
}

export async function invokedTool(door: Door, { name, input, token }: Call): Promise<vscode.LanguageModelToolResult> {
  try {
    const parts = await answered(door, { name, input, token });
    return new vscode.LanguageModelToolResult(parts.map(part => new vscode.LanguageModelTextPart(part)));
  } catch (failure) {
    if (failure instanceof Fault && failure.code === 'cancelled') throw new vscode.CancellationError();
    if (!(failure instanceof Fault))
      door.log.error(failure instanceof Error ? (failure.stack ?? failure.message) : String(failure));
    throw new Error(failureForModel(failure));
  }
}

async function answered(door: Door, { name, input, token }: Call): Promise<string[]> {
  const signal = signalOf(token);
  const ours = ownOf(name);
  if (ours) return [await shownInEditor(door, ours, { input, signal })];
  const tool = toolOf(name);
  const { text, notes } = await tellModel(door.engine, tool, { input, signal });
  if (table[tool].effect === 'writes' || 'inputs' in input) door.changed();
  return [text, ...(notes.length ? [notes.join('\n')] : [])];
}

/** Null: a tool of the table. */
function ownOf(name: string): EditorToolName | null {
  const bare = name.replace(/^investigator_/, '');
  return Object.hasOwn(editorTools, bare) ? (bare as EditorToolName) : null;
}

function toolOf(name: string): ToolName {
  return name.replace(/^investigator_/, '') as ToolName;
}

function changeWords(tool: ToolName, input: object): string {
  const { run_id = '', outcome = '' } = input as { run_id?: string; outcome?: string };
  const values = { run: plain(run_id), outcome: plain(outcome) };
  if (tool === 'forget_run') return t('Delete the run {run}, its index and its reports from this machine?', values);
  if (tool === 'mark_run') return t('Note down that the run {run} is {outcome}?', values);
  return t('It changes what is kept: {input}', { input: plain(JSON.stringify(input)) });
}

/** Connected systems are a person's choice already; a bare address is the model's, or that of a log that it read. */
function fetchWords(input: object): string | null {
  const { inputs = [], against = [] } = input as { inputs?: unknown; against?: unknown };
  const given = [inputs, against].flat().filter(one => typeof one === 'string');
  const addresses = given.filter(one => /^https?:/i.test(one.trim()));
  return addresses.length ? t('Fetch from {addresses}?', { addresses: addresses.map(plain).join(', ') }) : null;
}
