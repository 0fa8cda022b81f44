/** The editor: the rows of source code in the table of commands. */
import type { CommandRow } from '../../../tools/manifest.ts';

const inLog = 'resourceScheme == investigator-log';

export const sourceCommands = {
  openSource: {
    title: 'Open Source of This Line',
    icon: 'go-to-file',
    palette: inLog,
    menus: {
      'editor/title': { when: inLog, group: 'navigation@2' },
      'editor/context': { when: inLog, group: 'navigation@2' },
    },
    key: { key: 'f12', when: `editorTextFocus && ${inLog}` },
  },
  openToolDefinition: { title: 'Open the Definition of an Agent’s Tool…' },
  editPathMappings: { title: 'Edit Path Mappings…' },
  forgetChoices: { title: 'Forget Remembered Choices of Source' },
} as const satisfies Record<string, CommandRow>;
