/** The answers: which of the names that exist a person may have meant. */

/** The names most like the asked one, the likest first: those that hold it, or are held by it, then by edits (Levenshtein). */
export function nearest(asked: string, names: readonly string[], most: number): string[] {
  const wanted = asked.toLowerCase().replace(/[*?]/g, '');
  const ranked = names.map(name => ({ name, far: distance(wanted, name.toLowerCase()) }));
  return ranked
    .sort((a, b) => a.far - b.far || (a.name < b.name ? -1 : 1))
    .slice(0, most)
    .map(one => one.name);
}

function distance(a: string, b: string): number {
  const edits = editsBetween(a, b);
  return a !== '' && (b.includes(a) || a.includes(b)) ? Math.min(1, edits) : edits;
}

function editsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length];
}
