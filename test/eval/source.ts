/** Evaluation: log lines whose call site is known, led back to their source by their words alone. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeSample } from '../../media/sample/make.ts';
import { said } from '../../media/sample/making/statements.ts';
import { Catalogue } from '../../src/engine/code/catalogue.ts';
import { type Found, findStatements, type Searched, type Wanted } from '../../src/engine/code/find.ts';
import { FileNames, locate, onDisk } from '../../src/engine/code/locate.ts';
import { namedPlaces } from '../../src/engine/code/named.ts';
import { SURE } from '../../src/engine/code/score.ts';
import { type Tree, walkTree } from '../../src/engine/code/tree.ts';
import type { Corpus } from '../../src/model/corpus.ts';
import { readingLogs } from './logs.ts';

/** A line without its call site, and the call site that the program told. */
interface Told {
  readonly wanted: Wanted;
  readonly file: string;
  readonly line: number;
}

interface Base {
  readonly name: string;
  readonly roots: readonly string[];
  readonly told: readonly Told[];
}

const sampleSource = fileURLToPath(new URL('../../media/sample/source/', import.meta.url));

/**
 * The data is captured from programs that run: Python with PYTHONPATH=test/eval/capture, npm with `node -r test/eval/capture/npm-log.cjs`,
 * both with SOURCE_TRUTH naming the file they append to; etcd's lines state their caller, which is cut out of them.
 * `data` holds `roots.json` (name → folders of source) and per name a `NAME.jsonl` of {text, file, line}; the sample needs none.
 */
