/** The editor: lets a person say which runs the tree is to show. */
import * as vscode from 'vscode';
import type { Origin, Run } from '../../../model/run.ts';
import { t } from '../l10n.ts';
import { type Filter, originLabel, outcomeWords } from './filter.ts';

/** The filter that is to be in force; undefined when nothing was chosen. */
export async function chooseFilter(filter: Filter, runs: readonly Run[]): Promise<Filter | undefined> {
  const outcome = filter.outcome && t(outcomeWords[filter.outcome]);
  const origin = filter.origin && originLabel(filter.origin);
  const choices = [
    choice({ icon: 'search', label: t('Text…'), now: filter.text }, () => byText(filter)),
    choice({ icon: 'pass', label: t('Status…'), now: outcome }, () => byOutcome(filter)),
    choice({ icon: 'layers', label: t('Job…'), now: filter.job }, () => byJob(filter, runs)),
    choice({ icon: 'server', label: t('Where it was read from…'), now: origin }, () => byOrigin(filter, runs)),
  ];
  const picked = await vscode.window.showQuickPick(choices, { title: t('Filter runs by') });
  return picked?.act();
}

type Act = () => Promise<Filter | undefined>;

function choice(shown: { icon: string; label: string; now: string | undefined }, act: Act): vscode.QuickPickItem & { act: Act } {
  return { label: shown.label, iconPath: new vscode.ThemeIcon(shown.icon), description: shown.now ?? t('any'), act };
}

async function byText(filter: Filter): Promise<Filter | undefined> {
  const text = await vscode.window.showInputBox({
    title: t('Runs whose title, job, id or verdict contains'),
    value: filter.text,
    prompt: t('Empty: all runs'),
  });
  return text === undefined ? undefined : { ...filter, text: text.trim() || undefined };
}

async function byOutcome(filter: Filter): Promise<Filter | undefined> {
  const outcomes = (['failed', 'unknown', 'passed'] as const).map(outcome => ({ label: t(outcomeWords[outcome]), outcome }));
  const picked = await vscode.window.showQuickPick([...outcomes, { label: t('any'), outcome: undefined }], {
    title: t('Status'),
  });
  return picked && { ...filter, outcome: picked.outcome };
}

async function byJob(filter: Filter, runs: readonly Run[]): Promise<Filter | undefined> {
  const jobs = [...new Set(runs.map(run => run.job))].sort().map(job => ({ label: job, job: job as string | undefined }));
  const picked = await vscode.window.showQuickPick([...jobs, { label: t('any'), job: undefined }], { title: t('Job') });
  return picked && { ...filter, job: picked.job };
}

async function byOrigin(filter: Filter, runs: readonly Run[]): Promise<Filter | undefined> {
  const origins = [...new Set(runs.map(run => run.origin))].map(origin => ({
    label: originLabel(origin),
    origin: origin as Origin | undefined,
  }));
  const picked = await vscode.window.showQuickPick([...origins, { label: t('any'), origin: undefined }], {
    title: t('Where it was read from'),
  });
  return picked && { ...filter, origin: picked.origin };
}
