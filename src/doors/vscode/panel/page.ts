/** The editor: the page of a panel: the window's two bundles, and what it needs for its first breath. */
import * as vscode from 'vscode';
import { windowPage } from '../../../tools/render/window-page.ts';
import { type WindowStart, windowTable } from '../../../tools/window.ts';

export interface PanelPage {
  /** Folder of the bundles. */
  readonly dist: vscode.Uri;
  readonly run: Pick<WindowStart, 'run_id' | 'title' | 'page'>;
  readonly nonce: string;
}

export function pageOf(webview: vscode.Webview, { dist, run, nonce }: PanelPage): string {
  const address = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(dist, name)).toString();
  return windowPage({
    start: { ...run, host: 'editor', texts: textsOf(vscode.l10n.bundle), acts: Object.keys(windowTable) },
    script: address('webview.js'),
    style: address('webview.css'),
    nonce,
    origin: webview.cspSource,
    connect: "'none'",
  });
}

/** The translations in force; English needs none. */
function textsOf(bundle: typeof vscode.l10n.bundle): Record<string, string> {
  const entries = Object.entries(bundle ?? {});
  return Object.fromEntries(
    entries.map(([text, translated]) => [text, typeof translated === 'string' ? translated : String(translated)]),
  );
}
