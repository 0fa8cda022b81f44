/** The editor's chat: the commands of asking models: let one be asked, refuse it, change one's mind, see what would be sent. */
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { Door } from '../door.ts';
import { NOTHING_DONE } from '../handle.ts';
import { t } from '../l10n.ts';
import { withProgress } from '../with-progress.ts';
import type { Asking } from './ask-model.ts';
import { chatModel, destinationOf, modelOf, setUpOf } from './chosen.ts';
import { type Consent, remember, remembered } from './consent.ts';
import { askAgain } from './lately.ts';
import { chatRows } from './rows.ts';
import { showText } from './shown-document.ts';

/** Lets the model be asked from now on, and asks the same again. Who gives the command without its button has asked nothing yet. */
export async function askModel(door: Door, asking?: Asking): Promise<void> {
  if (!asking) return askInChat();
  const { model, query } = asking;
  await decide(door, model, 'given');
  askAgain(query);
  await vscode.commands.executeCommand('workbench.action.chat.open', { query });
}

export async function refuseModel(door: Door, asking?: Asking): Promise<void> {
  if (!asking) return askInChat();
  const { name } = await decide(door, asking.model, 'refused');
  void vscode.window.showInformationMessage(
    t('{model} is not asked. “Choose Which Models May Be Asked…” changes that.', { model: name }),
  );
}

async function decide(door: Door, model: Asking['model'], consent: Consent) {
  const to = await destinationOf(door, await chatModel(model));
  await remember(door.extension.globalState, to, consent);
  return to;
}

/** As text in an editor, before anything leaves this machine; needs no key. */
export async function showWhatIsSent(door: Door, asking?: Asking): Promise<void> {
  if (!asking) return askInChat();
  const { model, about } = asking;
  const { firstTurn, shownTurn } = await import('../../../agent/shown.ts');
  const asked = await modelOf(door, await chatModel(model));
  const shown = await withProgress(t('Finding out what would be sent'), async ({ signal = new AbortController().signal }) => {
    const inquiry = { ...about, engine: door.engine, model: asked, signal, findings_id: randomUUID(), clock: Date.now };
    return shownTurn(await firstTurn({ ...inquiry, ...(await setUpOf(door)) }), asked);
  });
  await showText(t('What {model} would be sent', { model: asked.name }), shown);
}

/** What is ticked may be asked; what was ticked and is no more may not. */
export async function chooseModels(door: Door): Promise<unknown> {
  const memory = door.extension.globalState;
  const choices = remembered(memory).map(one => ({ ...one, label: one.name, picked: one.consent === 'given' }));
  if (choices.length === 0)
    return void vscode.window.showInformationMessage(
      t('No model was asked yet. Choose one in the chat and ask @investigator: it tells what would be sent, and asks you first.'),
    );
  const chosen = await vscode.window.showQuickPick(choices, {
    title: t('Models that may be asked about runs'),
    canPickMany: true,
  });
  if (!chosen) return NOTHING_DONE;
  for (const one of choices)
    await remember(memory, { key: one.key, name: one.name }, chosen.some(({ key }) => key === one.key) ? 'given' : 'refused');
}

/** A question about this run, to be written to its end. */
export async function askInChat(given?: string | { readonly run_id?: string }): Promise<void> {
  const run = typeof given === 'string' ? given : given?.run_id;
  const query = `@${chatRows.participant.name} ${run ? `#run:${run} ` : ''}`;
  await vscode.commands.executeCommand('workbench.action.chat.open', { query, isPartialQuery: true });
}

export async function draftTicket(run: string): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.chat.open', { query: `@${chatRows.participant.name} /ticket ${run}` });
}
