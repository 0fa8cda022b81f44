/** The editor: the view of failed runs with its commands, and all that brings runs in. */
import * as vscode from 'vscode';
import type { RemoteRun } from '../../../model/remote-run.ts';
import { openCredentials } from '../connections/credentials.ts';
import { signedIn } from '../connections/github.ts';
import type { Door } from '../door.ts';
import { failureWords } from '../failure-words.ts';
import { did, handle } from '../handle.ts';
import { gathering } from '../notice/gathering.ts';
import { failureLooks, type SeenRun } from '../notice/newly-failed.ts';
import { splitUp } from '../reading/choose-logs.ts';
import { droppable, droppedPaths } from '../reading/dropped.ts';
import { type Reader, registerReading } from '../reading/register.ts';
import { tellFailure } from '../tell-failure.ts';
import { lookedAt } from './looked.ts';
import { type Offers, openOffers } from './offers.ts';
import { realClock } from './poll.ts';
import { remoteCommands } from './remote-commands.ts';
import { runCommands } from './run-commands.ts';
import { runsView, type Shown } from './view.ts';

/** What says which systems are asked. */
const CONNECTION_SETTINGS = ['argus', 'github', 'alertmanager', 'connections', 'poll'];

export function registerRuns(door: Door): vscode.Disposable {
  const reader = registerReading(door);
  const looked = lookedAt(door.extension.globalState, Date.now);
  const view = runsView(door, { looked, readings: reader.readings, drop: droppingOn(door, reader), offers: offersOf(door) });
  const changed = connectionsChanged(door, () => void view.ask());
  const opened = door.onLooked(async runId => {
    await looked.mark([runId]);
    await view.redraw();
  });
  const notices = gathering({
    ask: async failed => {
      const { askPerson } = await import('../notice/notices.ts');
      await askPerson(door, failed, view.inSight).catch(failure => tellFailure(door.log, failure));
    },
    clock: realClock,
  });
  const failures = door.onFailed(notices.tell);
  const commands = handle(door, {
    ...runCommands(door, reader.readings),
    ...remoteCommands(reader.readings, looked),
    listRemoteRuns: async () => {
      await view.ask();
      return view.offered();
    },
    filterRuns: async () => {
      const { chooseFilter } = await import('./choose-filter.ts');
      const filter = await chooseFilter(view.filter, await view.runs());
      if (filter) await view.setFilter(filter);
    },
    showAllRuns: () => view.setFilter({}),
    loadMore: () => view.loadMore(),
    markLookedAt: async () => {
      const there = view.offered().runs.map(run => run.address);
      await looked.mark([...(await view.runs()).map(run => run.run_id), ...there]);
      await view.redraw();
    },
  });
  return vscode.Disposable.from(commands, opened, changed, failures, notices, view, reader);
}

function droppingOn(door: Door, reader: Reader): vscode.TreeDragAndDropController<Shown> {
  return {
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
}

/** Another address, or another credential: what is listed may be another, too. */
function connectionsChanged(door: Door, hear: () => void): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.workspace.onDidChangeConfiguration(change => {
      if (CONNECTION_SETTINGS.some(key => change.affectsConfiguration(`investigator.${key}`))) hear();
    }),
    door.extension.secrets.onDidChange(({ key }) => key.startsWith('investigator.credential.') && hear()),
  );
}

/** Loaded when it is asked for: the settings' schema is not needed to start. */
function offersOf(door: Door): Offers {
  const github = async () =>
    ((await openCredentials(door.extension.secrets).get('github')) ?? (await signedIn({ ask: false }))) !== undefined;
  const looks = failureLooks(Date.now);
  const offers = openOffers({
    connections: async () =>
      (await import('../connections/listed.ts')).listedConnections({ settings: await door.settings(), github }),
    find: of => door.engine.find_runs(of),
    words: failureWords,
  });
  const ask = async () => {
    const offered = await offers.ask();
    door.failed(looks(offered.runs.map(seen)));
    return offered;
  };
  return { now: offers.now, ask };
}

function seen(run: RemoteRun): SeenRun {
  return { key: run.address, title: run.title, run_id: run.run_id, failed: run.outcome === 'failed', at: run.at };
}
