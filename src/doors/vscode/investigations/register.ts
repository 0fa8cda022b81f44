/** The editor: the view of investigations. */
import type { Disposable } from 'vscode';
import type { Door } from '../door.ts';
import { listView } from '../list-view.ts';

export function registerInvestigations(door: Door): Disposable {
  const view = { id: 'investigator.investigations', emptyKey: 'investigator.noReports' };
  return listView(door, view, async () => (await import('./listing.ts')).investigations(door));
}
