/** The window, timeline: the tree beside the axis: its rows, which are folded, and where a key leads. Pure. */
import { t } from '../words.ts';
import { type Entry, isGrave, keyOf } from './entry.ts';
import { type Lane, laneWords } from './lanes.ts';

/** A failed test whose line states no time stands in no lane, but in the tree. */
export interface Untimed {
  readonly title: string;
  readonly place: Entry['place'];
}

export interface Branch {
  readonly id: string;
  readonly words: string;
  readonly entries: readonly Entry[];
  readonly untimed: readonly Untimed[];
}

interface RowPart {
  readonly key: string;
  /** Of how many siblings it is which, from 1. */
  readonly place: number;
  readonly of: number;
}

export type TreeRow =
  | (RowPart & { readonly kind: 'branch'; readonly branch: Branch; readonly open: boolean })
  | (RowPart & { readonly kind: 'entry'; readonly branch: Branch; readonly entry: Entry })
  | (RowPart & { readonly kind: 'untimed'; readonly branch: Branch; readonly test: Untimed });

/** Branches with more entries are closed until a person opens them. */
const MANY = 40;

const FIRST = ['test', 'nemesis', 'step', 'event'];

/** Failed tests first, then nemeses, steps and events, then the others in the order of their lanes. */
export function branchesOf(lanes: readonly Lane[], untimed: readonly Untimed[]): Branch[] {
  const byId = new Map(lanes.map(lane => [lane.id, lane.entries]));
  if (untimed.length > 0 && !byId.has('test')) byId.set('test', []);
  const ids = [...FIRST.filter(id => byId.has(id)), ...[...byId.keys()].filter(id => !FIRST.includes(id))];
  return ids.map(id => {
    const entries = byId.get(id) ?? [];
    const own = id === 'test' ? untimed : [];
    return { id, words: branchWords(id, entries), entries, untimed: own };
  });
}

function branchWords(id: string, entries: readonly Entry[]): string {
  if (id === 'test') return entries.every(isGrave) ? t('Tests failed') : t('Tests');
  const words = laneWords(id);
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}

export type Folds = Readonly<Record<string, boolean>>;

export function isOpen(branch: Branch, folds: Folds): boolean {
  return folds[branch.id] ?? branch.entries.length + branch.untimed.length <= MANY;
}

export function rowsOf(branches: readonly Branch[], folds: Folds): TreeRow[] {
  return branches.flatMap((branch, at): TreeRow[] => {
    const open = isOpen(branch, folds);
    const head = { kind: 'branch', key: `branch ${branch.id}`, place: at + 1, of: branches.length, branch, open } as const;
    return open ? [head, ...leavesOf(branch)] : [head];
  });
}

function leavesOf(branch: Branch): TreeRow[] {
  const of = branch.entries.length + branch.untimed.length;
  const timed = branch.entries.map(
    (entry, at) => ({ kind: 'entry', key: keyOf(entry), place: at + 1, of, branch, entry }) as const,
  );
  const untimed = branch.untimed.map((test, at) => {
    const key = `untimed ${test.title} ${test.place.member}:${test.place.line}`;
    return { kind: 'untimed', key, place: timed.length + at + 1, of, branch, test } as const;
  });
  return [...timed, ...untimed];
}

export type Move =
  | { readonly to: number }
  | { readonly fold: Branch; readonly open: boolean }
  | { readonly openAll: true }
  | null;

export interface Press {
  readonly key: string;
  /** The row that has the focus. */
  readonly at: number;
  /** Rows in sight at once. */
  readonly page: number;
}

/** Where a key leads, as trees do everywhere. */
export function moveOf(rows: readonly TreeRow[], { key, at, page }: Press): Move {
  const row = rows[at];
  if (!row) return rows.length > 0 ? { to: 0 } : null;
  const to = (place: number) => ({ to: Math.max(0, Math.min(rows.length - 1, place)) });
  switch (key) {
    case 'ArrowDown':
      return to(at + 1);
    case 'ArrowUp':
      return to(at - 1);
    case 'PageDown':
      return to(at + page);
    case 'PageUp':
      return to(at - page);
    case 'Home':
      return to(0);
    case 'End':
      return to(rows.length - 1);
    case 'ArrowRight':
      if (row.kind !== 'branch') return null;
      return row.open ? to(at + 1) : { fold: row.branch, open: true };
    case 'ArrowLeft':
      if (row.kind === 'branch') return row.open ? { fold: row.branch, open: false } : null;
      return to(rows.findIndex(one => one.kind === 'branch' && one.branch === row.branch));
    case '*':
      return { openAll: true };
    default:
      return typed(rows, key, at);
  }
}

/** A letter leads to the next row that begins with it. */
function typed(rows: readonly TreeRow[], key: string, at: number): Move {
  if (!/^[\p{L}\d]$/u.test(key)) return null;
  const letter = key.toLocaleLowerCase();
  const order = [...rows.keys()].map(step => (at + 1 + step) % rows.length);
  const found = order.find(place => titleOf(rows[place]).toLocaleLowerCase().startsWith(letter));
  return found === undefined ? null : { to: found };
}

export function titleOf(row: TreeRow): string {
  if (row.kind === 'branch') return row.branch.words;
  return row.kind === 'entry' ? row.entry.title : row.test.title;
}
