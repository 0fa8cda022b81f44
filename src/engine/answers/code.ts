/** The answers: from a log line to the source that wrote it. */
import { resolve } from 'node:path';
import { Fault } from '../../base/fault.ts';
import type { SourceCandidate, SourceFinding } from '../../model/code.ts';
import type { Row } from '../../model/corpus.ts';
import { type Gap, mergeGaps } from '../../model/coverage.ts';
import { type Place, parsePlace } from '../../model/place.ts';
import type { Proved } from '../../rpc/verb.ts';
import type { table } from '../../tools/table.ts';
import { FileNames, locate } from '../code/locate.ts';
import { type Named, namedPlaces } from '../code/named.ts';
import { type Tree, walkTree } from '../code/tree.ts';
import type { Source } from '../store/source.ts';
import { type CallLife, findRun, type Workshop } from '../workshop.ts';

/** Lines of a record looked at on either side of the asked one. */
const RECORD_LINES = 400;
/** Scores closer than this say that neither is better. */
const EQUAL = 0.03;

type Question = Proved<typeof table.find_source>;

export async function findSource(shop: Workshop, request: Question, life: CallLife): Promise<SourceFinding> {
  const started = performance.now();
  const { place, record, row } = recordAt(shop, request.place);
  const named = namedPlaces(record, place.line);
  const roots = [...new Set((request.roots.length ? request.roots : ['.']).map(root => resolve(shop.cwd, root)))];
  const trees: Tree[] = [];
  for (const root of roots) {
    life.onProgress({ words: `looking through ${root}`, done: trees.length, total: roots.length, unit: 'steps' });
    trees.push(await walkTree({ root, exclude: request.exclude }, life.signal));
  }
  const found = fromNames({ named, record, trees }, { roots, mappings: request.mappings });
  const gaps: Gap[] = trees.flatMap(tree => tree.gaps);
  return {
    place,
    text: row.text,
    named: named.map(({ code: _, ...one }) => one),
    candidates: found.slice(0, request.limit),
    ambiguous: isAmbiguous(found),
    commit: request.commit ?? null,
    indexed: {
      files: trees.reduce((sum, tree) => sum + tree.paths.length, 0),
      statements: 0,
      took_ms: performance.now() - started,
      fresh: false,
    },
    gaps: mergeGaps(gaps),
  };
}

interface Names {
  readonly named: readonly Named[];
  readonly record: readonly Row[];
  readonly trees: readonly Tree[];
}

/** Candidates of the asked line first; of the other lines of the record as they stand there. */
function fromNames({ named, record, trees }: Names, where: Parameters<typeof locate>[2]): SourceCandidate[] {
  const names = new FileNames(trees);
  const texts = new Map(record.map(row => [row.line, row.text]));
  const found = named.flatMap((one, at) => locate({ named: one, at, text: texts.get(one.log_line) ?? '' }, names, where));
  const met = new Set<string>();
  return found.filter(one => {
    const key = `${one.file}:${one.line}`;
    return !met.has(key) && met.add(key);
  });
}

function isAmbiguous([first, second]: readonly SourceCandidate[]): boolean {
  return second !== undefined && first.names === second.names && first.score - second.score < EQUAL;
}

interface Asked {
  readonly place: Place;
  /** The record that the line is part of. */
  readonly record: readonly Row[];
  readonly row: Row;
  readonly source: Source;
}

/** Throws `place_unknown`, `run_unknown`. */
function recordAt(shop: Workshop, text: string): Asked {
  const place = parsePlace(text);
  const run = findRun(shop, place.source);
  const source = shop.source(run.sources.find(id => id.startsWith(place.source)) ?? run.sources[0]);
  const member = source.members.find(one => one.path === place.member);
  if (!member || place.line > member.lines) throw new Fault('place_unknown', { place: text });
  const rows = [...source.rows(member.id, place.line - RECORD_LINES, place.line + RECORD_LINES)];
  const at = rows.findIndex(row => row.line === place.line);
  let first = at;
  while (first > 0 && rows[first].continued) first--;
  let behind = at + 1;
  while (behind < rows.length && rows[behind].continued) behind++;
  return { place: { ...place, source: source.id }, record: rows.slice(first, behind), row: rows[at], source };
}
