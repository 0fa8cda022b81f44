/** The editor's chat: "Investigator (offline)" asked as a language model: its answer is the engine's, in plain Markdown without links. */
import * as vscode from 'vscode';
import { formatPlace } from '../../../model/place.ts';
import { code } from '../../../tools/render/markdown.ts';
import type { Door } from '../door.ts';
import { signalOf } from '../signal.ts';
import { answer } from './answer.ts';
import { meansOf } from './participant.ts';
import type { Reply } from './reply.ts';

interface Request {
  readonly messages: readonly vscode.LanguageModelChatRequestMessage[];
  readonly progress: vscode.Progress<vscode.LanguageModelResponsePart>;
  readonly token: vscode.CancellationToken;
}

export async function answerAsModel(door: Door, { messages, progress, token }: Request): Promise<void> {
  const last = messages.findLast(one => one.role === vscode.LanguageModelChatMessageRole.User);
  const prompt = last ? textOf(last) : '';
  const reply: Reply = {
    say: markdown => progress.report(new vscode.LanguageModelTextPart(`${markdown}\n\n`)),
    step: () => undefined,
    line: place => code(formatPlace(place)),
    document: (_, label) => code(label),
    button: () => undefined,
  };
  await answer(meansOf(door), { command: undefined, prompt, focus: null, signal: signalOf(token) }, reply);
}

export function textOf({ content }: Pick<vscode.LanguageModelChatRequestMessage, 'content'>): string {
  return content.flatMap(part => (part instanceof vscode.LanguageModelTextPart ? part.value : [])).join('\n');
}
