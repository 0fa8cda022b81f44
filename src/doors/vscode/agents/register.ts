/** The editor: what it offers to agents: the tools of the table, and the same as an MCP server; only names are read when it wakes. */
import * as vscode from 'vscode';
import type { Door } from '../door.ts';

interface Listed {
  readonly languageModelTools: readonly { readonly name: string }[];
}

/** Editors made from VS Code do not have all of its interfaces for agents. */
const offers = (name: keyof typeof vscode.lm) => 'lm' in vscode && typeof vscode.lm[name] === 'function';

export function registerAgents(door: Door): vscode.Disposable {
  const { languageModelTools: listed } = door.extension.extension.packageJSON.contributes as Listed;
  const tools = offers('registerTool') ? listed.map(({ name }) => registerTool(door, name)) : [];
  return vscode.Disposable.from(...tools, ...(offers('registerMcpServerDefinitionProvider') ? [announce(door)] : []));
}

function registerTool(door: Door, name: string): vscode.Disposable {
  const reach = () => import('./language-tool.ts');
  return vscode.lm.registerTool<object>(name, {
    prepareInvocation: async ({ input }) => (await reach()).preparedTool(name, input),
    invoke: async ({ input }, token) => (await reach()).invokedTool(door, { name, input, token }),
  });
}

/** The server is asked for anew when what it is started with has changed. */
function announce(door: Door): vscode.Disposable {
  const changes = new vscode.EventEmitter<void>();
  const reach = () => import('./mcp-server.ts');
  return vscode.Disposable.from(
    changes,
    vscode.workspace.onDidChangeConfiguration(change => {
      if (change.affectsConfiguration('investigator')) changes.fire();
    }),
    vscode.lm.registerMcpServerDefinitionProvider('investigator.mcp', {
      onDidChangeMcpServerDefinitions: changes.event,
      provideMcpServerDefinitions: async () => [await (await reach()).describedServer(door)],
      resolveMcpServerDefinition: async server => (await reach()).resolvedServer(door, server),
    }),
  );
}
