/** The editor: a long question with its progress in a notification and a way to cancel it. */
import * as vscode from 'vscode';
import { Fault } from '../../base/fault.ts';
import type { Life, Progress } from '../../base/progress.ts';
import { doingWords } from './doing.ts';

/** Settles as the question does; a press on Cancel fails it with `cancelled`. */
export function withProgress<T>(title: string, ask: (life: Life) => Promise<T>): Thenable<T> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, async (progress, token) => {
    const life = new AbortController();
    token.onCancellationRequested(() => life.abort(new Fault('cancelled')));
    let told = 0;
    return ask({
      signal: life.signal,
      onProgress: seen => {
        const part = partOf(seen);
        progress.report({ message: doingWords(seen), increment: part === null ? undefined : Math.max(0, part - told) });
        told = part ?? told;
      },
    });
  });
}

/** Per cent done; null while the whole is unknown. */
function partOf({ done, total }: Progress): number | null {
  return total ? Math.min(100, (100 * done) / total) : null;
}
