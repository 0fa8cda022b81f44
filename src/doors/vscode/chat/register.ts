/** The editor's chat: the participant and the language model that comes along, so that it can be asked where no other is there; what answers is loaded with the first question. */
import * as vscode from 'vscode';
import { version } from '../../../version.ts';
import type { Door } from '../door.ts';
import { handle } from '../handle.ts';
import { tellFailure } from '../tell-failure.ts';
import type { Asking } from './ask-model.ts';
import type { ClaudeModels } from './claude-models.ts';
import { CLAUDE } from './claude-rows.ts';
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
  const parts = [registerCommands(door)];
  if ('chat' in vscode && typeof vscode.chat.createChatParticipant === 'function') parts.push(registerParticipant(door));
  if ('lm' in vscode && typeof vscode.lm.registerLanguageModelChatProvider === 'function')
    parts.push(registerClaude(door), registerModel(door));
  return vscode.Disposable.from(...parts);
}

function registerCommands(door: Door): vscode.Disposable {
  const reach = () => import('./model-commands.ts');
  return handle(door, {
    askModel: async (asking?: Asking) => (await reach()).askModel(door, asking),
    refuseModel: async (asking?: Asking) => (await reach()).refuseModel(door, asking),
    showWhatIsSent: async (asking?: Asking) => (await reach()).showWhatIsSent(door, asking),
    chooseModels: async () => (await reach()).chooseModels(door),
    draftTicket: async (run: string) => (await reach()).draftTicket(run),
    askInChat: async (run?: string | { readonly run_id?: string }) => (await reach()).askInChat(run),
  });
}

function registerParticipant(door: Door): vscode.Disposable {
  const reach = () => import('./participant.ts');
  const participant = vscode.chat.createChatParticipant(PARTICIPANT, async (request, { history }, ...[stream, token]) =>
    (await reach()).respond(door, { request, history, token }, stream),
  );
  participant.iconPath = vscode.Uri.joinPath(door.extension.extensionUri, 'media', 'investigator.svg');
  participant.followupProvider = { provideFollowups: async result => (await reach()).followUps(result) };
  const feedback = participant.onDidReceiveFeedback(given => {
    import('./feedback.ts')
      .then(({ keepFeedback }) => keepFeedback(door, given))
      .catch(failure => tellFailure(door.log, failure));
  });
  return vscode.Disposable.from(participant, feedback);
}

/** Their list is asked of the API where there is a key. */
function registerClaude(door: Door): vscode.Disposable {
  const changes = new vscode.EventEmitter<void>();
  let begun: Promise<ClaudeModels> | null = null;
  const reach = () => (begun ??= import('./claude-models.ts').then(({ openClaude }) => openClaude(door)));
  const keyed = async () => (await door.extension.secrets.get('investigator.credential.anthropic')) !== undefined;
  const renew = async () => {
    (await begun)?.forget();
    changes.fire();
    if (await keyed()) askForModels(door, CLAUDE);
  };
  const models = vscode.lm.registerLanguageModelChatProvider(CLAUDE, {
    onDidChangeLanguageModelChatInformation: changes.event,
    provideLanguageModelChatInformation: async (options, token) =>
      options.silent && !(await keyed()) ? [] : (await reach()).list(options, token),
    provideLanguageModelChatResponse: async (model, messages, ...[options, progress, token]) =>
      (await reach()).answer(model, { messages, options, progress, token }),
    provideTokenCount: tokensOf,
  });
  void keyed().then(kept => {
    if (kept) askForModels(door, CLAUDE);
  });
  return vscode.Disposable.from(
    changes,
    models,
    door.extension.secrets.onDidChange(({ key }) => {
      if (key === 'investigator.credential.anthropic') void renew();
    }),
    vscode.workspace.onDidChangeConfiguration(change => {
      if (change.affectsConfiguration('investigator.anthropic.url')) void renew();
    }),
  );
}

function registerModel(door: Door): vscode.Disposable {
  const model = vscode.lm.registerLanguageModelChatProvider(VENDOR, {
    provideLanguageModelChatInformation: () => [OFFLINE],
    provideLanguageModelChatResponse: async (_, messages, ...[, progress, token]) =>
      (await import('./offline-model.ts')).answerAsModel(door, { messages, progress, token }),
    provideTokenCount: tokensOf,
  });
  askForModels(door, VENDOR);
  return model;
}

/** An editor asks a provider for its models only when somebody asks for them; before that its chat says that there are none. */
function askForModels(door: Door, vendor: string): void {
  vscode.lm.selectChatModels({ vendor }).then(undefined, failure => door.log.warn(String(failure)));
}

async function tokensOf(_: unknown, text: string | vscode.LanguageModelChatRequestMessage): Promise<number> {
  return Math.ceil((typeof text === 'string' ? text : (await import('./offline-model.ts')).textOf(text)).length / CHARACTERS);
}
