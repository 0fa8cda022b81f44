/** The editor: the views of its one container, and what each says while it is empty. */
import type { ViewRow, WelcomeRow } from '../../tools/manifest.ts';

export const container = { id: 'investigator', title: 'Investigator', icon: 'media/investigator.svg' };

/** The walkthrough's id. */
export const WALKTHROUGH = 'start';

export const views = {
  runs: { name: 'Failed Runs', icon: 'bug' },
  investigations: { name: 'Investigations', icon: 'search' },
  knowledge: { name: 'Knowledge', icon: 'book', visibility: 'collapsed' },
} as const satisfies Record<string, ViewRow>;

export const welcome: readonly WelcomeRow[] = [
  {
    view: 'runs',
    when: 'investigator.runsState == empty',
    words:
      'No run is here yet. Drop a log file, folder or archive on this view, or\n[Investigate Logs…](command:investigator.investigateLogs)\nOr see the failed runs of your systems here: [Connect Argus…](command:investigator.connectArgus), [Connect GitHub](command:investigator.connectGithub).\nJust looking? [Open the sample run](command:investigator.openSample): a four-hour cluster test that failed. [Five steps](command:investigator.getStarted) show the rest.',
  },
  {
    view: 'runs',
    when: 'investigator.runsState == nothingFits',
    words: 'No run fits the filter.\n[Clear the Filter](command:investigator.showAllRuns)',
  },
  {
    view: 'runs',
    when: 'investigator.runsState == trouble',
    words:
      'The runs cannot be listed.\n[Try Again](command:investigator.refresh)\nThe [log](command:investigator.showLog) says why; the folder that keeps the runs is in the [settings](command:investigator.openSettings).',
  },
  {
    view: 'investigations',
    when: 'investigator.noReports',
    words:
      'No run was investigated yet. What was found out about a run is listed here, with its category and how sure it is.\n[Investigate Logs…](command:investigator.investigateLogs)',
  },
];
