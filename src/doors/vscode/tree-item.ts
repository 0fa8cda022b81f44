/** The editor: an item's words as VS Code wants them. */
import * as vscode from 'vscode';
import type { ItemWords } from './item.ts';

const { Expanded, Collapsed, None } = vscode.TreeItemCollapsibleState;

export function treeItem(words: ItemWords): vscode.TreeItem {
  const state = words.opens === 'expanded' ? Expanded : words.opens === 'collapsed' ? Collapsed : None;
  const item = new vscode.TreeItem(words.label, state);
  item.id = words.id;
  item.description = words.description;
  item.contextValue = words.context;
  if (words.icon)
    item.iconPath = new vscode.ThemeIcon(words.icon, words.colour ? new vscode.ThemeColor(words.colour) : undefined);
  item.accessibilityInformation = { label: words.spoken ?? [words.label, words.description].filter(Boolean).join(', ') };
  if (words.command) {
    const [name, ...given] = words.command;
    item.command = { command: name, title: words.label, arguments: given };
  }
  return item;
}

/** For `resolveTreeItem`: the tooltip is made when it is wanted; it may not run commands, whatever a log says. */
export function withTooltip(item: vscode.TreeItem, words: ItemWords): vscode.TreeItem {
  if (!words.tooltip) return item;
  const markdown = new vscode.MarkdownString(words.tooltip());
  markdown.isTrusted = false;
  markdown.supportHtml = false;
  item.tooltip = markdown;
  return item;
}
