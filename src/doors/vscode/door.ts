/** The editor: what every feature of the door is given: the engine, the log, VS Code's context, and word of changes. */
import type * as vscode from 'vscode';
import type { Settings } from '../../model/settings.ts';
import type { Own } from '../../tools/own.ts';
import type { Engine } from '../../tools/table.ts';
import type { Failed } from './notice/newly-failed.ts';

/** Each feature is a module with one `registerX(door): vscode.Disposable`; `extension.ts` lists them. */
export interface Door {
  readonly extension: vscode.ExtensionContext;
  /** Loads the engine and starts its worker at the first question. */
  readonly engine: Engine;
  /** What our own doors keep through the same engine; no tool. */
  readonly own: Own;
  /** The home folder in use; loads the engine, but asks it nothing. */
  home(): Promise<string>;
  /** The settings as they are now, proved: what does not fit its schema reads as its default. */
  settings(): Promise<Settings>;
  /** The output channel "Investigator"; never log text, secrets or personal data. */
  readonly log: vscode.LogOutputChannel;
  /** Runs or reports have changed, here or in another window. */
  readonly onChanged: vscode.Event<void>;
  /** Says that runs or reports have changed. */
  changed(): void;
  /** Says whether a view or panel is in sight that shows what others may write meanwhile: other windows, the local API, the command line. */
  inSight(who: string, shown: boolean): void;
  /** A person has looked at the run of this id. */
  readonly onLooked: vscode.Event<string>;
  looked(runId: string): void;
  /** Runs that nobody has asked for have failed; a person may want to know. */
  readonly onFailed: vscode.Event<readonly Failed[]>;
  failed(runs: readonly Failed[]): void;
}
