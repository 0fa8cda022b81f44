/** Extension host: a language model of another extension, as VS Code has it, that says what a test has written down. */
import * as vscode from 'vscode';
import { eventually } from './editor.ts';

export const SCRIPTED = 'scripted';

export interface Sent {
  readonly texts: readonly string[];
  readonly tools: readonly string[];
  readonly must: boolean;
  readonly token: vscode.CancellationToken;
}

/** What it answers; a promise that never settles is a model that hangs. */
export type Saying = (
  sent: Sent,
  nth: number,
) => vscode.LanguageModelResponsePart[] | Promise<vscode.LanguageModelResponsePart[]>;

export interface ScriptedModel {
  readonly sent: Sent[];
  say: Saying;
  readonly chat: vscode.LanguageModelChat;
  end(): void;
}

export async function registerScripted(): Promise<ScriptedModel> {
  const sent: Sent[] = [];
  const own = { sent, say: (() => []) as Saying };
  const registered = vscode.lm.registerLanguageModelChatProvider(SCRIPTED, {
    provideLanguageModelChatInformation: () => [
      {
        ...{ id: 'one', name: 'Scripted One', family: 'scripted', version: '1' },
        ...{ maxInputTokens: 100_000, maxOutputTokens: 8000, capabilities: { toolCalling: true } },
      },
    ],
    provideLanguageModelChatResponse: async (_, messages, ...[{ tools = [], toolMode }, progress, token]) => {
      const must = toolMode === vscode.LanguageModelChatToolMode.Required;
      const one = { texts: messages.flatMap(textsOf), tools: tools.map(({ name }) => name), must, token };
      sent.push(one);
      for (const part of await model.say(one, sent.length - 1)) progress.report(part);
    },
    provideTokenCount: async (_, text) => JSON.stringify(text).length / 4,
  });
  const chat = await eventually('the scripted model is there', async () => {
    const [found] = await vscode.lm.selectChatModels({ vendor: SCRIPTED });
    return found;
  });
  const model: ScriptedModel = Object.assign(own, { chat, end: () => registered.dispose() });
  return model;
}

function textsOf({ content }: vscode.LanguageModelChatRequestMessage): string[] {
  return content.flatMap(part => {
    if (part instanceof vscode.LanguageModelTextPart) return part.value;
    if (part instanceof vscode.LanguageModelToolResultPart)
      return part.content.flatMap(one => (one instanceof vscode.LanguageModelTextPart ? one.value : []));
    return [];
  });
}

export function call(name: string, input: object, id = `call_${name}`): vscode.LanguageModelToolCallPart {
  return new vscode.LanguageModelToolCallPart(id, name, input);
}

/** The id of the first line shown that holds the text. */
export function idOf({ texts }: Sent, text: string): string {
  const line = texts.flatMap(one => one.split('\n')).find(one => one.includes(text) && /\[E\d+\]/.test(one));
  const id = line && /\[(E\d+)\]/.exec(line)?.[1];
  if (!id) throw new Error(`no line was shown that holds ${text}`);
  return id;
}
