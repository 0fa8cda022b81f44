/** The editor: what folds in a log document: records of several lines, and the groups of CI logs. */
import { groupsOf } from './groups.ts';
import type { LogView } from './view.ts';
import { rowOf } from './view.ts';

/** Rows of the editor, from 0, both inclusive. */
export interface Fold {
  readonly start: number;
  readonly end: number;
  readonly kind: 'record' | 'group';
}

/** In the order in which they begin. */
export function foldsOf(view: LogView): Fold[] {
  const above = rowOf(view, view.lines[0]?.place.line ?? 1) ?? 0;
  const groups = groupsOf(view.lines).map(({ from, to }): Fold => ({ start: from + above, end: to + above, kind: 'group' }));
  const records = view.lines.flatMap((line, at): Fold[] => {
    const end = Math.min(at + line.end_line - line.place.line, view.lines.length - 1);
    return end > at ? [{ start: at + above, end: end + above, kind: 'record' }] : [];
  });
  return [...groups, ...records].sort((a, b) => a.start - b.start || b.end - a.end);
}
