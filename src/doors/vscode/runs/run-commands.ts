/** The editor: what can be done with one run of the tree, or with the one that is chosen where none was given. */
import * as vscode from 'vscode';
import { commandId } from '../commands.ts';
import type { Door } from '../door.ts';
import type { Handlers } from '../handle.ts';
import { t } from '../l10n.ts';
import { chooseRun } from '../panel/choose-run.ts';
import type { Readings } from '../reading/queue.ts';

type RunLike = string | { readonly run_id?: string } | undefined;

export function runCommands(door: Door, readings: Readings): Handlers {
  async function on(run: RunLike, title: string, act: (runId: string) => Promise<unknown>): Promise<unknown> {
    const runId = (typeof run === 'string' ? run : run?.run_id) ?? (await chooseRun(door, title));
    return runId ? act(runId) : undefined;
  }

  async function mark(runId: string, outcome: 'passed' | 'failed'): Promise<void> {
    await door.engine.mark_run({ run_id: runId, outcome });
    door.changed();
  }

  async function investigate(runId: string): Promise<void> {
    const { run } = await door.engine.get_test_run_info({ run_id: runId, limit: 1 });
    await readings.begin({ inputs: [runId], title: run.title });
    await vscode.commands.executeCommand(commandId('openRun'), runId);
  }

  return {
    investigateRun: (run: RunLike) => on(run, t('Investigate again'), investigate),
    copyRunId: (run: RunLike) => on(run, t('Copy the id of a run'), id => Promise.resolve(vscode.env.clipboard.writeText(id))),
    markPassed: (run: RunLike) => on(run, t('Mark a run as passed'), id => mark(id, 'passed')),
    markFailed: (run: RunLike) => on(run, t('Mark a run as failed'), id => mark(id, 'failed')),
    forgetRun: (run: RunLike) => on(run, t('Forget a run'), id => forget(door, id)),
  };
}

/** Deletes only after a person has said so once more. */
async function forget(door: Door, runId: string): Promise<void> {
  const { run } = await door.engine.get_test_run_info({ run_id: runId, limit: 1 });
  const yes = t('Forget');
  const detail = t('Its index and its reports are deleted from this machine. The logs it was read from stay where they are.');
  const said = await vscode.window.showWarningMessage(t('Forget {title}?', { title: run.title }), { modal: true, detail }, yes);
  if (said !== yes) return;
  await door.engine.forget_run({ run_id: runId });
  door.changed();
}
