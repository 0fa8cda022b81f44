/** The command line: the words that open another door, or are about models, instead of asking a tool. */
import { runAsk } from './ask-command.ts';
import { askHelp, askTitle } from './ask-options.ts';
import { mcpHelp, mcpTitle, runMcp } from './mcp-command.ts';
import type { Outlets } from './output.ts';
import { runSentenceModel, sentenceModelHelp, sentenceModelTitle } from './sentence-model-command.ts';
import { runServe, serveHelp, serveTitle } from './serve-command.ts';

interface DoorCommand {
  readonly title: string;
  readonly help: string;
  /** Until the door closes. Null, the help that was asked for, or an answer. */
  run(
    words: readonly string[],
    outlets: Outlets,
  ): Promise<string | null | { readonly text: string | null; readonly exit: number }>;
}

export const doorCommands: Readonly<Record<string, DoorCommand>> = {
  ask: { title: askTitle, help: askHelp, run: runAsk },
  serve: { title: serveTitle, help: serveHelp, run: runServe },
  mcp: { title: mcpTitle, help: mcpHelp, run: runMcp },
  'sentence-model': { title: sentenceModelTitle, help: sentenceModelHelp, run: runSentenceModel },
};

export function doorCommand(word: string): DoorCommand | null {
  return Object.hasOwn(doorCommands, word) ? doorCommands[word] : null;
}
