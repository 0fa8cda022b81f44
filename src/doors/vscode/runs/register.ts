/** The editor: the view of failed runs with its commands, and all that brings runs in. */
import * as vscode from 'vscode';
import type { Door } from '../door.ts';
import { did, handle } from '../handle.ts';
import { splitUp } from '../reading/choose-logs.ts';
import { droppable, droppedPaths } from '../reading/dropped.ts';
import { registerReading } from '../reading/register.ts';
import { tellFailure } from '../tell-failure.ts';
import { chooseFilter } from './choose-filter.ts';
import { lookedAt } from './looked.ts';
import { runCommands } from './run-commands.ts';
import { runsView, type Shown } from './view.ts';

export function registerRuns(door: Door): vscode.Disposable {
  const reader = registerReading(door);
  const looked = lookedAt(door.extension.globalState, Date.now);
  const drop: vscode.TreeDragAndDropController<Shown> = {
    dropMimeTypes: droppable,
    dragMimeTypes: [],
    handleDrop: async (_, transfer) => {
      try {
        const paths = await droppedPaths(transfer, door.extension.globalStorageUri);
        await reader.investigate(await splitUp(paths));
        await did('dropLogs');
      } catch (failure) {
        void tellFailure(door.log, failure);
      }
    },
  };
  const view = runsView(door, { looked, readings: reader.readings, drop });
  const opened = door.onLooked(async runId => {
    await looked.mark([runId]);
    await view.redraw();
  });
  const commands = handle(door, {
    ...runCommands(door, reader.readings),
    filterRuns: async () => {
      const filter = await chooseFilter(view.filter, await view.runs());
      if (filter) await view.setFilter(filter);
    },
    showAllRuns: () => view.setFilter({}),
    loadMore: () => view.loadMore(),
    markLookedAt: async () => {
      await looked.mark((await view.runs()).map(run => run.run_id));
      await view.redraw();
    },
  });
  return vscode.Disposable.from(commands, opened, view, reader);
}
