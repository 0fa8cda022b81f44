/** The editor: the views of its one container, and what each says while it is empty. */
import type { ViewRow, WelcomeRow } from '../../tools/manifest.ts';

export const container = { id: 'investigator', title: 'Investigator', icon: 'media/investigator.svg' };

export const views = {
  runs: { name: 'Failed Runs', icon: 'bug' },
  investigations: { name: 'Investigations', icon: 'search' },
  knowledge: { name: 'Knowledge', icon: 'book', visibility: 'collapsed' },
} as const satisfies Record<string, ViewRow>;

export const welcome: readonly WelcomeRow[] = [
  {
    view: 'runs',
    when: 'investigator.empty',
    words:
      'No run is here yet. Drop a log file, folder or archive on this view, or\n[Investigate Logs…](command:investigator.investigateLogs)\nJust looking? [Open the sample run](command:investigator.openSample): a four-hour cluster test that failed.',
  },
];
