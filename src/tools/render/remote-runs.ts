/** The table: runs of connected systems as text: how each stands, when, and the address to investigate it by. */

import { originLabels } from '../../model/origin-labels.ts';
import type { RemoteRuns } from '../../model/remote-run.ts';
import type { View } from '../tool.ts';
import { type Ink, painted } from './paint.ts';
import { cells, elided, oneLine, padded } from './safe.ts';
import { counted, stamp } from './words.ts';

const OUTCOME: Readonly<Record<string, Ink>> = { failed: 'red', passed: 'green', unknown: 'dim' };

export function remoteRunsText({ runs, gaps }: RemoteRuns, view: View): string {
  const width = Math.max(0, ...runs.map(run => cells(run.status)));
  const rows = runs.flatMap(run => {
    const when = run.at === null ? 'no time         ' : stamp(run.at).slice(0, 16);
    const system = originLabels[run.system as keyof typeof originLabels] ?? run.system;
    const from = run.connection ? `${system} (${run.connection})` : system;
    const head = `${painted(view, 'dim', when)}  ${painted(view, OUTCOME[run.outcome], padded(oneLine(run.status), width))}  `;
    const title = elided(oneLine(run.title), Math.max(20, view.width - 20 - width));
    const known = run.run_id ? `, here as ${run.run_id}` : '';
    return [`${head}${title}`, `  ${painted(view, 'blue', run.address)}  ${painted(view, 'dim', `${from}${known}`)}`];
  });
  const untold = gaps.map(gap => painted(view, 'yellow', `! ${oneLine(gap.words)}`));
  const none = gaps.length ? [] : ['No run fits.'];
  const foot = `${counted(runs.length, 'run')}. Investigate one: investigator investigate ADDRESS`;
  return [...(runs.length ? [...rows, '', painted(view, 'dim', foot)] : none), ...untold].join('\n');
}
