/** The code room: where a line of an older file stands in a newer one, by the hunks of a diff without context; pure. */

export interface Drift {
  /** 1-based; null when the line was removed. */
  readonly line: number | null;
  /** The line was rewritten where it stood. */
  readonly changed: boolean;
}

interface Hunk {
  readonly oldFrom: number;
  readonly oldCount: number;
  readonly newFrom: number;
  readonly newCount: number;
  readonly removed: string[];
  readonly added: string[];
}

/** `diff` is what `git diff -U0` tells of the one file. */
export function driftOf(diff: string, line: number): Drift {
  let shift = 0;
  for (const hunk of hunksOf(diff)) {
    // Without old lines the hunk stands behind line `oldFrom`.
    const first = hunk.oldCount === 0 ? hunk.oldFrom + 1 : hunk.oldFrom;
    if (line < first) break;
    if (line < first + hunk.oldCount) return within(hunk, line - first);
    shift += hunk.newCount - hunk.oldCount;
  }
  return { line: line + shift, changed: false };
}

/** The same text among the new lines, else the line at the same place where as many were added as removed. */
function within({ removed, added, newFrom, newCount, oldCount }: Hunk, at: number): Drift {
  const text = removed[at]?.trim() ?? '';
  const same = text === '' ? -1 : added.findIndex(one => one.trim() === text);
  if (same >= 0) return { line: newFrom + same, changed: false };
  return newCount === oldCount ? { line: newFrom + at, changed: true } : { line: null, changed: true };
}

function hunksOf(diff: string): Hunk[] {
  const hunks: Hunk[] = [];
  for (const text of diff.split('\n')) {
    const head = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(text);
    if (head) {
      const [oldFrom, oldCount, newFrom, newCount] = head.slice(1).map(one => Number(one ?? 1));
      hunks.push({ oldFrom, oldCount, newFrom, newCount, removed: [], added: [] });
      continue;
    }
    const hunk = hunks.at(-1);
    if (text.startsWith('-') && hunk && hunk.removed.length < hunk.oldCount) hunk.removed.push(text.slice(1));
    else if (text.startsWith('+') && hunk && hunk.added.length < hunk.newCount) hunk.added.push(text.slice(1));
  }
  return hunks;
}
