/** The editor: joins commands of the table with what they do; whatever one of them throws is told to the person who gave it. */
import * as vscode from 'vscode';
import { type CommandName, commandId } from './commands.ts';
import type { Door } from './door.ts';
import { tellFailure } from './tell-failure.ts';

/** What a command answers where a person changed their mind before anything was done. */
export const NOTHING_DONE = Symbol('nothing done');

/** For the walkthrough: whether a person has once done it to the end. */
export async function did(name: string): Promise<void> {
  await vscode.commands.executeCommand('setContext', `investigator.did.${name}`, true);
}

export type Handlers = { readonly [K in CommandName]?: (...given: never[]) => unknown };

export function handle(door: Door, handlers: Handlers): vscode.Disposable {
  const registered = Object.entries(handlers).map(([name, run]) =>
    vscode.commands.registerCommand(commandId(name as CommandName), async (...given: unknown[]) => {
      try {
        const answer = await (run as (...given: unknown[]) => unknown)(...given);
        if (answer !== NOTHING_DONE) await did(name);
        return answer === NOTHING_DONE ? undefined : answer;
      } catch (failure) {
        void tellFailure(door.log, failure);
        return undefined;
      }
    }),
  );
  return vscode.Disposable.from(...registered);
}
