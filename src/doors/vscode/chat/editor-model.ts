/** The editor's chat: a language model of the editor as the loop knows models: one turn is one request; what it cannot do is a fault. */
import * as vscode from 'vscode';
import type { CallPart, Message, Model, Reply, TextPart, Turn, TurnLife } from '../../../agent/model.ts';
import { Fault } from '../../../base/fault.ts';
import { stopIfCancelled } from '../../../base/pace.ts';
import { oneLine } from '../../../tools/render/safe.ts';
import { t } from '../l10n.ts';

/** Characters of a token, about: an editor counts one text at a time, and asks another process for it. */
const CHARACTERS = 4;

export function editorModel(chat: vscode.LanguageModelChat): Model {
  return {
    id: chat.id,
    name: chat.name,
    vendor: 'editor',
    window: chat.maxInputTokens,
    price: null,
    answer: (turn, life) => answered(chat, turn, life),
    count: text => Math.ceil(text.length / CHARACTERS),
  };
}

async function answered(chat: vscode.LanguageModelChat, turn: Turn, life: TurnLife): Promise<Reply> {
  stopIfCancelled(life.signal);
  const token = new vscode.CancellationTokenSource();
  const cancel = () => token.cancel();
  life.signal.addEventListener('abort', cancel, { once: true });
  try {
    return await read(await chat.sendRequest(messagesOf(turn), optionsOf(turn), token.token), life);
  } catch (failure) {
    stopIfCancelled(life.signal);
    throw failure instanceof Fault ? failure : failed(chat, failure);
  } finally {
    life.signal.removeEventListener('abort', cancel);
    token.dispose();
  }
}

/** Where one tool must be called it alone is offered: no model of an editor can be made to choose one of several. */
function optionsOf({ tools, must }: Turn): vscode.LanguageModelChatRequestOptions {
  const offered = must ? tools.filter(one => one.name === must) : tools;
  return {
    justification: t('To investigate the failed run that you ask about.'),
    tools: offered.map(({ name, description, input }) => ({ name, description, inputSchema: input })),
    toolMode: must ? vscode.LanguageModelChatToolMode.Required : vscode.LanguageModelChatToolMode.Auto,
  };
}

/** An editor knows no system text: it is what the user says first. */
function messagesOf({ system, messages }: Turn): vscode.LanguageModelChatMessage[] {
  return [vscode.LanguageModelChatMessage.User(system), ...messages.map(messageOf)];
}

function messageOf({ from, parts }: Message): vscode.LanguageModelChatMessage {
  const { User, Assistant } = vscode.LanguageModelChatMessage;
  // A model made by another program may have given something else than an object, which no provider takes back.
  if (from === 'model')
    return Assistant(
      parts.map(part =>
        part.kind === 'text'
          ? new vscode.LanguageModelTextPart(part.text)
          : new vscode.LanguageModelToolCallPart(part.id, part.tool, objectOf(part.input)),
      ),
    );
  return User(
    parts.map(part => {
      const text = new vscode.LanguageModelTextPart(part.text);
      return part.kind === 'text' ? text : new vscode.LanguageModelToolResultPart(part.id, [text]);
    }),
  );
}

function objectOf(input: unknown): object {
  return typeof input === 'object' && input !== null && !Array.isArray(input) ? input : { written: input };
}

async function read(response: vscode.LanguageModelChatResponse, { signal, onText }: TurnLife): Promise<Reply> {
  const parts: (TextPart | CallPart)[] = [];
  for await (const part of response.stream) {
    stopIfCancelled(signal);
    if (part instanceof vscode.LanguageModelTextPart) {
      onText?.(part.value);
      const last = parts.at(-1);
      if (last?.kind === 'text') parts.splice(-1, 1, { kind: 'text', text: last.text + part.value });
      else parts.push({ kind: 'text', text: part.value });
    } else if (part instanceof vscode.LanguageModelToolCallPart)
      parts.push({ kind: 'call', id: idFor(part.callId, parts), tool: part.name, input: part.input });
  }
  stopIfCancelled(signal);
  const calls = parts.some(part => part.kind === 'call');
  return { parts, stop: calls ? 'calls' : 'end', usage: { input: null, output: null, cache_read: 0, cache_written: 0 } };
}

/** Some models give no ids, or one twice; an answer would then go to the wrong call. */
function idFor(given: string, parts: readonly (TextPart | CallPart)[]): string {
  const taken = parts.flatMap(part => (part.kind === 'call' ? part.id : []));
  return given && !taken.includes(given) ? given : `${given || 'call'}_${taken.length + 1}`;
}

const PROBLEMS: Readonly<Record<string, string>> = {
  NoPermissions: 'the editor does not let this extension ask it',
  Blocked: 'its provider refused the request, for want of quota or for what it says',
  NotFound: 'the editor no longer has it',
};

function failed({ name }: vscode.LanguageModelChat, failure: unknown): Fault {
  const known = failure instanceof vscode.LanguageModelError ? PROBLEMS[failure.code] : undefined;
  const cause = failure instanceof Error && failure.cause instanceof Error ? failure.cause : failure;
  const said = oneLine(cause instanceof Error ? cause.message : String(cause)).slice(0, 300);
  const problem = [known, said].filter(Boolean).join(': ').replace(/\.$/, '');
  return new Fault('model_failed', { model: name, problem: problem || 'it said nothing' });
}
