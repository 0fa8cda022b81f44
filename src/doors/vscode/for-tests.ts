/** The editor: what its suites may reach beside a person's ways; handed out only in the extension host of a test. */
import * as vscode from 'vscode';
import type { Door } from './door.ts';
import type { LazyEngine } from './engine.ts';

export interface ForTests {
  readonly door: Door;
  /** Ends the engine's thread under whatever it is doing, as a crash would; the next question begins another. */
  loseEngine(): Promise<void>;
}

export function forTests(door: Door, lazy: LazyEngine): ForTests | undefined {
  if (door.extension.extensionMode !== vscode.ExtensionMode.Test) return undefined;
  return { door, loseEngine: () => lazy.end() };
}
