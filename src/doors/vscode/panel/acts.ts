/** The editor: what a window asks of it: open a line, its source, copy, export, compare; each is a command, so that a person can ask the same. */
import * as vscode from 'vscode';
import type { Handlers } from '../../../rpc/verb.ts';
import type { AskQueue } from '../../../tools/asks.ts';
import { windowTable } from '../../../tools/window.ts';
import type { Door } from '../door.ts';
import type { OpenedTool } from '../source/open-tool.ts';
import { compareRun } from './compare-run.ts';
import { exportReport } from './export-report.ts';
import type { Refresh } from './refresh-run.ts';

export function windowActs(door: Door, asks: AskQueue, refresh: Refresh) {
  const handlers: Handlers<typeof windowTable> = {
    open_line: async ({ place }) => {
      await vscode.commands.executeCommand('investigator.openLine', place);
      return { opened: true };
    },
    open_source: async ({ place, frame }) => {
      const opened = await vscode.commands.executeCommand<string | null>('investigator.openSource', place, frame);
      return { opened: opened ?? null };
    },
    open_tool: async ({ tool }) => {
      const told = await vscode.commands.executeCommand<OpenedTool | undefined>('investigator.openToolDefinition', tool);
      return told ?? { opened: null, looked: '' };
    },
    open_run: async ({ run_id }) => {
      await vscode.commands.executeCommand('investigator.openRun', run_id, { tab: 'agent' });
      return {};
    },
    open_document: async ({ run_id, document }, life) => {
      // Only what the report links: a window names no path.
      const { documents = [] } = await door.engine.get_report({ run_id }, life);
      const linked = documents.find(one => one.document === document);
      if (linked) await vscode.commands.executeCommand('investigator.openDocument', linked.path, linked.line);
      return { opened: linked !== undefined };
    },
    copy_text: async ({ text }) => {
      await vscode.env.clipboard.writeText(text);
      return {};
    },
    export_report: async ({ run_id }) => ({ file: await exportReport(door, run_id) }),
    compare_run: async ({ run_id }) => ({ compared: await compareRun(door, run_id) }),
    refresh_run: async ({ run_id, by }, life) => {
      const refused = by === 'timer' && (await door.settings())['poll.minutes'] === 0;
      const { remote } = refused ? (await door.engine.get_test_run_info({ run_id, limit: 1 })).run : await refresh(run_id, life);
      return { refused, finished: remote?.finished ?? true, fetched_at: remote?.fetched_at ?? null };
    },
    await_asks: (question, life) => asks.hear(question, life),
  };
  return { table: windowTable, handlers };
}
