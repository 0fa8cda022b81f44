/** The editor: all that package.json says of it, in one place; nothing here may import the editor itself. */

import { Settings } from '../../model/settings.ts';
import type { Rows } from '../../tools/manifest.ts';
import { table } from '../../tools/table.ts';
import type { Tool } from '../../tools/tool.ts';
import { editorTools } from './agents/editor-tools.ts';
import { languageToolRows, mcpServers } from './agents/rows.ts';
import { chatRows } from './chat/rows.ts';
import { commands } from './commands.ts';
import { container, views, welcome } from './views.ts';
import { walkthrough } from './walkthrough.ts';

export const contributions: Rows = {
  prefix: 'investigator',
  category: 'Investigator',
  commands,
  container,
  views,
  welcome,
  walkthroughs: [walkthrough],
  settings: Settings,
  languageTools: { table: { ...table, ...editorTools } as unknown as Record<string, Tool>, rows: languageToolRows },
  chat: chatRows,
  mcpServers,
};
