/** The answers: test results of a source, read once from the members that can hold some. */
import { pacer } from '../../base/pace.ts';
import type { Member, Row } from '../../model/corpus.ts';
import type { TestResults } from '../../model/tests.ts';
import { withoutCopies } from '../analyze/results/copies.ts';
import { readCtrf } from '../analyze/results/ctrf.ts';
import { readJUnitXml } from '../analyze/results/junit-xml.ts';
import { mayReport, mergeResults, readResults } from '../analyze/results/read.ts';
import { rest } from '../rest.ts';
import type { Source } from '../store/source.ts';

const known = new WeakMap<Source, TestResults | null>();

export async function testsOf(source: Source, signal: AbortSignal): Promise<TestResults | null> {
  const kept = known.get(source);
  if (kept !== undefined) return kept;
  const results = await readAll(source, signal);
  known.set(source, results);
  return results;
}

async function readAll(source: Source, signal: AbortSignal): Promise<TestResults | null> {
  const pause = pacer(signal, rest);
  const found: TestResults[] = [];
  const summaries = new Set(source.templates.filter(template => mayReport(template.text)).map(template => template.id));
  const worth = new Set(withoutCopies(source.members.map(member => member.path)));
  for (const member of source.members.filter(one => worth.has(one.path))) {
    await pause();
    const results = readMember(source, member, summaries);
    if (results) found.push(withPlaces(results, source.id));
  }
  return mergeResults(found);
}

function readMember(source: Source, member: Member, summaries: ReadonlySet<number>): TestResults | null {
  if (/\.xml$/i.test(member.path)) return readJUnitXml(member.path, textOf(source, member));
  if (/\.json$/i.test(member.path)) return readCtrf(member.path, textOf(source, member));
  return readResults(member.path, rowsAround(source, member, summaries));
}

/** Members of up to so many blocks are read whole when a summary may stand in them. */
const SMALL = 24;

/** Lines of the blocks that hold a template of a test tool's summary, and of the blocks beside them. */
function* rowsAround(source: Source, member: Member, summaries: ReadonlySet<number>): Generator<Row> {
  const blocks = source.blocksOf(member.id, 1, member.lines);
  const telling = blocks.map(block => source.holds(block, summaries));
  const whole = blocks.length <= SMALL && telling.includes(true);
  for (const [i, block] of blocks.entries()) {
    if (whole || telling[i] || telling[i - 1] || telling[i + 1]) {
      yield* source.rows(member.id, block.firstLine, block.firstLine + block.count - 1);
    }
  }
}

function* textOf(source: Source, member: Member): Generator<string> {
  for (const row of source.rows(member.id, 1, member.lines)) yield `${row.text}\n`;
}

function withPlaces(results: TestResults, source: string): TestResults {
  const failures = results.failures.map(one => ({ ...one, place: { source, member: one.member, line: one.line } }));
  return { ...results, failures };
}
