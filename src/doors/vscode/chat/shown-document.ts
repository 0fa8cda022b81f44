/** The editor's chat: a text that a person only looks at, in an editor that asks nothing when it is closed. */
import * as vscode from 'vscode';

const SCHEME = 'investigator-shown';
const texts = new Map<string, string>();
let provided = false;

/** Forgotten when its editor is closed. */
export async function showText(title: string, text: string): Promise<void> {
  if (!provided) provide();
  const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${title.replace(/[\\/]/g, '-')}`, query: String(texts.size + 1) });
  texts.set(uri.toString(), text);
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
}

/** For the life of the window. */
function provide(): void {
  provided = true;
  vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
    provideTextDocumentContent: uri => texts.get(uri.toString()) ?? '',
  });
  vscode.workspace.onDidCloseTextDocument(({ uri }) => void texts.delete(uri.toString()));
}
