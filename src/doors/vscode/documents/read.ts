/** The editor: reads the lines of a log document from the engine, page by page, from the place outward, and stops where it would be too much. */
import type { Life } from '../../../base/progress.ts';
import type { Gap } from '../../../model/coverage.ts';
import type { Line } from '../../../model/line.ts';
import type { Surroundings } from '../../../model/page.ts';
import { formatPlace } from '../../../model/place.ts';
import type { Engine } from '../../../tools/table.ts';
import type { LogAddress } from './address.ts';
import { type LogView, shownLine } from './view.ts';

/** Characters of a line; the editor draws no more of one. */
export const LINE_WIDTH = 10_000;
/** Characters of a document: a good part of what an editor gives to extensions. */
const MOST = 12_000_000;
/** Lines on either side that one answer holds at most. */
const REACH = 1_000;
/** Characters that one answer should hold at most, so that nobody waits for its copy. */
const PAGE = 1_000_000;

export interface Reading {
  readonly engine: Pick<Engine, 'read_lines'>;
  readonly address: LogAddress;
  /** The line that is read first and shown whatever happens. */
  readonly line: number;
}

/** Throws `run_unknown`, `place_unknown`, `cancelled` and what else reading an index may throw. */
export async function readView({ engine, address, line }: Reading, life: Life = {}): Promise<LogView> {
  const ask = (middle: number, around: number): Promise<Surroundings> =>
    engine.read_lines({ place: formatPlace({ ...address, line: middle }), around, width: LINE_WIDTH }, life);
  const { member, gaps, lines: first } = await ask(line, 100);
  const { from, to } = address.lines ?? { from: 1, to: member.lines };
  const pages = pagesFrom(ask, first);
  const behind = await pages.behind(Math.min(to, member.lines), MOST / 2);
  const before = await pages.before(from, MOST - pages.taken());
  const lines = [...before, ...first, ...behind].filter(one => one.place.line >= from && one.place.line <= to);
  const whole = lines.length === member.lines;
  return {
    address,
    member,
    lines: lines.map(shownLine),
    windowed: address.lines !== null || !whole,
    gaps: gaps as readonly Gap[],
  };
}

type Ask = (middle: number, around: number) => Promise<Surroundings>;

function pagesFrom(ask: Ask, first: readonly Line[]) {
  let taken = weight(first);
  let widest = taken / Math.max(1, first.length);

  /** The lines of a span; what a page leaves out at either end is asked for again. */
  async function span(from: number, to: number): Promise<Line[]> {
    if (from > to) return [];
    const middle = (from + to) >>> 1;
    const { lines } = await ask(middle, Math.max(middle - from, to - middle));
    const got = lines.filter(({ place }) => place.line >= from && place.line <= to);
    const [begin, end] = [got[0].place.line, (got.at(-1) as Line).place.line];
    widest = Math.max(widest, weight(got) / got.length);
    return [...(await span(from, begin - 1)), ...got, ...(await span(end + 1, to))];
  }

  /** Lines of the next page, by what lines have weighed so far. */
  const reach = () => Math.max(50, Math.min(2 * REACH, Math.floor(PAGE / Math.max(1, widest))));

  async function behind(to: number, most: number): Promise<Line[]> {
    const lines: Line[] = [];
    for (let from = (first.at(-1) as Line).place.line + 1; from <= to && taken < most; ) {
      const page = await span(from, Math.min(to, from + reach() - 1));
      taken += weight(page);
      lines.push(...page);
      from = (page.at(-1) as Line).place.line + 1;
    }
    return lines;
  }

  async function before(from: number, most: number): Promise<Line[]> {
    const pages: Line[][] = [];
    const until = taken + most;
    for (let to = first[0].place.line - 1; to >= from && taken < until; ) {
      const page = await span(Math.max(from, to - reach() + 1), to);
      taken += weight(page);
      pages.push(page);
      to = page[0].place.line - 1;
    }
    return pages.reverse().flat();
  }

  return { behind, before, taken: () => taken };
}

function weight(lines: readonly Line[]): number {
  return lines.reduce((sum, line) => sum + line.text.length, 0);
}