export async function evaluate(data: string, progress: (words: string) => void): Promise<{ tool: string; results: unknown[] }> {
  const home = mkdtempSync(join(tmpdir(), 'eval-source-'));
  try {
    const bases = [await sample(home), ...(await captured(data, home))];
    const results: unknown[] = [];
    const searched = new Map<string, Searched[]>();
    for (const base of bases) searched.set(base.name, await search(base.roots, home));
    for (const base of bases) {
      const measured = measure(base, searched.get(base.name) ?? []);
      const foreign = bases.filter(other => other !== base).flatMap(other => answersOf(other, searched.get(base.name) ?? []));
      results.push({ ...measured, foreign: { lines: foreign.length, answered: foreign.filter(Boolean).length } });
      progress(words(measured, foreign));
      process.stderr.write(`\r\u001b[2K${words(measured, foreign)}\n`);
    }
    results.push(await namedInSample(home));
    return { tool: 'test-run-investigator source', results };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

async function search(roots: readonly string[], home: string): Promise<Searched[]> {
  const searched: Searched[] = [];
  for (const root of roots) {
    const catalogue = new Catalogue(root, []);
    const life = { home, signal: new AbortController().signal, onProgress: () => undefined };
    await catalogue.refresh(await walkTree({ root, exclude: [] }), life);
    searched.push(catalogue.searched);
  }
  return searched;
}

interface Measured {
  readonly name: string;
  readonly lines: number;
  readonly sites: number;
  readonly answered: number;
  /** Exactly the line of the call; `near`: at most three lines from it, as calls of several lines are told differently. */
  readonly right: number;
  readonly near: number;
  /** Lines whose call holds a text of its own; the others pass on what was worded elsewhere (`log.error(str(e))`). */
  readonly worded: number;
  readonly wordedNear: number;
  /** Wrong, but the right one was offered as an equal: several statements say the very same. */
  readonly tied: number;
  readonly siteTop1: number;
  readonly misses: readonly object[];
}

function measure({ name, told }: Base, searched: readonly Searched[]): Measured {
  let [answered, right, near, worded, wordedNear, tied] = [0, 0, 0, 0, 0, 0];
  const bySite = new Map<string, number[]>();
  const misses: object[] = [];
  for (const { wanted, file, line } of told) {
    const found = findStatements(wanted, searched);
    const sure = found.filter(one => one.score >= SURE);
    const isSure = sure.length > 0;
    const [best, ...others] = isSure ? sure : found;
    const isNear = isSure && same(best, file) && Math.abs(best.known.line - line) <= 3;
    if (isSure) answered++;
    if (isNear) near++;
    if (isNear && best.known.line === line) right++;
    const hasWords = saysWords(file, line);
    if (hasWords) worded++;
    if (hasWords && isNear) wordedNear++;
    const equals = [best, ...others].filter(one => one !== undefined && best.rank - one.rank < 1);
    if (!isNear && isSure && rankOfTruth(equals, file, line) >= 0) tied++;
    const site = `${file}:${line}`;
    bySite.set(site, [...(bySite.get(site) ?? []), isNear ? 1 : 0]);
    if (!isNear)
      misses.push({
        text: wanted.text,
        body: wanted.body,
        level: wanted.level,
        truth: site,
        sure: isSure,
        found: [best, ...others].slice(0, 4).map(shown),
        rank: rankOfTruth([best, ...others], file, line),
      });
  }
  const siteTop1 =
    [...bySite.values()].reduce((sum, hits) => sum + hits.reduce((a, b) => a + b, 0) / hits.length, 0) / Math.max(1, bySite.size);
  return { name, lines: told.length, sites: bySite.size, answered, right, near, worded, wordedNear, tied, siteTop1, misses };
}

const sources = new Map<string, string[]>();

/** By the source itself, not by our lexer: a quoted word stands in the line of the call or the four below it. */
function saysWords(file: string, line: number): boolean {
  if (!sources.has(file)) sources.set(file, readFileSync(file, 'utf8').split('\n'));
  const call = (sources.get(file) ?? []).slice(line - 1, line + 4).join('\n');
  return /["'`][^"'`\n]*[A-Za-z]{3,}/.test(call);
}

function rankOfTruth(found: readonly (Found | undefined)[], file: string, line: number): number {
  return found.findIndex(one => one !== undefined && same(one, file) && Math.abs(one.known.line - line) <= 3);
}

function same({ root, known }: Found, file: string): boolean {
  return join(root, known.path) === file;
}

function shown(found: Found | undefined): string {
  if (!found) return '';
  const { known, score, rank } = found;
  return `${known.path}:${known.line} ${known.kind}/${known.level} ${score.toFixed(2)} ${rank.toFixed(1)} ${known.pattern.replaceAll('\0', '<*>')}`;
}

function answersOf({ told }: Base, searched: readonly Searched[]): boolean[] {
  return told.map(({ wanted }) => {
    return findStatements(wanted, searched).some(one => one.score >= SURE);
  });
}

function words(
  { name, lines, sites, answered, right, near, worded, wordedNear, tied, siteTop1 }: Measured,
  foreign: readonly boolean[],
): string {
  const share = (part: number, all: number) => (all === 0 ? '-' : (part / all).toFixed(3));
  return `${name}: ${lines} lines of ${sites} call sites; top-1 ${share(near, lines)} (exact line ${share(right, lines)}), by call site ${siteTop1.toFixed(3)}; of calls with words ${share(wordedNear, worded)} of ${worded}; tied ${share(tied, lines)}; answered ${share(answered, lines)}, precision ${share(near, answered)}; foreign lines answered ${share(foreign.filter(Boolean).length, foreign.length)}`;
}

async function captured(data: string, home: string): Promise<Base[]> {
  const file = join(data, 'roots.json');
  if (!existsSync(file)) return [];
  const roots = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string[]>;
  const bases: Base[] = [];
  for (const [name, folders] of Object.entries(roots)) {
    const lines = readFileSync(join(data, `${name}.jsonl`), 'utf8')
      .split('\n')
      .filter(Boolean);
    const told = lines.map(text => JSON.parse(text) as { text: string; file: string; line: number });
    writeFileSync(join(home, `${name}.log`), told.map(one => `${one.text.replace(/[\r\n]+/g, ' ')}\n`).join(''));
    const rows = await readingLogs(home, withLogs =>
      withLogs([`${name}.log`], ([log]) => [...log.rows(log.members[0].id, 1, told.length)]),
    );
    bases.push({ name, roots: folders, told: rows.map((wanted, at) => ({ wanted, file: told[at].file, line: told[at].line })) });
  }
  return bases;
}

/** Lines of one statement that are asked about in the sample. */
const MOST_OF_ONE = 20;

async function sample(home: string): Promise<Base> {
  await makeSample(home, 1);
  const told = await readingLogs(home, withLogs => withLogs(['failed', 'passed'], logs => logs.flatMap(log => [...saidIn(log)])));
  return { name: 'sample', roots: [sampleSource], told };
}

function* saidIn(log: Corpus): Generator<Told> {
  const met = new Map<string, number>();
  for (const { id, path, lines } of log.members) {
    const isRunner = path.endsWith('/sct.log');
    if (!isRunner && !path.endsWith('/system.log')) continue;
    for (const row of log.rows(id, 1, lines)) {
      const message = isRunner ? row.text.replace(/^.*? > /, '') : row.text.replace(/^.*? - /, '');
      const reference = said.get(message);
      if (!reference) continue;
      const site = `${reference.file}:${reference.line}`;
      met.set(site, (met.get(site) ?? 0) + 1);
      if ((met.get(site) ?? 0) > MOST_OF_ONE) continue;
      const wanted = isRunner ? { text: message, body: 0, level: row.level } : row;
      yield { wanted, file: join(sampleSource, reference.file), line: reference.line };
    }
  }
}

/** The runner's lines name their file and line: those lead to the statement too. */
async function namedInSample(home: string): Promise<object> {
  const trees: Tree[] = [await walkTree({ root: sampleSource, exclude: [] })];
  const names = new FileNames(trees);
  let [all, right] = [0, 0];
  const rows = await readingLogs(home, withLogs =>
    withLogs(['failed'], ([log]) => {
      const member = log.members.find(one => one.path.endsWith('/sct.log'));
      return member ? [...log.rows(member.id, 1, member.lines)] : [];
    }),
  );
  for (const row of rows) {
    const reference = said.get(row.text.replace(/^.*? > /, ''));
    const [named] = namedPlaces([row], row.line);
    if (!reference || !named) continue;
    all++;
    const where = { roots: [sampleSource], mappings: [], ...onDisk };
    const [best] = await locate({ named, at: 0, text: row.text }, names, where);
    if (best?.file === join(sampleSource, reference.file) && best.line === reference.line) right++;
  }
  process.stderr.write(`sample, named places: ${right} of ${all} lines\n`);
  return { name: 'sample, named places', lines: all, right };
}
