/** The editor: writes a run's report where the person says, as Markdown, as one page, as JSON or as text: by the file's ending. */
import * as vscode from 'vscode';
import type { Report } from '../../../model/report.ts';
import { reportHtml } from '../../../tools/render/report-html.ts';
import { reportMarkdown } from '../../../tools/render/report-markdown.ts';
import { reportText } from '../../../tools/render/report-text.ts';
import { plainView } from '../../../tools/tool.ts';
import type { Door } from '../door.ts';
import { t } from '../l10n.ts';

const forms: Readonly<Record<string, (report: Report) => string>> = {
  md: reportMarkdown,
  html: reportHtml,
  json: report => `${JSON.stringify(report, null, 2)}\n`,
  txt: report => reportText(report, plainView),
};

/** The path written to; null when the person changed their mind. Throws `run_unknown`, `not_investigated`. */
export async function exportReport(door: Door, runId: string): Promise<string | null> {
  const report = await door.engine.get_report({ run_id: runId });
  const chosen = await vscode.window.showSaveDialog({
    title: t('Export Report'),
    defaultUri: suggested(report.run.title),
    filters: { [t('Markdown')]: ['md'], [t('Web page')]: ['html'], JSON: ['json'], [t('Text')]: ['txt'] },
  });
  if (!chosen) return null;
  const form = forms[chosen.path.slice(chosen.path.lastIndexOf('.') + 1).toLowerCase()] ?? reportMarkdown;
  await vscode.workspace.fs.writeFile(chosen, new TextEncoder().encode(form(report)));
  const open = t('Open');
  void vscode.window
    .showInformationMessage(t('The report is in {file}.', { file: vscode.workspace.asRelativePath(chosen) }), open)
    .then(pressed => pressed === open && vscode.commands.executeCommand('vscode.open', chosen));
  return chosen.fsPath;
}

function suggested(title: string): vscode.Uri {
  const name = `${title.replace(/[^\w.-]+/g, '-')}-report.md`;
  const folder = vscode.workspace.workspaceFolders?.find(one => one.uri.scheme === 'file')?.uri;
  return folder ? vscode.Uri.joinPath(folder, name) : vscode.Uri.file(name);
}
