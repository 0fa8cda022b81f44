/** The editor: the view of failed runs. */
import * as vscode from 'vscode';
import type { Run } from '../../../model/run.ts';
import type { Door } from '../door.ts';

export function registerRuns(door: Door): vscode.Disposable {
  const moved = new vscode.EventEmitter<undefined>();
  const provider: vscode.TreeDataProvider<Run> = {
    onDidChangeTreeData: moved.event,
    getTreeItem: run => ({ id: run.run_id, label: run.title, description: run.summary ?? run.outcome }),
    getChildren: async run => {
      if (run) return [];
      const { runs } = await door.engine.list_runs({});
      await vscode.commands.executeCommand('setContext', 'investigator.empty', runs.length === 0);
      return runs;
    },
  };
  const view = vscode.window.createTreeView('investigator.runs', { treeDataProvider: provider });
  const changed = door.onChanged(() => moved.fire(undefined));
  return vscode.Disposable.from(view, moved, changed);
}
