/** The ground: comma-separated values (RFC 4180), a line at a time. */

/** The cells of one line; a quoted cell may hold commas and doubled quotes. */
export function cellsOf(line: string): string[] {
  const cells: string[] = [];
  let at = 0;
  while (at <= line.length) {
    const isQuoted = line[at] === '"';
    const end = isQuoted ? behindQuoted(line, at) : line.indexOf(',', at);
    const stop = end < 0 ? line.length : end;
    cells.push(isQuoted ? line.slice(at + 1, stop - 1).replaceAll('""', '"') : line.slice(at, stop));
    at = stop + 1;
  }
  return cells;
}

/** Behind the closing quote of the cell that begins at `from`. */
function behindQuoted(line: string, from: number): number {
  for (let at = from + 1; at < line.length; at++) {
    if (line[at] !== '"') continue;
    if (line[at + 1] !== '"') return at + 1;
    at++;
  }
  return line.length;
}
