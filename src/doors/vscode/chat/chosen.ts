/** The editor's chat: the language model that a person chose for it, as what an answer can ask; none where it is ours that needs no other. */
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { Model } from '../../../agent/model.ts';
import { Fault } from '../../../base/fault.ts';
import type { Masking } from '../../../model/masking.ts';
import { setConnections } from '../../../model/set-connections.ts';
import type { Door } from '../door.ts';
import { CLAUDE } from './claude-rows.ts';
import { consentFor, type Destination } from './consent.ts';
import { editorModel } from './editor-model.ts';
import type { Chosen, Heard, Inquiring } from './reply.ts';
import { VENDOR } from './rows.ts';

export async function chosenModel(door: Door, chat: vscode.LanguageModelChat | undefined): Promise<Chosen | null> {
  if (!chat || chat.vendor === VENDOR) return null;
  const to = await destinationOf(door, chat);
  return {
    name: chat.name,
    to,
    consent: consentFor(door.extension.globalState, to),
    masked: (await door.settings())['models.mask'],
    model: { vendor: chat.vendor, id: chat.id },
    inquire: asked => inquire(door, chat, asked),
  };
}

/** Throws `bad_input` where the editor has it no more. */
export async function chatModel({ vendor, id }: Chosen['model']): Promise<vscode.LanguageModelChat> {
  const [chat] = await vscode.lm.selectChatModels({ vendor, id });
  if (chat) return chat;
  throw new Fault('model_failed', { model: id, problem: 'the editor no longer has it' });
}

/** Models of one key go to one address. */
export async function destinationOf(door: Door, chat: vscode.LanguageModelChat): Promise<Destination> {
  if (chat.vendor !== CLAUDE) return { key: `${chat.vendor}/${chat.id}`, name: `${chat.vendor}/${chat.name}` };
  const { 'anthropic.url': url } = await door.settings();
  const host = URL.canParse(url) ? new URL(url).host : url;
  return { key: `${CLAUDE}@${host}`, name: `Anthropic (${host})` };
}

/** Claude models of the user's key are asked without the way through the editor, so that caches and prices are known. */
export async function modelOf(door: Door, chat: vscode.LanguageModelChat): Promise<Model> {
  if (chat.vendor !== CLAUDE) return editorModel(chat);
  const [{ claude }, { connectedClaude }] = await Promise.all([
    import('../../../agent/anthropic/claude.ts'),
    import('./claude-access.ts'),
  ]);
  return claude({ id: chat.id, name: chat.name, window: chat.maxInputTokens, connected: connectedClaude(door) });
}

async function inquire(door: Door, chat: vscode.LanguageModelChat, { onStep, ...asked }: Inquiring): Promise<Heard> {
  const { investigateAndKeep } = await import('../../../agent/kept.ts');
  const { model, failed } = heardFaults(await modelOf(door, chat));
  const inquiry = {
    ...asked,
    engine: door.engine,
    model,
    findings_id: randomUUID(),
    clock: Date.now,
    ...(await setUpOf(door)),
    ears: { onStep: (step: { kind: string; words: string }) => (step.kind === 'calling' ? undefined : onStep(step.words)) },
  };
  const findings = await investigateAndKeep(inquiry, door.own);
  door.changed();
  return { findings, fault: failed() };
}

/** The loop puts failures into words; here the button that helps is wanted too. */
function heardFaults(model: Model): { model: Model; failed(): Fault | null } {
  let fault: Fault | null = null;
  const answer: Model['answer'] = async (turn, life) => {
    try {
      return await model.answer(turn, life);
    } catch (failure) {
      if (failure instanceof Fault && failure.code !== 'cancelled') fault = failure;
      throw failure;
    }
  };
  return { model: { ...model, answer }, failed: () => fault };
}

/** What of the settings an investigation goes by. */
export async function setUpOf(door: Door): Promise<{ connected: string[]; masking: Masking }> {
  const settings = await door.settings();
  const masking = { on: settings['models.mask'], patterns: settings['models.maskPatterns'] };
  return { connected: setConnections(settings).map(one => one.system), masking };
}
