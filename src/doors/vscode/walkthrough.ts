/** The editor: the walkthrough: five steps from the bundled sample run to one's own logs. */
import type { WalkthroughRow } from '../../tools/manifest.ts';
import { WALKTHROUGH } from './views.ts';

function picture(name: string): { svg: string } {
  return { svg: `media/walkthrough/${name}.svg` };
}

export const walkthrough: WalkthroughRow = {
  id: WALKTHROUGH,
  title: 'Find out why a run failed',
  description:
    'From a failed run to the line that tells the cause, with the sample run that comes along; nothing leaves your machine.',
  steps: [
    {
      id: 'openSample',
      title: 'Open the sample run',
      description:
        'A four-hour cluster test that failed, and one that passed to compare it with: 45,249 lines in two archives.\n[Open the Sample Run](command:investigator.openSample)',
      media: picture('open-sample'),
      altText: 'The tree of failed runs: under the run its cause, failed tests, nemeses and error events.',
      completionEvents: ['onCommand:investigator.openSample', 'onContext:investigator.did.openSample'],
    },
    {
      id: 'readCause',
      title: 'Read the cause, open its lines',
      description:
        'The report begins with one sentence that names the cause. Below it stand the lines that carry it: click one, and you are in its log.\n[Open Run…](command:investigator.openRun)',
      media: picture('read-cause'),
      altText:
        'A report: the cause in one sentence, then lines marked as cause, precursor and trigger, each with its place in the log.',
      completionEvents: ['onContext:investigator.did.openLine'],
    },
    {
      id: 'filterLog',
      title: 'Find a line among all',
      description:
        'The table of lines takes words, levels, files and regular expressions; the chart above it shows where a run became loud.\n[Filter Lines](command:investigator.focusFilter)',
      media: picture('filter-log'),
      altText: 'The table of lines with a filter, a chart of lines over time, and lines with time, level, place and text.',
      completionEvents: ['onCommand:investigator.focusFilter', 'onContext:investigator.did.focusFilter'],
    },
    {
      id: 'ownLogs',
      title: 'Investigate your own logs',
      description:
        'A file, a folder, an archive, an address: choose it here, drop it on the tree, or use the menu of the explorer.\n[Investigate Logs…](command:investigator.investigateLogs)',
      media: picture('own-logs'),
      altText: 'The menu of the explorer with Investigate These Logs, and the tree of failed runs with a log that is being read.',
      completionEvents: [
        'onContext:investigator.did.investigateLogs',
        'onContext:investigator.did.investigateThese',
        'onContext:investigator.did.dropLogs',
      ],
    },
    {
      id: 'compare',
      title: 'Compare with a run that passed',
      description:
        'Lines that passing runs have as well are not the cause. Runs of the same job are compared by themselves; name others here.\n[Compare with Passing Runs…](command:investigator.compareRun)\n[Add Passing Runs…](command:investigator.addPassingRuns)',
      media: picture('compare'),
      altText: 'The patterns of a passing and a failed run side by side; those that only the failed run has are marked.',
      completionEvents: ['onContext:investigator.did.compareRun', 'onContext:investigator.did.addPassingRuns'],
    },
  ],
};
