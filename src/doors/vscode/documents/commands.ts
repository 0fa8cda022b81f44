/** The editor: the rows of log documents in the table of commands. */
import type { CommandRow } from '../../../tools/manifest.ts';

/** A log document is in front. */
const inLog = 'resourceScheme == investigator-log';

export const documentCommands = {
  openLine: { title: 'Open Line', palette: 'false' },
  selectedPlace: { title: 'Place of the Selected Line', palette: 'false' },
  openPlace: { title: 'Open Place…', palette: '!investigator.empty' },
  showEarlierLines: { title: 'Show Earlier Lines', palette: inLog },
  showLaterLines: { title: 'Show Later Lines', palette: inLog },
  showInTable: {
    title: 'Show in the Log Table',
    icon: 'table',
    palette: inLog,
    menus: {
      'editor/title': { when: inLog, group: 'navigation@1' },
      'editor/context': { when: inLog, group: 'navigation@1' },
    },
  },
  copyPlace: {
    title: 'Copy Place',
    palette: inLog,
    menus: { 'editor/context': { when: inLog, group: '9_cutcopypaste@9' } },
  },
} as const satisfies Record<string, CommandRow>;
