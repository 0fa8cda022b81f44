/** The editor's chat: the rows of asking models in the table of commands; nothing here may import the editor itself. */
import type { CommandRow } from '../../../tools/manifest.ts';

export const modelRows = {
  askInChat: {
    title: 'Ask in Chat',
    icon: 'comment-discussion',
    palette: '!investigator.empty',
    menus: { 'view/item/context': { when: 'view == investigator.runs && viewItem =~ /^run /', group: '2_investigate@3' } },
  },
  draftTicket: { title: 'Draft Ticket in Chat', palette: 'false' },
  chooseModels: { title: 'Choose Which Models May Be Asked…' },
  askModel: { title: 'Ask This Model', palette: 'false' },
  refuseModel: { title: 'Do Not Ask This Model', palette: 'false' },
  showWhatIsSent: { title: 'Show What Would Be Sent', palette: 'false' },
} as const satisfies Record<string, CommandRow>;
