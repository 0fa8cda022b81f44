/** The editor: joins commands of the table with what they do; whatever one of them throws is told to the person who gave it. */
import * as vscode from 'vscode';
import { type CommandName, commandId } from './commands.ts';
import type { Door } from './door.ts';
import { tellFailure } from './tell-failure.ts';

export type Handlers = { readonly [K in CommandName]?: (...given: never[]) => unknown };

export function handle(door: Door, handlers: Handlers): vscode.Disposable {
  const registered = Object.entries(handlers).map(([name, run]) =>
    vscode.commands.registerCommand(commandId(name as CommandName), async (...given: unknown[]) => {
      try {
        return await (run as (...given: unknown[]) => unknown)(...given);
      } catch (failure) {
        void tellFailure(door.log, failure);
        return undefined;
      }
    }),
  );
  return vscode.Disposable.from(...registered);
}
