/** The editor's chat: the participant and the language model that comes along, so that it can be asked where no other is there; what answers is loaded with the first question. */
import * as vscode from 'vscode';
import { version } from '../../../version.ts';
import type { Door } from '../door.ts';
import { PARTICIPANT, VENDOR } from './rows.ts';

const OFFLINE: vscode.LanguageModelChatInformation = {
  id: 'offline',
  name: 'Investigator (offline)',
  family: 'investigator',
  version,
  tooltip: 'Rules, statistics and the knowledge base of Test Run Investigator; nothing leaves this machine.',
  maxInputTokens: 32_000,
  maxOutputTokens: 16_000,
  // A chat in its agent mode offers only models that say so; this one needs no tool to answer.
  capabilities: { toolCalling: true },
};
/** Characters of a token, about; nothing is counted or paid by it. */
const CHARACTERS = 4;

/** Editors made from VS Code do not have all of its interfaces for chat. */
export function registerChat(door: Door): vscode.Disposable {
  const parts: vscode.Disposable[] = [];
  if ('chat' in vscode && typeof vscode.chat.createChatParticipant === 'function') parts.push(registerParticipant(door));
  if ('lm' in vscode && typeof vscode.lm.registerLanguageModelChatProvider === 'function') parts.push(registerModel(door));
  return vscode.Disposable.from(...parts);
}

function registerParticipant(door: Door): vscode.Disposable {
  const reach = () => import('./participant.ts');
  const participant = vscode.chat.createChatParticipant(PARTICIPANT, async (request, { history }, ...[stream, token]) =>
    (await reach()).respond(door, { request, history, token }, stream),
  );
  participant.iconPath = vscode.Uri.joinPath(door.extension.extensionUri, 'media', 'investigator.svg');
  participant.followupProvider = { provideFollowups: async result => (await reach()).followUps(result) };
  return participant;
}

function registerModel(door: Door): vscode.Disposable {
  const model = vscode.lm.registerLanguageModelChatProvider(VENDOR, {
    provideLanguageModelChatInformation: () => [OFFLINE],
    provideLanguageModelChatResponse: async (_, messages, ...[, progress, token]) =>
      (await import('./offline-model.ts')).answerAsModel(door, { messages, progress, token }),
    provideTokenCount: async (_, text) =>
      Math.ceil((typeof text === 'string' ? text : (await import('./offline-model.ts')).textOf(text)).length / CHARACTERS),
  });
  // An editor asks a provider for its models only when somebody asks for them; before that its chat says that there are none.
  vscode.lm.selectChatModels({ vendor: VENDOR }).then(undefined, failure => door.log.warn(String(failure)));
  return model;
}
