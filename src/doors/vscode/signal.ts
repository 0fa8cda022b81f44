/** The editor: at its doorstep a cancellation token becomes a signal. */
import type * as vscode from 'vscode';
import { Fault } from '../../base/fault.ts';

export function signalOf(token: vscode.CancellationToken): AbortSignal {
  const life = new AbortController();
  if (token.isCancellationRequested) life.abort(new Fault('cancelled'));
  else token.onCancellationRequested(() => life.abort(new Fault('cancelled')));
  return life.signal;
}
