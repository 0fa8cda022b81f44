/** The editor: the column in which a line opens: beside the panel where one is in front, else where the person is. */
import * as vscode from 'vscode';

/** Beside a panel, the column that already shows texts is used again, so that looking at many lines does not fill the screen. */
export function columnFor(): vscode.ViewColumn {
  const { activeTabGroup, all } = vscode.window.tabGroups;
  if (!(activeTabGroup.activeTab?.input instanceof vscode.TabInputWebview)) return vscode.ViewColumn.Active;
  const texts = all.find(group => group !== activeTabGroup && group.activeTab?.input instanceof vscode.TabInputText);
  return texts?.viewColumn ?? vscode.ViewColumn.Beside;
}
