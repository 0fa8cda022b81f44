/** The editor: joins a panel's window with the engine: one wire, on which the window also asks for acts of the editor. */
import type * as vscode from 'vscode';
import { relay } from '../../../rpc/relay.ts';
import type { Message } from '../../../rpc/wire.ts';
import { askQueue } from '../../../tools/asks.ts';
import { readingTools } from '../../../tools/table.ts';
import type { Ask, WindowStart } from '../../../tools/window.ts';
import type { Door } from '../door.ts';
import { windowActs } from './acts.ts';
import type { Refresh } from './refresh-run.ts';

export interface JoinedWindow {
  push(ask: Ask): void;
  end(): void;
}

export function joinWindow(
  door: Door,
  what: { panel: vscode.WebviewPanel; run: Pick<WindowStart, 'run_id' | 'title'>; refresh: Refresh },
): JoinedWindow {
  const { webview } = what.panel;
  const asks = askQueue();
  let over = false;
  const end = relay(
    {
      // A panel that was closed meanwhile has nobody to tell.
      send: (message: Message) => void (over || webview.postMessage(message)),
      listen: hear => void webview.onDidReceiveMessage(hear),
    },
    {
      far: { table: readingTools, remote: door.engine },
      own: windowActs(door, asks, what.refresh),
      log: (level, words) => door.log[level](words),
    },
  );
  return {
    push: asks.push,
    end: () => {
      over = true;
      end();
    },
  };
}
