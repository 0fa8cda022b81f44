/** The report, tests: from opinions to a report that its schema accepts: sentence, evidence, hypotheses, what to do. */
import assert from 'node:assert/strict';
import { makeReport } from '../../../src/engine/rca/report.ts';
import { Report } from '../../../src/model/report.ts';
import { underline } from '../../../src/tools/render/story.ts';
import { caseOf } from './cases.ts';
import * as told from './told.ts';

describe('report', () => {
  for (const [name, story] of Object.entries(told)) {
    it(`of ${name} fits its schema and cites only evidence that it holds`, () => {
      const report = Report.parse(makeReport(caseOf(story)));
      const ids = report.evidence_index.map(one => one.evidence_id);
      assert.equal(new Set(ids).size, ids.length);
      for (const one of report.hypotheses) for (const id of one.evidence_ids) assert.ok(ids.includes(id), id);
      const { matched, shown, dropped } = report.coverage;
      assert.equal(matched, shown + dropped);
      assert.ok(report.action_items.length > 0);
    });
  }

  it('names cause, process, node, nemesis and what followed after how long', () => {
    const report = makeReport(caseOf(told.outOfMemory));
    assert.equal(
      report.summary,
      'The kernel OOM killer stopped scylla on db-node-3 during MajorCompactionMonkey; the quorum was lost 76 s later.',
    );
    assert.equal(report.category, 'out_of_memory');
    const [first] = report.hypotheses;
    assert.deepEqual(report.chain, ['Out of memory', 'node down', 'quorum lost', 'timeouts']);
    assert.equal(first.confidence, 'high');
    const cited = first.evidence_ids.map(id => report.evidence_index.find(one => one.evidence_id === id));
    assert.deepEqual(
      cited.map(one => [one?.attributes.role, one?.place.line]),
      [
        ['cause', 3],
        ['precursor', 1],
        ['trigger', 1],
        ['echo', 1],
        ['echo', 2],
        ['echo', 1],
      ],
    );
    assert.ok(
      report.suspect_lines.every(one => one.title && !/^\[?\d{4}-/.test(one.title)),
      'lines are told from where their message begins',
    );
    assert.equal(report.hypotheses.length, 1, 'what the cause explains is no hypothesis of its own');
  });

  it('names file, line and message of a compile error', () => {
    const report = makeReport(caseOf(told.compileError));
    assert.equal(report.summary, 'Compilation failed in src/foo.c:12: ‘bar’ undeclared (first use in this function).');
    assert.equal(report.hypotheses[0].confidence, 'high');
    assert.doesNotMatch(JSON.stringify(report.hypotheses), /passing run.? has/, 'nothing was compared');
  });

  it('counts the failed tests and names the first', () => {
    const report = makeReport(caseOf(told.failedTests));
    assert.equal(report.category, 'assertion');
    assert.equal(report.summary, '3 of 411 tests failed, first tests/test_cart.py::test_total: AssertionError: assert 3 == 4.');
    assert.equal(report.tests?.failures[0].place?.source, 'a1b2c3d4e5f6');
  });

  it('names no cause where only generic last words stand', () => {
    const report = makeReport(caseOf(told.nothingSaid));
    assert.equal(report.insufficient_evidence, true);
    assert.match(report.insufficient_reason ?? '', /no line says why/);
    assert.deepEqual(report.hypotheses, []);
    assert.equal(report.category, 'unknown');
    assert.deepEqual(
      report.action_items.map(item => item.type),
      ['monitoring', 'monitoring', 'investigation'],
    );
  });

  it('shows the most telling line of a failure of no known kind', () => {
    const report = makeReport(caseOf(told.unknownKind));
    assert.equal(
      report.summary,
      'No known kind of failure; the most telling line says: flux capacitor misaligned by 3 teeth, giving up.',
    );
    assert.equal(report.hypotheses[0].confidence, 'low');
  });

  it('says so where no line tells of a failure', () => {
    const report = makeReport(caseOf(told.allWell));
    assert.deepEqual([report.insufficient_evidence, report.summary], [true, 'None of 3 lines tells of a failure.']);
  });

  it('drops evidence whose bytes have changed, counts it, and withdraws what rests on it', () => {
    const c = caseOf(told.compileError);
    let reads = 0;
    const torn = { ...c, bytes: (...at: [number, number, number]) => (reads++ < 3 ? c.bytes(...at) : new Uint8Array([1])) };
    const report = makeReport(torn);
    assert.equal(report.engine.removed_claims, 3);
    assert.deepEqual([report.evidence_index, report.hypotheses], [[], []]);
    assert.equal(report.insufficient_evidence, true);
    assert.match(report.insufficient_reason ?? '', /no longer match/);
  });

  it('counts changed patterns beyond those that it lists', () => {
    const c = caseOf(told.outOfMemory);
    const [one] = c.differences;
    const report = makeReport({ ...c, differences: Array.from({ length: 300 }, () => one) });
    assert.equal(report.patterns.length, 200);
    assert.match(underline(report), /300 patterns new against/);
  });

  it('says the same twice', () => {
    assert.deepEqual(makeReport(caseOf(told.outOfMemory)), makeReport(caseOf(told.outOfMemory)));
  });

  it('puts the cause and the nemesis on the timeline, in order', () => {
    const { timeline } = makeReport(caseOf(told.outOfMemory));
    assert.deepEqual(
      timeline.map(entry => entry.at),
      timeline.map(entry => entry.at).sort((a, b) => a - b),
    );
    assert.equal(timeline.filter(entry => entry.kind === 'cause').length, 1);
    assert.equal(timeline.find(entry => entry.kind === 'nemesis')?.title, 'MajorCompactionMonkey on db-node-3');
  });
});
