/** The answers: what is found out of a source once, before it is shown: whose clock differs, and what its tests say. */
import type { Member, Row } from '../../model/corpus.ts';
import type { TestResults } from '../../model/tests.ts';
import { estimateSkew } from '../analyze/order/skew.ts';
import { withoutCopies } from '../analyze/results/copies.ts';
import { readCtrf } from '../analyze/results/ctrf.ts';
import { readJUnitXml } from '../analyze/results/junit-xml.ts';
import { mayReport, mergeResults, Results } from '../analyze/results/read.ts';
import type { Pause } from '../store/corrected.ts';
import type { Source } from '../store/source.ts';
import type { Findings } from '../store/survey.ts';

/** The clocks of its members against each other, and its test results. Throws cancelled. */
export async function survey(draft: Source, pause: Pause): Promise<Findings> {
  const tests = await readTests(draft, pause);
  const { offsets, gaps } = await estimateSkew(draft.corpus(), pause);
  return { ahead: offsets, gaps, tests };
}

async function readTests(source: Source, pause: Pause): Promise<TestResults | null> {
  const found: TestResults[] = [];
  const summaries = new Set(source.templates.filter(template => mayReport(template.text)).map(template => template.id));
  const worth = new Set(withoutCopies(source.members.map(member => member.path)));
  for (const member of source.members.filter(one => worth.has(one.path))) {
    await pause();
    const results = await readMember(source, { member, summaries }, pause);
    if (results) found.push(withPlaces(results, source.id));
  }
  return mergeResults(found);
}

interface Look {
  readonly member: Member;
  /** Templates that may belong to a test tool's summary. */
  readonly summaries: ReadonlySet<number>;
}

async function readMember(source: Source, { member, summaries }: Look, pause: Pause): Promise<TestResults | null> {
  if (/\.xml$/i.test(member.path)) return readJUnitXml(member.path, textOf(source, member));
  if (/\.json$/i.test(member.path)) return readCtrf(member.path, textOf(source, member));
  const results = new Results(member.path);
  for (const { line, text } of rowsAround(source, member, summaries)) {
    if (line % STRIDE === 0) await pause();
    results.feed(line, text);
  }
  return results.end();
}

/** Lines between two looks at the clock, which costs as much as a line. */
const STRIDE = 64;

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
