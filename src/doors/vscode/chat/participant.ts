/** The editor's chat: one request to the participant: what it is about, its answer, and what may be asked next. */
import * as vscode from 'vscode';
import type { Context } from '../../../agent/context.ts';
import { Fault } from '../../../base/fault.ts';
import { openCredentials } from '../connections/credentials.ts';
import { LOG_SCHEME } from '../documents/address.ts';
import type { Door } from '../door.ts';
import { t } from '../l10n.ts';
import { plain } from '../markdown.ts';
import { signalOf } from '../signal.ts';
import { answer } from './answer.ts';
import { queryOf } from './ask-model.ts';
import { attachedTo, bare } from './attached.ts';
import { chosenModel } from './chosen.ts';
import { attachmentsOf } from './lately.ts';
import type { Answered, Means, Question } from './reply.ts';
import { PARTICIPANT } from './rows.ts';
import { replyOn } from './stream-reply.ts';

export interface Asked {
  readonly request: Pick<vscode.ChatRequest, 'command' | 'prompt'> & Partial<vscode.ChatRequest>;
  readonly history: readonly (vscode.ChatRequestTurn | vscode.ChatResponseTurn)[];
  readonly token: vscode.CancellationToken;
}

type Metadata = Partial<Answered> & { readonly fault?: string };

/** Questions before this one that a model is told of. */
const EARLIER = 3;

export async function respond(door: Door, asked: Asked, stream: vscode.ChatResponseStream): Promise<vscode.ChatResult> {
  const focus = focusOf(asked.history);
  try {
    const chosen = await chosenModel(door, asked.request.model);
    const { question, left } = await questionOf(asked, focus);
    const reply = replyOn(stream);
    if (left.length)
      reply.say(`*${plain(t('Not taken along, since it could not be read: {names}', { names: left.join(', ') }))}*`);
    const metadata: Metadata = await answer({ ...meansOf(door), chosen }, question, reply);
    reply.end();
    return { metadata };
  } catch (failure) {
    if (failure instanceof Fault) return { metadata: { run_id: focus, fault: failure.code } };
    door.log.error(failure instanceof Error ? (failure.stack ?? failure.message) : String(failure));
    return { errorDetails: { message: t('Something went wrong inside; the log has the details.') } };
  }
}

async function questionOf(
  { request, history, token }: Asked,
  focus: string | null,
): Promise<{ question: Question; left: readonly string[] }> {
  const { references = [], toolReferences = [] } = request;
  const attachments = attachmentsOf(queryOf({ ...request, prompt: bare(request.prompt) }), { references, toolReferences });
  const { context, files, run, left } = await attachedTo({ prompt: request.prompt, ...attachments });
  const about = run ?? focus;
  const question = {
    command: request.command,
    prompt: bare(request.prompt),
    focus: about,
    signal: signalOf(token),
    context,
    files,
    earlier: earlierOf(history, about),
  };
  return { question, left };
}

export function followUps({ metadata }: vscode.ChatResult): vscode.ChatFollowup[] {
  const { next = [] } = (metadata ?? {}) as Metadata;
  return next.map(({ command, prompt, label }) => ({ command, prompt, label, participant: PARTICIPANT }));
}

/** Without a model. */
export function meansOf(door: Door): Means {
  return {
    engine: door.engine,
    chosen: null,
    changed: () => door.changed(),
    keyless: async () => (await openCredentials(door.extension.secrets).get('anthropic')) === undefined,
    selectedText: () => {
      const editor = vscode.window.activeTextEditor;
      return editor && editor.document.uri.scheme !== LOG_SCHEME ? editor.document.getText(editor.selection).slice(0, 4000) : '';
    },
    selectedPlace: async () => {
      const place = await vscode.commands.executeCommand<string | undefined>('investigator.selectedPlace');
      if (place) return place;
      throw new Fault('bad_input', {
        problem: t('No line of a log is selected; put the cursor on one, or name its place: source:member:line.'),
      });
    },
  };
}

function focusOf(history: Asked['history']): string | null {
  const runs = history.flatMap(turn => ('result' in turn ? (metadataOf(turn).run_id ?? []) : []));
  return runs.at(-1) ?? null;
}

/** What a model said before about the same run; what the engine said it knows from the report. */
function earlierOf(history: Asked['history'], run: string | null): Context[] {
  const told = history.flatMap((turn, at): Context[] => {
    const before = history[at - 1];
    if (!('result' in turn) || !before || !('prompt' in before)) return [];
    const { run_id, heard } = metadataOf(turn);
    if (!heard || run_id !== run) return [];
    const text = `${before.prompt.trim() || 'Why did it fail?'}\n${heard.model} answered: ${heard.summary}`;
    return [{ label: 'an earlier question in this conversation', text }];
  });
  return told.slice(-EARLIER);
}

function metadataOf({ result }: vscode.ChatResponseTurn): Metadata {
  return (result.metadata ?? {}) as Metadata;
}
