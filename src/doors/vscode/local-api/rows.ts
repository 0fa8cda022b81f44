/** The editor: the rows of the local API in the table of commands. */
import type { CommandRow } from '../../../tools/manifest.ts';

/** Whether this window's server runs. */
export const RUNNING = 'investigator.localApi';

export const localApiRows = {
  startLocalApi: { title: 'Start Local API', palette: `!${RUNNING}` },
  stopLocalApi: { title: 'Stop Local API', palette: RUNNING },
  localApi: { title: 'Local API…', palette: RUNNING },
  copyLocalApiSecret: { title: 'Copy Secret of the Local API' },
} as const satisfies Record<string, CommandRow>;
