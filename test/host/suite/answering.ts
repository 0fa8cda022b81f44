/** Extension host: stands in for a person who is asked something. */
import * as vscode from 'vscode';

export interface Answering {
  /** What was asked, in order: the arguments of each question. */
  readonly asked: unknown[][];
  /** The editor asks persons again. */
  end(): void;
}

export function answering(
  what: 'showQuickPick' | 'showInformationMessage' | 'showWarningMessage',
  answer: (...asked: unknown[]) => unknown,
): Answering {
  const original = vscode.window[what];
  const asked: unknown[][] = [];
  const window = vscode.window as unknown as Record<string, unknown>;
  window[what] = async (...given: unknown[]) => {
    asked.push(given);
    return answer(...given);
  };
  return {
    asked,
    end: () => {
      window[what] = original;
    },
  };
}
