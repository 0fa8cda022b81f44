/** The editor: the rows of the view of runs in the table of commands. */
import type { CommandRow } from '../../../tools/manifest.ts';
import { panelCommands } from '../panel/commands.ts';

/** True once it is known that no run is there; until then nothing is hidden. */
const someRuns = '!investigator.empty';
const inRuns = 'view == investigator.runs';
const onRun = `${inRuns} && viewItem =~ /^run /`;
const onRemote = `${inRuns} && viewItem =~ /^remote /`;
const onReport = 'view =~ /^investigator\\.(runs|investigations)$/ && viewItem =~ /^(run .*investigated|report)/';

export const runRows = {
  investigateLogs: {
    title: 'Investigate Logs…',
    icon: 'add',
    menus: { 'view/title': { when: inRuns, group: 'navigation@1' } },
  },
  investigateThese: {
    title: 'Investigate These Logs',
    palette: 'false',
    menus: { 'explorer/context': { when: 'resourceScheme == file', group: '4_search@9' } },
  },
  addPassingRuns: { title: 'Add Passing Runs…', menus: { 'view/title': { when: inRuns, group: '1_add@2' } } },
  openSample: { title: 'Open the Sample Run', menus: { 'view/title': { when: inRuns, group: '1_add@3' } } },
  openRun: {
    title: 'Open Run…',
    icon: 'open-preview',
    palette: someRuns,
    menus: { 'view/item/context': { when: onRun, group: '1_open@1' } },
  },
  investigateRun: {
    title: 'Investigate Again',
    icon: 'debug-rerun',
    palette: someRuns,
    menus: { 'view/item/context': { when: onRun, group: '2_investigate@1' } },
  },
  refreshRun: {
    title: 'Refresh Run',
    icon: 'sync',
    palette: someRuns,
    menus: { 'view/item/context': { when: onRun, group: '2_investigate@0' } },
  },
  compareRun: {
    ...panelCommands.compareRun,
    menus: {
      'view/item/context': [
        { when: onRun, group: 'inline@2' },
        { when: onRun, group: '2_investigate@2' },
      ],
    },
  },
  exportReport: { ...panelCommands.exportReport, menus: { 'view/item/context': { when: onReport, group: '3_share@1' } } },
  copyRunId: { title: 'Copy Run Id', palette: someRuns, menus: { 'view/item/context': { when: onRun, group: '3_share@2' } } },
  markPassed: {
    title: 'Mark as Passed',
    icon: 'pass',
    palette: someRuns,
    menus: { 'view/item/context': { when: `${inRuns} && viewItem =~ /^run (failed|unknown)/`, group: '4_mark@1' } },
  },
  markFailed: {
    title: 'Mark as Failed',
    icon: 'error',
    palette: someRuns,
    menus: { 'view/item/context': { when: `${inRuns} && viewItem =~ /^run (passed|unknown)/`, group: '4_mark@2' } },
  },
  markLookedAt: {
    title: 'Mark All as Looked At',
    icon: 'check-all',
    palette: someRuns,
    menus: { 'view/title': { when: inRuns, group: '2_runs@1' } },
  },
  forgetRun: { title: 'Forget Run…', palette: someRuns, menus: { 'view/item/context': { when: onRun, group: '9_forget@1' } } },
  filterRuns: {
    title: 'Filter Runs…',
    icon: 'filter',
    palette: someRuns,
    menus: { 'view/title': { when: `${inRuns} && !investigator.filtered`, group: 'navigation@2' } },
  },
  showAllRuns: {
    title: 'Clear the Filter of Runs',
    icon: 'clear-all',
    palette: 'investigator.filtered',
    menus: { 'view/title': { when: `${inRuns} && investigator.filtered`, group: 'navigation@2' } },
  },
  listRemoteRuns: {
    title: 'List Runs of Connected Systems',
  },
  investigateRemote: {
    title: 'Fetch and Investigate…',
    icon: 'cloud-download',
    menus: {
      'view/title': { when: inRuns, group: '1_add@1' },
      'view/item/context': { when: onRemote, group: 'inline@1' },
    },
  },
  openRemotePage: {
    title: 'Open Its Page',
    icon: 'link-external',
    palette: 'false',
    menus: { 'view/item/context': { when: `${onRemote} && viewItem =~ /page/`, group: 'inline@2' } },
  },
  copyRemoteAddress: {
    title: 'Copy Address',
    palette: 'false',
    menus: { 'view/item/context': { when: onRemote, group: '3_share@2' } },
  },
  loadMore: { title: 'Load More Runs', palette: 'false' },
  cancelReading: {
    title: 'Cancel Reading',
    icon: 'close',
    palette: 'investigator.reading',
    menus: { 'view/item/context': { when: `${inRuns} && viewItem == reading`, group: 'inline@1' } },
  },
} as const satisfies Record<string, CommandRow>;
