/** Extension host: what the suites ask of the editor. */
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { ForTests } from '../../../src/doors/vscode/for-tests.ts';
import type { Report } from '../../../src/model/report.ts';

export function investigator(): vscode.Extension<ForTests> {
  const found = vscode.extensions.getExtension<ForTests>('test-run-investigator.test-run-investigator');
  if (!found) throw new Error('The extension is not installed.');
  return found;
}

/** What the awake extension hands to tests. */
export async function awake(): Promise<ForTests> {
  return investigator().activate();
}

export function sample(name: 'failed' | 'passed'): string {
  return join(investigator().extensionUri.fsPath, 'media/sample', name);
}

let report: Promise<Report> | undefined;

/** The report of the sample, made once for all suites of a run. */
export function sampleReport(): Promise<Report> {
  report ??= awake().then(({ door }) =>
    door.engine.investigate_run({ inputs: [sample('failed')], against: [sample('passed')], job: 'longevity' }),
  );
  return report;
}

/** Waits for a condition, not for a time; says what never came. */
export async function eventually<T>(words: string, look: () => T | Promise<T>): Promise<NonNullable<T>> {
  const until = Date.now() + 45_000;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (Date.now() > until) throw new Error(`It never came true that ${words}.`);
    await new Promise(later => setTimeout(later, 50));
  }
}

/** The tab in front, whatever it shows. */
export function tabInFront(): vscode.Tab | undefined {
  return vscode.window.tabGroups.activeTabGroup.activeTab;
}
