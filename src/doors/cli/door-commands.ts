/** The command line: the words that open another door instead of asking a tool. */
import { mcpHelp, mcpTitle, runMcp } from './mcp-command.ts';
import { runServe, serveHelp, serveTitle } from './serve-command.ts';

interface DoorCommand {
  readonly title: string;
  readonly help: string;
  /** Until the door closes. Null, or the help that was asked for. */
  run(words: readonly string[]): Promise<string | null>;
}

export const doorCommands: Readonly<Record<string, DoorCommand>> = {
  serve: { title: serveTitle, help: serveHelp, run: runServe },
  mcp: { title: mcpTitle, help: mcpHelp, run: runMcp },
};

export function doorCommand(word: string): DoorCommand | null {
  return Object.hasOwn(doorCommands, word) ? doorCommands[word] : null;
}
