/** The answers: what stands around a place in its file, bounded in lines and in characters. */
import { Fault } from '../../base/fault.ts';
import type { Member, Row } from '../../model/corpus.ts';
import type { Line } from '../../model/line.ts';
import type { Surroundings } from '../../model/page.ts';
import { parsePlace } from '../../model/place.ts';
import type { Proved } from '../../rpc/verb.ts';
import type { table } from '../../tools/table.ts';
import type { Source } from '../store/source.ts';
import type { Workshop } from '../workshop.ts';
import { lineOf, sourceNamed } from './lines.ts';
import { memberInfo } from './members.ts';

/** Characters of one answer; the lines nearest to the place come first. */
const MOST = 4_000_000;
/** Rows read at once on the way back to the file's beginning. */
const STRIDE = 64;

export async function readLines(shop: Workshop, request: Proved<typeof table.read_lines>): Promise<Surroundings> {
  const place = parsePlace(request.place);
  const source = sourceNamed(shop, place.source);
  const member = source.members.find(one => one.path === place.member);
  if (!member || place.line > member.lines) throw new Fault('place_unknown', { place: request.place });
  const from = Math.max(1, place.line - request.around);
  const to = Math.min(member.lines, place.line + request.around);
  const lines = around(source, { member, line: place.line, from, to }, request.width);
  const asked = to - from + 1;
  return {
    lines,
    offset: null,
    near_index: null,
    next: null,
    previous: null,
    coverage: { scanned: asked, matched: asked, shown: lines.length, dropped: asked - lines.length },
    gaps: source.gaps.filter(gap => gap.member === place.member),
    member: memberInfo(source, member),
  };
}

interface Span {
  readonly member: Member;
  readonly line: number;
  readonly from: number;
  readonly to: number;
}

function around(source: Source, span: Span, width: number): Line[] {
  let left = MOST;
  const take = (rows: Iterable<Row>, least: number): Line[] => {
    const taken: Line[] = [];
    for (const row of rows) {
      const line = clipped(lineOf(source, row), width);
      left -= line.text.length;
      if (left < least && taken.length > 0) break;
      taken.push(line);
    }
    return taken;
  };
  // What follows may take half, so that what precedes is seen as well.
  const behind = take(source.rows(span.member.id, span.line, span.to), MOST / 2);
  left = Math.max(left, 0);
  const before = span.line > span.from && left > 0 ? take(backward(source, span), 0) : [];
  return [...before.reverse(), ...behind];
}

function* backward(source: Source, { member, line, from }: Span): Generator<Row> {
  for (let last = line - 1; last >= from; last -= STRIDE) {
    yield* [...source.rows(member.id, Math.max(from, last - STRIDE + 1), last)].reverse();
  }
}

function clipped(line: Line, width: number): Line {
  const { text } = line;
  if (text.length <= width) return line;
  // A surrogate pair is one sign.
  const end = /[\ud800-\udbff]/.test(text[width - 1]) ? width - 1 : width;
  return { ...line, text: text.slice(0, end), left_out: text.length - end };
}
