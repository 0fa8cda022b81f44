/** The editor's chat: what a person attached to a question: files, selections, lines of logs and `#run`; what cannot be read is said, not dropped. */
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { Context } from '../../../agent/context.ts';
import { formatPlace, parsePlace } from '../../../model/place.ts';
import { LOG_SCHEME, readAddress } from '../documents/address.ts';
import { t } from '../l10n.ts';

/** Bytes that are read of a file: more is not shown to a model, which finds lines of logs with its tools. */
const READ = 16_384;
const MOST = 10;

export interface Attached {
  readonly context: readonly Context[];
  /** Paths of files and folders. */
  readonly files: readonly string[];
  /** The run that `#run` or a line of its logs names. */
  readonly run: string | null;
  /** What could not be taken along; names. */
  readonly left: readonly string[];
}

type Request = Pick<vscode.ChatRequest, 'prompt' | 'references' | 'toolReferences'>;
type One = Partial<{ context: Context; file: string; run: string; left: string }>;

export async function attachedTo({ prompt, references, toolReferences }: Request): Promise<Attached> {
  const inOrder = [...references].reverse();
  const taken = await Promise.all(inOrder.slice(0, MOST).map(taking));
  const of = <Key extends keyof One>(key: Key) =>
    taken.flatMap(one => (one[key] === undefined ? [] : [one[key] as NonNullable<One[Key]>]));
  const run = RUN.exec(prompt)?.[1] ?? (toolReferences.some(isRun) ? await runInFront() : undefined);
  return {
    context: of('context'),
    files: of('file'),
    run: run ?? of('run').at(-1) ?? null,
    left: [...of('left'), ...inOrder.slice(MOST).map(nameOf)],
  };
}

/** `#run:ID` names one; a bare `#run` is the one in front. */
const RUN = /#run:(\S+)/;

/** Without what names a run. */
export function bare(prompt: string): string {
  return prompt.replace(/(?:^|\s)#run(?::\S+)?(?=\s|$)/g, '').trim();
}

function isRun({ name }: vscode.ChatLanguageModelToolReference): boolean {
  return name === 'investigator_get_test_run_info';
}

/** Of the panel in front, else of the log in front. */
async function runInFront(): Promise<string | undefined> {
  const shown = await vscode.commands.executeCommand<string | undefined>('investigator.runInFront');
  const uri = vscode.window.activeTextEditor?.document.uri;
  return shown ?? (uri?.scheme === LOG_SCHEME ? readAddress(uri)?.source : undefined);
}

async function taking(reference: vscode.ChatPromptReference): Promise<One> {
  const { value } = reference;
  try {
    if (typeof value === 'string') return { context: { label: reference.modelDescription ?? t('text'), text: value } };
    if (value instanceof vscode.Location) return await selection(value);
    if (value instanceof vscode.Uri) return await file(value);
  } catch (failure) {
    // Of whatever provides the file; a person is told by its name.
    if (!(failure instanceof Error)) throw failure;
  }
  return { left: nameOf(reference) };
}

async function selection({ uri, range }: vscode.Location): Promise<One> {
  if (uri.scheme === LOG_SCHEME) return logLine(uri, range.start.line);
  const document = await vscode.workspace.openTextDocument(uri);
  const text = document.getText(range).slice(0, READ);
  return { context: { label: `${shortName(uri)}:${range.start.line + 1}`, text } };
}

async function logLine(uri: vscode.Uri, row: number): Promise<One> {
  const named = await vscode.commands.executeCommand<string | undefined>('investigator.selectedPlace', uri, row);
  if (!named) return { left: uri.path };
  const place = parsePlace(named);
  const document = await vscode.workspace.openTextDocument(uri);
  return { context: { label: formatPlace(place), text: document.lineAt(row).text, place }, run: place.source };
}

async function file(uri: vscode.Uri): Promise<One> {
  const log = uri.scheme === LOG_SCHEME ? readAddress(uri) : null;
  if (log) return { context: { label: `the log file ${log.member} of the run`, text: '' }, run: log.source };
  const { type } = await vscode.workspace.fs.stat(uri);
  const path = uri.scheme === 'file' ? uri.fsPath : undefined;
  if (type & vscode.FileType.Directory) return path ? { file: path } : { left: uri.path };
  const text = path ? await beginning(path) : (await vscode.workspace.openTextDocument(uri)).getText().slice(0, READ);
  if (text.includes('\0')) return path ? { file: path } : { left: uri.path };
  return { context: { label: shortName(uri), text }, file: path };
}

async function beginning(path: string): Promise<string> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(READ), 0, READ, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** From the workspace; of what lies elsewhere the name alone, since its folders say who works here. */
function shortName(uri: vscode.Uri): string {
  return vscode.workspace.getWorkspaceFolder(uri) ? vscode.workspace.asRelativePath(uri) : basename(uri.path);
}

function nameOf({ id, value }: vscode.ChatPromptReference): string {
  if (value instanceof vscode.Uri) return shortName(value);
  return value instanceof vscode.Location ? shortName(value.uri) : id;
}
