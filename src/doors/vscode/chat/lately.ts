/** The editor's chat: what was attached to the question before, since a button that asks it again brings its words only. */
import type * as vscode from 'vscode';

export type Attachments = Pick<vscode.ChatRequest, 'references' | 'toolReferences'>;

interface Kept {
  readonly query: string;
  readonly attachments: Attachments;
}

let last: Kept | null = null;
let again: Kept | null = null;

/** A button asks the same again. */
export function askAgain(query: string): void {
  again = last?.query === query ? last : null;
}

/** Those of a question; of one that a button asks again, those that it had before. */
export function attachmentsOf(query: string, given: Attachments): Attachments {
  const former = again?.query === query ? again.attachments : given;
  again = null;
  last = { query, attachments: former };
  return former;
}
