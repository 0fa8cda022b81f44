/** The editor's chat: what a person thought of an answer, a line of JSON in the home folder: which run, which model, helpful or not; no text of the question. */
import { appendFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Door } from '../door.ts';
import type { Answered } from './reply.ts';

export const FEEDBACK = 'feedback.jsonl';

export async function keepFeedback(door: Door, { result, kind }: vscode.ChatResultFeedback): Promise<void> {
  const { run_id = null, heard } = (result.metadata ?? {}) as Partial<Answered>;
  const line = {
    at: new Date().toISOString(),
    run_id,
    findings_id: heard?.findings_id ?? null,
    model: heard?.model ?? null,
    helpful: kind === vscode.ChatResultFeedbackKind.Helpful,
  };
  const home = await door.home();
  await mkdir(home, { recursive: true });
  await appendFile(join(home, FEEDBACK), `${JSON.stringify(line)}\n`);
}
