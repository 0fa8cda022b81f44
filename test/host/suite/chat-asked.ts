/** Extension host: the participant asked as VS Code asks it, its answer as text, steps, buttons and links. */
import * as vscode from 'vscode';
import { type Asked, respond } from '../../../src/doors/vscode/chat/participant.ts';
import { awake } from './editor.ts';

export interface Heard {
  readonly text: string;
  readonly parts: vscode.MarkdownString[];
  readonly steps: string[];
  readonly buttons: vscode.Command[];
  readonly result: vscode.ChatResult;
}

/** `about` is the run that the answer before was about; other suites have runs in the same home. */
export async function heard(request: Asked['request'], about?: string, token?: vscode.CancellationToken): Promise<Heard> {
  const { door } = await awake();
  const [parts, steps, buttons] = [[], [], []] as [vscode.MarkdownString[], string[], vscode.Command[]];
  const stream = {
    markdown: (text: vscode.MarkdownString) => void parts.push(text),
    progress: (words: string) => void steps.push(words),
    button: (given: vscode.Command) => void buttons.push(given),
  } as unknown as vscode.ChatResponseStream;
  const history = about ? [{ result: { metadata: { run_id: about } } } as unknown as vscode.ChatResponseTurn] : [];
  const result = await respond(door, { request, history, token: token ?? new vscode.CancellationTokenSource().token }, stream);
  return { text: parts.map(one => one.value).join(''), parts, steps, buttons, result };
}

export function linksOf(text: string): [command: string, given: unknown[]][] {
  return [...text.matchAll(/\]\(command:([\w.]+)\?([^)]*)\)/g)].map(([, command, given]) => [
    command,
    JSON.parse(decodeURIComponent(given)),
  ]);
}

/** Through VS Code's own chat, with a model of it. */
export async function askVsCode(
  question: string,
  model: { readonly vendor: string; readonly id: string },
): Promise<vscode.ChatResult> {
  const result = await vscode.commands.executeCommand<vscode.ChatResult | undefined>('workbench.action.chat.open', {
    query: `@investigator ${question}`,
    blockOnResponse: true,
    modelSelector: { vendor: model.vendor, id: model.id },
  });
  return result ?? {};
}
