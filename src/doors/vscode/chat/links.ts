/** The editor's chat: links that run a command of ours with what we know; their labels are text. */
import type { CommandName } from '../commands.ts';
import { plain } from '../markdown.ts';

/** The commands that a link in an answer may run; they open, and change nothing. */
export const linkedCommands: readonly CommandName[] = ['openLine', 'openDocument'];

export function commandLink(label: string, command: CommandName, given: readonly unknown[]): string {
  // A bracket would end the target.
  const target = encodeURIComponent(JSON.stringify(given)).replace(
    /[!'()*]/g,
    sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `[${plain(label)}](command:investigator.${command}?${target})`;
}
