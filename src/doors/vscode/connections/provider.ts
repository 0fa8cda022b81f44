/** The editor: what the engine asks back: connections of the settings, credentials of the secret storage, the editor's proxy; as they are at that moment. */
import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import * as vscode from 'vscode';
import type { Connection } from '../../../model/connection.ts';
import { environmentFolders, environmentModel } from '../../../model/environment.ts';
import { setConnections } from '../../../model/set-connections.ts';
import type { Settings } from '../../../model/settings.ts';
import type { Provider } from '../../../tools/provide.ts';
import type { Credentials } from './credentials.ts';
import { openRepositories, signedIn } from './github.ts';
import { editorNetwork, secretFor } from './kept.ts';
import { hostOf } from './remote-url.ts';

export function editorProvider(settings: () => Promise<Settings>, credentials: Pick<Credentials, 'get'>): Provider {
  return {
    connections: async () => setConnections(await settings()).map(withOpenRepositories),
    secret: async connection => {
      const kept = await secretFor(connection, slot => credentials.get(slot));
      if (kept.token || !isPublicGithub(connection)) return kept;
      const token = await signedIn({ ask: false });
      return token ? { token } : kept;
    },
    knowledge: async () => knowledgeFolders(await settings()),
    sentences: async () => {
      const { 'knowledge.models': folder, 'knowledge.model': model, 'knowledge.hub': hub } = await settings();
      return { ...environmentModel(process.env), model, ...(folder && { folder }), ...(hub && { hub }) };
    },
    network: async () => editorNetwork(key => vscode.workspace.getConfiguration('http').get(key)),
  };
}

/** Those of the settings and of the environment, and the runbooks of every folder that is open. */
function knowledgeFolders({ 'knowledge.folders': named }: Settings): string[] {
  const open = (vscode.workspace.workspaceFolders ?? []).filter(one => one.uri.scheme === 'file').map(one => one.uri.fsPath);
  const runbooks = open.map(folder => join(folder, 'runbooks')).filter(folder => existsSync(folder));
  const below = named.map(path => (isAbsolute(path) || !open[0] ? path : join(open[0], path)));
  return [...below, ...environmentFolders(process.env), ...runbooks];
}

/** The account that VS Code knows is one of github.com: its token is for no other host. */
function isPublicGithub({ system, url }: Connection): boolean {
  return system === 'github' && hostOf(url) === 'github.com';
}

/** Unless somebody names repositories, those that are open are looked at. */
function withOpenRepositories(connection: Connection): Connection {
  if (connection.system !== 'github' || connection.watch.length > 0) return connection;
  return { ...connection, watch: openRepositories(hostOf(connection.url)) };
}
