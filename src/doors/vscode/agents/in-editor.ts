/** The editor: what its own tools for agents do: each shows a line or its source, and says what is to be seen. */
import * as vscode from 'vscode';
import { Fault } from '../../../base/fault.ts';
import { formatPlace } from '../../../model/place.ts';
import { oneLine } from '../../../tools/render/safe.ts';
import { commandId } from '../commands.ts';
import type { Door } from '../door.ts';
import { searchSpace } from '../source/workspace.ts';
import { type EditorToolName, editorTools } from './editor-tools.ts';

/** Throws `bad_input`, `place_unknown` and what reading throws: an agent is told, the person is not bothered. */
export async function shownInEditor(door: Door, name: EditorToolName, { input, signal }: Showing): Promise<string> {
  const proved = editorTools[name].input.safeParse(input);
  if (!proved.success) throw new Fault('bad_input', { problem: 'It takes a place, such as another tool has stated.' });
  const { lines } = await door.engine.read_lines({ place: proved.data.place, around: 0 }, { signal });
  const place = formatPlace(lines[0].place);
  if (name === 'reveal_line') {
    await vscode.commands.executeCommand(commandId('openLine'), place);
    return `The editor shows ${place}: ${oneLine(lines[0].text)}`;
  }
  // Where nothing fits a person would be told in a notice, for which an agent would wait.
  const space = await searchSpace(door);
  const { candidates } = await door.engine.find_source({ place, ...space, limit: 1 }, { signal });
  const opened = candidates.length ? await vscode.commands.executeCommand<string | null>(commandId('openSource'), place) : null;
  return opened
    ? `The editor shows ${oneLine(opened)}, which wrote ${place}.`
    : `No source was opened for ${place}: none fits surely in the folders that are open, or the person chose none. find_source lists what was found.`;
}

interface Showing {
  readonly input: unknown;
  readonly signal: AbortSignal;
}
