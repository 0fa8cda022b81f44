/** The editor: the MCP server as VS Code starts it: the command line's own bundle on the editor's Node; secrets only at the moment of the start. */
import * as vscode from 'vscode';
import { providerEnvironment } from '../../../tools/provider-environment.ts';
import { version } from '../../../version.ts';
import { openCredentials } from '../connections/credentials.ts';
import { editorProvider } from '../connections/provider.ts';
import type { Door } from '../door.ts';
import { engineOptions } from '../settings.ts';
import { mcpServers } from './rows.ts';

/** Nothing in it is secret: VS Code keeps it. */
export async function describedServer(door: Door): Promise<vscode.McpStdioServerDefinition> {
  const { home, limits = {}, store = 'embedded', cwd } = engineOptions(await door.settings());
  const allowed = Object.entries(limits).map(([name, most]) => `${name}=${most}`);
  const server = new vscode.McpStdioServerDefinition(
    mcpServers.mcp,
    process.execPath,
    [
      vscode.Uri.joinPath(door.extension.extensionUri, 'dist/investigator.js').fsPath,
      'mcp',
      ...(home ? ['--home', home] : []),
      ...(allowed.length ? ['--allow', allowed.join(',')] : []),
    ],
    // The desktop's executable is Electron, which is Node when it is told so.
    { ELECTRON_RUN_AS_NODE: '1', INVESTIGATOR_LOGS_STORE: store },
    version,
  );
  server.cwd = vscode.Uri.file(cwd);
  return server;
}

export async function resolvedServer<T extends vscode.McpServerDefinition>(door: Door, server: T): Promise<T> {
  if (!(server instanceof vscode.McpStdioServerDefinition)) return server;
  const provider = editorProvider(() => door.settings(), openCredentials(door.extension.secrets));
  server.env = { ...server.env, ...(await providerEnvironment(provider)) };
  return server;
}
