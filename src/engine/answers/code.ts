/** The answers: from a log line to the source that wrote it. */
import { join } from 'node:path';
import { Fault } from '../../base/fault.ts';
import { doing } from '../../base/progress.ts';
import type { SourceCandidate, SourceFinding } from '../../model/code.ts';
import type { Row } from '../../model/corpus.ts';
import { type Gap, mergeGaps } from '../../model/coverage.ts';
import { type Place, parsePlace } from '../../model/place.ts';
import type { Proved } from '../../rpc/verb.ts';
import type { table } from '../../tools/table.ts';
import { type AsOf, asOf } from '../code/as-of.ts';
import { type Catalogue, catalogueOf } from '../code/catalogue.ts';
import { type Found, sureStatements } from '../code/find.ts';
import { FileNames, locate, onDisk } from '../code/locate.ts';
import { type Named, namedPlaces } from '../code/named.ts';
import { linesOf, snippetOf } from '../code/text.ts';
import { type Tree, walkTree } from '../code/tree.ts';
import type { Source } from '../store/source.ts';
import { type CallLife, findRun, type Workshop } from '../workshop.ts';
import { commitOf } from './code-commit.ts';
import { rootsOf } from './code-roots.ts';

/** Lines of a record looked at on either side of the asked one. */
const RECORD_LINES = 400;
/** Scores closer than this say that neither is better. */
const EQUAL = 0.03;

/** Statements looked at in their files. */
const MOST_STATEMENTS = 20;

type Question = Proved<typeof table.find_source>;

export async function findSource(shop: Workshop, request: Question, life: CallLife): Promise<SourceFinding> {
  const started = performance.now();
  const { place, record, row, source } = recordAt(shop, request.place);
  const named = namedPlaces(record, place.line);
  const roots = rootsOf(shop, request.roots);
  const trees: Tree[] = [];
  for (const root of roots) {
    life.onProgress({
      ...doing('Looking through {folder}', { folder: root }),
      done: trees.length,
      total: roots.length,
      unit: 'steps',
    });
    trees.push(await walkTree({ root, exclude: request.exclude }, life.signal));
  }
  const commit = request.commit ?? commitOf(source);
  const gaps: Gap[] = trees.flatMap(tree => tree.gaps);
  const then = commit === null || named.length === 0 ? [] : await asOfAll(trees, commit, life.signal);
  if (request.commit && named.length > 0 && then.length === 0)
    gaps.push({ kind: 'unsupported', words: `No repository here has the commit ${request.commit}; lines are those of today.` });
  const byName = await fromNames({ named, record, trees }, { mappings: request.mappings, then });
  const isNamed = byName.some(one => one.names !== null && named[one.names].log_line === place.line);
  const written = isNamed ? nothingLooked : await fromStatements(shop, { row, trees, exclude: request.exclude }, life);
  const found = [...written.candidates, ...byName];
  return {
    place,
    text: row.text,
    named: named.map(({ code: _, ...one }) => one),
    candidates: found.slice(0, request.limit),
    ambiguous: isAmbiguous(found),
    commit: then[0]?.commit ?? commit,
    indexed: {
      files: trees.reduce((sum, tree) => sum + tree.paths.length, 0),
      statements: written.statements,
      took_ms: performance.now() - started,
      fresh: written.fresh,
    },
    gaps: mergeGaps([...gaps, ...written.gaps]),
  };
}

async function asOfAll(trees: readonly Tree[], commit: string, signal: AbortSignal): Promise<AsOf[]> {
  const found: AsOf[] = [];
  for (const { root } of trees) {
    const then = await asOf(root, commit, signal);
    if (then) found.push(then);
  }
  return found;
}

interface Names {
  readonly named: readonly Named[];
  readonly record: readonly Row[];
  readonly trees: readonly Tree[];
}

interface Asking {
  readonly mappings: Question['mappings'];
  readonly then: readonly AsOf[];
}

/** Candidates of the asked line first; of the other lines of the record as they stand there. */
async function fromNames({ named, record, trees }: Names, { mappings, then }: Asking): Promise<SourceCandidate[]> {
  const texts = new Map(record.map(row => [row.line, row.text]));
  const past = new Map(then.map(one => [one.tree.root, one]));
  const now = trees.filter(tree => !past.has(tree.root));
  const found: SourceCandidate[] = [];
  for (const one of [...then, ...(now.length ? [null] : [])]) {
    const shown = one ? [one.tree] : now;
    const names = new FileNames(shown);
    const where = { roots: shown.map(tree => tree.root), mappings, ...(one ? asThen(one) : onDisk) };
    for (const [at, place] of named.entries()) {
      const candidates = await locate({ named: place, at, text: texts.get(place.log_line) ?? '' }, names, where);
      for (const candidate of candidates) found.push(one ? await one.today(candidate) : candidate);
    }
  }
  const met = new Set<string>();
  return found
    .sort((a, b) => (a.names ?? 0) - (b.names ?? 0))
    .filter(one => {
      const key = `${one.file}:${one.line}`;
      return !met.has(key) && met.add(key);
    });
}

function asThen({ tree, read }: AsOf): Pick<Parameters<typeof locate>[2], 'has' | 'read'> {
  const files = new Set(tree.paths.map(path => join(tree.root, path)));
  return { has: file => files.has(file), read };
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
  const candidates = sureStatements(row, searched)
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
