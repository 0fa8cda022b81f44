/** The answers: from a log line to the source that wrote it. */
import { join, resolve } from 'node:path';
import { Fault } from '../../base/fault.ts';
import type { SourceCandidate, SourceFinding } from '../../model/code.ts';
import type { Row } from '../../model/corpus.ts';
import { type Gap, mergeGaps } from '../../model/coverage.ts';
import { type Place, parsePlace } from '../../model/place.ts';
import type { Proved } from '../../rpc/verb.ts';
import type { table } from '../../tools/table.ts';
import { type Catalogue, catalogueOf } from '../code/catalogue.ts';
import { type Found, findStatements } from '../code/find.ts';
import { FileNames, locate } from '../code/locate.ts';
import { type Named, namedPlaces } from '../code/named.ts';
import { SURE } from '../code/score.ts';
import { linesOf, snippetOf } from '../code/text.ts';
import { type Tree, walkTree } from '../code/tree.ts';
import type { Source } from '../store/source.ts';
import { type CallLife, findRun, type Workshop } from '../workshop.ts';

/** Lines of a record looked at on either side of the asked one. */
const RECORD_LINES = 400;
/** Scores closer than this say that neither is better. */
const EQUAL = 0.03;

/** Statements looked at in their files. */
const MOST_STATEMENTS = 20;

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
  const where = { roots, mappings: request.mappings };
  const byName = fromNames({ named, record, trees }, where);
  const isNamed = byName.some(one => one.names !== null && named[one.names].log_line === place.line);
  const written = isNamed ? nothingLooked : await fromStatements(shop, { row, trees, exclude: request.exclude }, life);
  const found = inOrder(byName, written.candidates);
  const gaps: Gap[] = [...trees.flatMap(tree => tree.gaps), ...written.gaps];
  return {
    place,
    text: row.text,
    named: named.map(({ code: _, ...one }) => one),
    candidates: found.slice(0, request.limit),
    ambiguous: isAmbiguous(found),
    commit: request.commit ?? null,
    indexed: {
      files: trees.reduce((sum, tree) => sum + tree.paths.length, 0),
      statements: written.statements,
      took_ms: performance.now() - started,
      fresh: written.fresh,
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

interface Written {
  readonly candidates: readonly SourceCandidate[];
  readonly statements: number;
  readonly fresh: boolean;
  readonly gaps: readonly Gap[];
}

/** Where the line itself names its source, the code need not be read. */
const nothingLooked: Written = { candidates: [], statements: 0, fresh: true, gaps: [] };

async function fromStatements(
  shop: Workshop,
  { row, trees, exclude }: { row: Row; trees: readonly Tree[]; exclude: readonly string[] },
  life: CallLife,
): Promise<Written> {
  const gaps: Gap[] = [];
  const catalogues: Catalogue[] = [];
  let fresh = true;
  for (const tree of trees) {
    const catalogue = catalogueOf(shop.home, tree.root, exclude);
    const told = await catalogue.refresh(tree, { home: shop.home, ...life });
    fresh &&= told.fresh;
    gaps.push(...told.gaps);
    catalogues.push(catalogue);
  }
  const searched = catalogues.map(one => one.searched);
  const candidates = findStatements(row, searched)
    .filter(one => one.score >= SURE)
    .slice(0, MOST_STATEMENTS)
    .flatMap(one => standing(one, gaps));
  return { candidates, statements: searched.reduce((sum, one) => sum + one.lookup.size, 0), fresh, gaps };
}

/** The candidate as it stands in its file now; a gap where the file is gone meanwhile. */
function standing({ root, known, score, reason }: Found, gaps: Gap[]): SourceCandidate[] {
  const file = join(root, known.path);
  const lines = linesOf(file);
  if (lines === null) {
    gaps.push({ kind: 'unreadable', member: file, words: 'The file was there a moment ago, and is gone or cannot be read.' });
    return [];
  }
  const text = lines[known.line - 1] ?? '';
  const column = Buffer.from(text).toString('utf8', 0, known.column - 1).length + 1;
  return [
    { file, line: known.line, column, how: 'statement', score, reason, snippet: snippetOf(lines, known.line), names: null },
  ];
}

/** What the asked line says of itself, then what wrote it, then the rest of the record. */
function inOrder(named: readonly SourceCandidate[], written: readonly SourceCandidate[]): SourceCandidate[] {
  return written.length ? [...written, ...named] : [...named];
}

function isAmbiguous([first, second]: readonly SourceCandidate[]): boolean {
  return second !== undefined && first.how === second.how && first.names === second.names && first.score - second.score < EQUAL;
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
