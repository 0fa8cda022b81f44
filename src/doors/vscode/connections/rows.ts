/** The editor: the rows of connections in the table of commands. */
import type { CommandRow } from '../../../tools/manifest.ts';

export const connectionRows = {
  connectArgus: { title: 'Connect Argus…', menus: { 'view/title': { when: 'view == investigator.runs', group: '3_connect@1' } } },
  connectGithub: { title: 'Connect GitHub' },
  setCredential: { title: 'Set Credential…' },
  testConnection: { title: 'Test Connection…' },
  forgetCredential: { title: 'Forget Credential…' },
} as const satisfies Record<string, CommandRow>;
