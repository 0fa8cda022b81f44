/** The report in the window, tests: the parts that need no window: steps, gaps, messages, moments. */
import assert from 'node:assert/strict';
import { makeReport } from '../../src/engine/rca/report.ts';
import type { Gap } from '../../src/model/coverage.ts';
import type { Evidence, Report } from '../../src/model/report.ts';
import { clauseOf, gapSteps, seenMembers } from '../../webview/report/gaps.ts';
import { messageOf } from '../../webview/report/message.ts';
import { axisOf, echoOf, momentsOf } from '../../webview/report/moments.ts';
import { stepOf } from '../../webview/report/step.ts';
import { toneOf } from '../../webview/tone.ts';
import { caseOf } from '../engine/rca/cases.ts';
import * as told from '../engine/rca/told.ts';

describe('report in the window', () => {
  it('finds what can be done in every step that names a query or a command', () => {
    const stories = Object.values(told).map(story => makeReport(caseOf(story)));
    const steps = stories.flatMap(report => report.hypotheses.flatMap(one => one.verification_steps));
    const named = steps.filter(step => step.includes('`'));
    assert.ok(named.length > 2, `${named.length} of ${steps.length} steps name something`);
    for (const step of named) assert.notEqual(stepOf(step).act, null, step);
    assert.deepEqual(stepOf('Search `level:>=warn a b`: is it the first?'), {
      act: 'search',
      code: 'level:>=warn a b',
      words: 'Is it the first?',
    });
    assert.deepEqual(stepOf('Read on.'), { act: null, code: '', words: 'Read on.' });
  });

  it('says a gap up to its first pause, never within a number or a name', () => {
    const said = {
      'sct.log: Its times are 1.4 s ahead of those of the others, as 16 lines show: wrong. Corrected.':
        'sct.log: Its times are 1.4 s ahead of those of the others.',
      '8 files, a/b.log first: The stamps state no zone; they are read as UTC.':
        '8 files, a/b.log first: The stamps state no zone.',
      'x.tar.zst ends after 12 bytes': 'x.tar.zst ends after 12 bytes',
    };
    for (const [words, clause] of Object.entries(said)) assert.equal(clauseOf(words), clause);
  });

  it('counts files that were torn or never read, and says once what to do', () => {
    const gap = (kind: Gap['kind'], member: string): Gap => ({ kind, member, words: `${member} is ${kind}` });
    const gaps = [gap('torn', 'a.log'), gap('corrupt', 'b.zip'), gap('torn', 'a.log'), gap('clock', 'c.log')];
    const report = { members: 3, gaps } as unknown as Report;
    assert.deepEqual(seenMembers(report, ['a.log', 'c.log', 'd.log']), { inAll: 4, torn: 2 });
    assert.deepEqual(gapSteps(gaps), ['Fetch it again and investigate anew: what was cut off may hold the cause.']);
    const unsaid = { kind: 'outcome' as const, words: 'The run does not say whether it succeeded.' };
    assert.deepEqual(gapSteps([unsaid]), ['Let the agent record how its runs end: as a success or a failure.']);
  });

  it('shows a message to its end where its title is the beginning of it', () => {
    const snippet = '2026-11-20T08:00:00Z ERROR  app:  the  disk\tis full on /var\n  at a.ts:3';
    const evidence = (title: string) => ({ title, snippet }) as Evidence;
    assert.equal(messageOf(evidence('app: the disk is…')), 'app: the disk is full on /var');
    assert.equal(messageOf(evidence('told otherwise…')), 'told otherwise…');
    assert.equal(messageOf(evidence('whole')), 'whole');
    const opened = { title: '[shard 3:main] lsa - memory…', snippet: 'WARN  [shard 3:main] lsa - memory pressure' };
    assert.equal(messageOf(opened), '[shard 3:main] lsa - memory pressure');
  });

  it('has one accent per meaning', () => {
    assert.deepEqual(['cause', 'precursor', 'trigger', 'echo', 'context'].map(toneOf), [
      'error',
      'warning',
      'new',
      'plain',
      'plain',
    ]);
  });

  it('tells the moments of a failure in order, on an axis that holds them', () => {
    const report = makeReport(caseOf(told.outOfMemory));
    const axis = axisOf(report);
    const moments = momentsOf(report);
    assert.deepEqual(
      moments.map(one => one.words),
      ['MajorCompactionMonkey', 'first sign', 'cause', '1,776 lines follow'],
    );
    for (const { at } of moments) assert.ok(axis && axis.share(at) >= 0 && axis.share(at) <= 1);
    const echo = echoOf(report);
    assert.equal(echo?.from, moments[2].at);
    assert.ok(echo.to > echo.from);
    assert.deepEqual(momentsOf(makeReport(caseOf(told.allWell))), []);
  });
});
