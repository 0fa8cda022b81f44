/** The editor: the panel's rows in the table of commands. */
import type { CommandRow } from '../../../tools/manifest.ts';

/** The panel's kind, under which an editor brings it back after a reload. */
export const PANEL = 'investigator.panel';

const inFront = 'investigator.panelInFront';
const someRuns = '!investigator.empty';

export const panelCommands = {
  exportReport: { title: 'Export Report…', icon: 'export', palette: someRuns },
  compareRun: { title: 'Compare with Passing Runs…', icon: 'diff', palette: someRuns },
  runInFront: { title: 'Run of the Panel in Front', palette: 'false' },
  showAgentOverview: { title: 'Show Agent Overview', icon: 'graph', palette: someRuns },
  copyReport: { title: 'Copy Report as Markdown', palette: inFront },
  nextError: { title: 'Next Error', palette: inFront, key: { key: 'f8', when: inFront } },
  previousError: { title: 'Previous Error', palette: inFront, key: { key: 'shift+f8', when: inFront } },
  jumpToTime: { title: 'Jump to Time…', palette: inFront },
  focusFilter: { title: 'Filter Lines', palette: inFront },
  clearFilter: { title: 'Clear the Filter', palette: inFront },
  toggleWrap: { title: 'Toggle Wrapping of Lines', palette: inFront },
  toggleNewOnly: { title: 'Toggle Lines That Are New Against Passing Runs', palette: inFront },
  toggleBookmark: { title: 'Toggle Bookmark of the Selected Line', palette: inFront },
  nextBookmark: { title: 'Next Bookmark', palette: inFront },
  pinLine: { title: 'Pin the Selected Line', palette: inFront },
  copyLines: { title: 'Copy the Selected Lines', palette: inFront },
  openSelectedLine: { title: 'Open the Log of the Selected Line', palette: inFront },
  openSelectedSource: { title: 'Open the Source of the Selected Line', palette: inFront },
} as const satisfies Record<string, CommandRow>;
