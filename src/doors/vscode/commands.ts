/** The editor: the table of all commands: title, icon, when the palette shows them, and the menus they stand in. */
import type { CommandRow } from '../../tools/manifest.ts';
import { modelRows } from './chat/model-rows.ts';
import { connectionRows } from './connections/rows.ts';
import { documentCommands } from './documents/commands.ts';
import { knowledgeRows } from './knowledge/rows.ts';
import { lensCommands } from './lens/commands.ts';
import { localApiRows } from './local-api/rows.ts';
import { panelCommands } from './panel/commands.ts';
import { runRows } from './runs/rows.ts';
import { sourceCommands } from './source/commands.ts';

export const commands = {
  ...panelCommands,
  ...documentCommands,
  ...sourceCommands,
  ...lensCommands,
  ...runRows,
  ...knowledgeRows,
  ...connectionRows,
  ...localApiRows,
  ...modelRows,
  refresh: {
    title: 'Refresh',
    icon: 'refresh',
    menus: { 'view/title': { when: 'view =~ /^investigator\\./', group: 'navigation@8' } },
  },
  getStarted: { title: 'Get Started' },
  showStatus: { title: 'Show Status' },
  showLog: { title: 'Show Log' },
  openSettings: { title: 'Open Settings', menus: { 'view/title': { when: 'view =~ /^investigator\\./', group: '9_about@1' } } },
} as const satisfies Record<string, CommandRow>;

export type CommandName = keyof typeof commands;

export function commandId(name: CommandName): string {
  return `investigator.${name}`;
}
