/** The editor: commands that set, test and forget the credentials of outside systems. */
import * as vscode from 'vscode';
import type { Door } from '../door.ts';
import { handle } from '../handle.ts';
import type { ArgusAnswers } from './connect-argus.ts';
import { type CredentialSlot, openCredentials } from './credentials.ts';
import { signedIn } from './github.ts';

const asking = () => import('./ask-credential.ts');

export function registerConnections(door: Door): vscode.Disposable {
  const credentials = openCredentials(door.extension.secrets);
  return handle(door, {
    setCredential: async (slot?: CredentialSlot) => (await asking()).setCredential(door, credentials, slot),
    connectArgus: async (given?: ArgusAnswers) => (await import('./connect-argus.ts')).connectArgus(door, credentials, given),
    connectGithub: async () => {
      // A token that was typed in wins over the account.
      const ready = (await credentials.get('github')) ?? (await signedIn({ ask: true }));
      if (!ready) return;
      void vscode.commands.executeCommand('investigator.listRemoteRuns');
      await (await asking()).testConnection(door, 'github');
    },
    testConnection: async (slot?: CredentialSlot) => (await asking()).testConnection(door, slot),
    forgetCredential: async () => (await asking()).forgetCredentials(door, credentials),
  });
}
