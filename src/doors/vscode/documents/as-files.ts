/** The editor: log documents as files of a read-only file system, which an editor opens again after a reload; none of them lies on a disk. */
import * as vscode from 'vscode';
import { t } from '../l10n.ts';
import { LOG_SCHEME, readAddress } from './address.ts';

/** The text of a document; a sentence where it cannot be read. */
type TextOf = (uri: vscode.Uri) => Promise<string>;

/** Before the text, so that no setting for the encoding of files is asked how to read it. */
const UTF8 = '\uFEFF';

export function logFiles(textOf: TextOf, changes: vscode.EventEmitter<vscode.Uri>): vscode.Disposable {
  const news = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  const begun = Date.now();
  /** How often a document has changed: an editor reads again what is newer than what it has. */
  const changed = new Map<string, number>();
  const heard = changes.event(uri => {
    changed.set(uri.toString(), (changed.get(uri.toString()) ?? 0) + 1);
    news.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  });

  async function read(uri: vscode.Uri): Promise<Uint8Array> {
    // What stands above a file in its path is a way to show it, no folder.
    if (!readAddress(uri)) throw vscode.FileSystemError.FileNotFound(uri);
    return Buffer.from(UTF8 + (await textOf(uri)));
  }

  function refuse(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  const provider: vscode.FileSystemProvider = {
    onDidChangeFile: news.event,
    watch: () => new vscode.Disposable(() => undefined),
    stat: async uri => ({
      type: vscode.FileType.File,
      ctime: begun,
      mtime: begun + (changed.get(uri.toString()) ?? 0),
      size: (await read(uri)).length,
    }),
    readFile: read,
    readDirectory: () => [],
    writeFile: refuse,
    createDirectory: refuse,
    delete: refuse,
    rename: refuse,
  };
  const isReadonly = new vscode.MarkdownString(t('Logs are only read here; what they say stays as it was written.'));
  return vscode.Disposable.from(
    news,
    heard,
    vscode.workspace.registerFileSystemProvider(LOG_SCHEME, provider, { isReadonly, isCaseSensitive: true }),
  );
}
