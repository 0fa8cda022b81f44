/** The editor: the connections whose runs are listed without being asked for: GitHub only once somebody has connected it, for its address is set from the start. */
import type { Connection } from '../../../model/connection.ts';
import { setConnections } from '../../../model/set-connections.ts';
import type { Settings } from '../../../model/settings.ts';

export interface Known {
  readonly settings: Settings;
  /** Whether a token is kept for GitHub, or the editor's account was lent to us. */
  readonly github: () => Promise<boolean>;
}

export async function listedConnections({ settings, github }: Known): Promise<Connection[]> {
  const all = setConnections(settings);
  const open = all.find(one => one.system === 'github' && one.name === '' && one.watch.length === 0);
  return open && !(await github()) ? all.filter(one => one !== open) : all;
}
