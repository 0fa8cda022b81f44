/** The editor: what the engine asks back: connections of the settings, credentials of the secret storage, the editor's proxy; as they are at that moment. */
import * as vscode from 'vscode';
import { setConnections } from '../../../model/set-connections.ts';
import type { Settings } from '../../../model/settings.ts';
import type { Provider } from '../../../tools/provide.ts';
import type { Credentials } from './credentials.ts';
import { editorNetwork, secretFor } from './kept.ts';

export function editorProvider(settings: () => Promise<Settings>, credentials: Pick<Credentials, 'get'>): Provider {
  return {
    connections: async () => setConnections(await settings()),
    secret: connection => secretFor(connection, slot => credentials.get(slot)),
    network: async () => editorNetwork(key => vscode.workspace.getConfiguration('http').get(key)),
  };
}
