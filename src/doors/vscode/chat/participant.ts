/** The editor's chat: one request to the participant: what it is about, its answer, and what may be asked next. */
import * as vscode from 'vscode';
import { Fault } from '../../../base/fault.ts';
import type { Door } from '../door.ts';
import { t } from '../l10n.ts';
import { signalOf } from '../signal.ts';
import { answer } from './answer.ts';
import type { Answered, Means } from './reply.ts';
import { PARTICIPANT } from './rows.ts';
import { replyOn } from './stream-reply.ts';

export interface Asked {
  readonly request: Pick<vscode.ChatRequest, 'command' | 'prompt'>;
  readonly history: readonly (vscode.ChatRequestTurn | vscode.ChatResponseTurn)[];
  readonly token: vscode.CancellationToken;
}

type Metadata = Partial<Answered> & { readonly fault?: string };

export async function respond(door: Door, asked: Asked, stream: vscode.ChatResponseStream): Promise<vscode.ChatResult> {
  const { command, prompt } = asked.request;
  const question = { command, prompt, focus: focusOf(asked.history), signal: signalOf(asked.token) };
  try {
    const metadata: Metadata = await answer(meansOf(door), question, replyOn(stream));
    return { metadata };
  } catch (failure) {
    if (failure instanceof Fault) return { metadata: { run_id: question.focus, fault: failure.code } };
    door.log.error(failure instanceof Error ? (failure.stack ?? failure.message) : String(failure));
    return { errorDetails: { message: t('Something went wrong inside; the log has the details.') } };
  }
}

export function followUps({ metadata }: vscode.ChatResult): vscode.ChatFollowup[] {
  const { next = [] } = (metadata ?? {}) as Metadata;
  return next.map(({ command, prompt, label }) => ({ command, prompt, label, participant: PARTICIPANT }));
}

export function meansOf(door: Door): Means {
  return {
    engine: door.engine,
    changed: () => door.changed(),
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
  const runs = history.flatMap(turn => ('result' in turn ? ((turn.result.metadata as Metadata | undefined)?.run_id ?? []) : []));
  return runs.at(-1) ?? null;
}
