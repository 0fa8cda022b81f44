/** The editor: the secret of the local API: made once, kept in the secret storage alone. */
import { randomBytes } from 'node:crypto';
import type * as vscode from 'vscode';

const KEY = 'investigator.localApi.secret';
const BYTES = 32;

export async function localApiSecret({ secrets }: Pick<vscode.ExtensionContext, 'secrets'>): Promise<string> {
  const kept = await secrets.get(KEY);
  if (kept) return kept;
  const made = randomBytes(BYTES).toString('base64url');
  await secrets.store(KEY, made);
  return made;
}
