/** The editor: the table of all commands: title, icon, when the palette shows them, and the menus they stand in. */
import type { CommandRow } from '../../tools/manifest.ts';
import { documentCommands } from './documents/commands.ts';
import { panelCommands } from './panel/commands.ts';

/** True once it is known that no run is there; until then nothing is hidden. */
const someRuns = '!investigator.empty';

export const commands = {
  investigateLogs: {
    title: 'Investigate Logs…',
    icon: 'add',
    menus: { 'view/title': { when: 'view == investigator.runs', group: 'navigation@1' } },
  },
  openSample: { title: 'Open the Sample Run' },
  openRun: { title: 'Open Run…', icon: 'open-preview', palette: someRuns },
  ...panelCommands,
  ...documentCommands,
  refresh: {
    title: 'Refresh',
    icon: 'refresh',
    menus: { 'view/title': { when: 'view =~ /^investigator\\./', group: 'navigation@8' } },
  },
  showStatus: { title: 'Show Status' },
  showLog: { title: 'Show Log' },
  openSettings: { title: 'Open Settings' },
} as const satisfies Record<string, CommandRow>;

export type CommandName = keyof typeof commands;

export function commandId(name: CommandName): string {
  return `investigator.${name}`;
}
