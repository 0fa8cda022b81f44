/** The editor: the panel's commands; each act of the window can be given from the palette and by a key while a panel is in front. */
import * as vscode from 'vscode';
import type { Act } from '../../../tools/window.ts';
import type { CommandName } from '../commands.ts';
import type { Door } from '../door.ts';
import { handle } from '../handle.ts';
import { t } from '../l10n.ts';
import { withProgress } from '../with-progress.ts';
import { chooseRun } from './choose-run.ts';
import { PANEL } from './commands.ts';
import type { Panels } from './panels.ts';
import { refresher } from './refresh-run.ts';

/** Commands that only pass an act on. */
const acts: Readonly<Partial<Record<CommandName, Act>>> = {
  nextError: 'next_error',
  previousError: 'previous_error',
  jumpToTime: 'jump_to_time',
  focusFilter: 'focus_filter',
  clearFilter: 'clear_filter',
  toggleWrap: 'toggle_wrap',
  toggleNewOnly: 'toggle_new',
  toggleBookmark: 'toggle_bookmark',
  nextBookmark: 'next_bookmark',
  pinLine: 'pin_line',
  copyLines: 'copy_lines',
  copyReport: 'copy_report',
  openSelectedLine: 'open_line',
  openSelectedSource: 'open_source',
};

/** What draws and joins panels is loaded with the first of them. */
export function registerPanel(door: Door): vscode.Disposable {
  let begun: Promise<Panels & vscode.Disposable> | null = null;
  const refresh = refresher(door);
  const panels = () => (begun ??= import('./panels.ts').then(({ openPanels }) => openPanels(door, refresh)));
  const passing = Object.entries(acts).map(([name, act]) => [name, async () => (await panels()).act(act as Act)]);

  /** The run that was given by a tree, that of the panel in front, or the one that the person chooses. */
  async function onRun(run: RunLike | undefined, title: string, then: (runId: string) => Promise<unknown>): Promise<unknown> {
    const runId = idOf(run) ?? (await begun)?.inFront()?.run_id ?? (await chooseRun(door, title));
    return runId ? then(runId) : undefined;
  }

  const handlers = {
    ...Object.fromEntries(passing),
    openRun: async (run?: RunLike, show?: Parameters<Panels['show']>[1]) => {
      const runId = idOf(run) ?? (await chooseRun(door));
      if (!runId) return;
      await (await panels()).show(runId, show);
      door.looked(runId);
    },
    runInFront: async () => (await begun)?.inFront()?.run_id,
    showAgentOverview: async () => (await panels()).showAgents(),
    refreshRun: (run?: RunLike) =>
      onRun(run, t('Refresh a run'), async id => {
        const now = await withProgress(t('Refreshing the run'), life => refresh(id, life));
        // Files that were written anew are another run.
        if (now.run_id !== id) await (await panels()).show(now.run_id);
        return now.run_id;
      }),
    exportReport: (run?: RunLike) =>
      onRun(run, t('Export the report of a run'), async id => (await import('./export-report.ts')).exportReport(door, id)),
    compareRun: (run?: RunLike) =>
      onRun(run, t('Compare a run with passing ones'), async id => (await import('./compare-run.ts')).compareRun(door, id)),
  };
  const reviving = vscode.window.registerWebviewPanelSerializer(PANEL, {
    deserializeWebviewPanel: async (panel, state) => (await panels()).revive(panel, state),
  });
  return vscode.Disposable.from(reviving, handle(door, handlers), { dispose: () => void begun?.then(one => one.dispose()) });
}

/** A run id, or a tree's node of a run. */
type RunLike = string | { readonly run_id?: string };

function idOf(run: RunLike | undefined): string | undefined {
  return typeof run === 'string' ? run : run?.run_id;
}
