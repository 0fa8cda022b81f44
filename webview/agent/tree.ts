/** The window, agents: the rows of the tree of a run, or of its parts in order; where a key leads. Pure. */
import { keyOf, type Part, type Play } from './play.ts';

export interface Row {
  readonly part: Part;
  /** From 1. */
  readonly level: number;
  /** Null: nothing stands under it. */
  readonly open: boolean | null;
  /** Which of how many siblings, from 1. */
  readonly place: number;
  readonly of: number;
}

/** What stands under what it claims to stand under; in a circle the first of it stands by itself. */
export function treeRows({ parts }: Play, closed: ReadonlySet<string>): Row[] {
  const known = new Set(parts.map(part => part.key));
  const parentOf = ({ under }: Part) => (under && known.has(keyOf(under)) ? keyOf(under) : '');
  const children = Map.groupBy(parts, parentOf);
  const rows: Row[] = [];
  const met = new Set<string>();
  const add = (siblings: readonly Part[], level: number): void => {
    const fresh = siblings.filter(part => !met.has(part.key));
    for (const part of fresh) met.add(part.key);
    for (const [at, part] of fresh.entries()) {
      const under = children.get(part.key);
      const open = under ? !closed.has(part.key) : null;
      rows.push({ part, level, open, place: at + 1, of: fresh.length });
      if (under && open) add(under, level + 1);
      else if (under) hide(under);
    }
  };
  const hide = (siblings: readonly Part[]): void => {
    for (const part of siblings) {
      if (met.has(part.key)) continue;
      met.add(part.key);
      hide(children.get(part.key) ?? []);
    }
  };
  add(children.get('') ?? [], 1);
  for (const part of parts) if (!met.has(part.key)) add([part], 1);
  return rows;
}

export function orderedRows({ parts }: Play): Row[] {
  return parts.map((part, at) => ({ part, level: 1, open: null, place: at + 1, of: parts.length }));
}

export type Move = { readonly to: number } | { readonly fold: string; readonly open: boolean } | null;

/** As trees do everywhere. */
export function moveOf(rows: readonly Row[], key: string, { at, page }: { at: number; page: number }): Move {
  const row = rows[at];
  const to = (place: number) => ({ to: Math.max(0, Math.min(rows.length - 1, place)) });
  const steps: Record<string, number> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + page,
    PageUp: at - page,
    Home: 0,
    End: rows.length - 1,
  };
  if (key in steps) return to(steps[key]);
  if (!row) return null;
  if (key === 'ArrowRight' && row.open !== null) return row.open ? to(at + 1) : { fold: row.part.key, open: true };
  if (key !== 'ArrowLeft') return null;
  if (row.open) return { fold: row.part.key, open: false };
  const parent = rows.findLastIndex((one, place) => place < at && one.level < row.level);
  return parent < 0 ? null : to(parent);
}
