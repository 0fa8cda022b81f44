/** The editor's chat: an answer as VS Code's chat shows it: links run only the commands that open something. */
import * as vscode from 'vscode';
import { formatPlace } from '../../../model/place.ts';
import { commandId } from '../commands.ts';
import { plain } from '../markdown.ts';
import { commandLink, linkedCommands } from './links.ts';
import type { Reply } from './reply.ts';

/** Texts come with `end`, and buttons behind them: VS Code folds away what stands before a step or a button once an answer is whole. */
export function replyOn(stream: vscode.ChatResponseStream): Reply & { end(): void } {
  let told = '';
  const texts: vscode.MarkdownString[] = [];
  const buttons: vscode.Command[] = [];
  return {
    say: markdown => {
      const text = new vscode.MarkdownString(`${markdown}\n\n`);
      text.isTrusted = { enabledCommands: linkedCommands.map(commandId) };
      texts.push(text);
    },
    step: words => {
      if (words !== told) stream.progress(plain(words));
      told = words;
    },
    line: (place, label) => commandLink(label, 'openLine', [formatPlace(place)]),
    document: ({ path, line }, label) => commandLink(label, 'openDocument', [path, line]),
    button: (title, command, ...given) => void buttons.push({ title, command: commandId(command), arguments: given }),
    end: () => {
      for (const one of texts.splice(0)) stream.markdown(one);
      for (const one of buttons.splice(0)) stream.button(one);
    },
  };
}
