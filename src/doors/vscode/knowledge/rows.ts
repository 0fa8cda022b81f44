/** The editor: the rows of the view of knowledge in the table of commands. */
import type { CommandRow } from '../../../tools/manifest.ts';

const inKnowledge = 'view == investigator.knowledge';

export const knowledgeRows = {
  openDocument: { title: 'Open Knowledge…' },
  editDocument: {
    title: 'Edit Document',
    icon: 'edit',
    palette: 'false',
    menus: { 'view/item/context': { when: `${inKnowledge} && viewItem == document`, group: 'inline@1' } },
  },
  addKnowledge: {
    title: 'Add a Folder of Knowledge…',
    icon: 'add',
    menus: { 'view/title': { when: inKnowledge, group: 'navigation@1' } },
  },
  downloadSentenceModel: {
    title: 'Download Sentence Model…',
    menus: { 'view/title': { when: inKnowledge, group: '2_model@1' } },
  },
} as const satisfies Record<string, CommandRow>;
