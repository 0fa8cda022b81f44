/** The editor: the sentence model that searches documents by meaning: downloaded where a person says so, then told to read them. */
import * as vscode from 'vscode';
import { Fault } from '../../../base/fault.ts';
import type { ModelState } from '../../../model/knowledge.ts';
import type { Door } from '../door.ts';
import { t } from '../l10n.ts';
import { withProgress } from '../with-progress.ts';

/** Nobody is asked before the person has said yes; where a model is here that can be used, it only reads what it has not read. */
export async function downloadSentenceModel({ own, changed }: Pick<Door, 'own' | 'changed'>): Promise<void> {
  const prepare = (download: boolean) =>
    withProgress(t('Sentence model'), life => own.prepare_sentence_model({ download }, life));
  const state = await own.sentence_model_state({});
  const ready = state.here ? await Promise.resolve(prepare(false)).catch(nullIfUnusable) : null;
  if (!ready && !(await agreed(state))) return;
  const { model, folder } = ready ?? (await prepare(true));
  changed();
  void vscode.window.showInformationMessage(t('Documents are found by {model} too; it lies in {folder}.', { model, folder }));
}

function nullIfUnusable(failure: unknown): null {
  if (failure instanceof Fault && failure.code === 'model_unusable') return null;
  throw failure;
}

async function agreed({ model, folder, hub }: ModelState): Promise<boolean> {
  const yes = t('Download');
  const detail = t(
    'Its files, some tens of megabytes, go to {folder}. It finds documents that say the same in other words, and runs on this machine: nothing of your documents, logs or questions is sent.',
    { folder },
  );
  const question = t('Download the sentence model {model} from {hub}?', { model, hub });
  return (await vscode.window.showInformationMessage(question, { modal: true, detail }, yes)) === yes;
}
